package glassprop.lens.graph;

import java.util.Locale;

/** A colour of drawings, on light paper and on dark. */
enum Ink {
  PAPER(0xffffff, 0x151922),
  LINE(0x52606d, 0x9aa5b5),
  LEAF_LINE(0x2b6cb0, 0x6ea8e6),
  LEAF_FILL(0xe6f0fa, 0x1b2c42),
  RESULT_FILL(0xfdf3dc, 0x3a3019),
  BLOCK_FILL(0xf2f4f7, 0x20262f),
  TEXT(0x1f2933, 0xe4e8f0),
  FAINT(0x5b6673, 0xa3adbd),
  VALUE(0x1d4f91, 0x8fb8f5),
  GRADIENT(0x9b2c2c, 0xf2a0a0);

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  int light() {
    return light;
  }

  String css(boolean onDark) {
    return String.format(Locale.ROOT, "#%06x", onDark ? dark : light);
  }
}
