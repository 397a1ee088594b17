package glassprop.lens.graph;

/**
 * How much room to leave for text, in multiples of the size of its font.
 *
 * <p>A drawing is seen with a font that its maker does not know. So the room is not measured by a font of the machine that draws, but
 * by the widest of the common fonts for screens, DejaVu Sans and Verdana, rounded up: with a narrower one there is some air
 * around a text, and it is centred all the same. It also makes drawings the same on every machine.
 */
final class Widths {
  private static final String NARROW = "iIjlftr.,:;'|!()[]/-· ";
  private static final String WIDE = "mwMW…%@";
  private static final double BOLD = 1.18;
  private static final int IDEOGRAPHS = 0x2e80; // and what follows them
  private static final int EMOJI = 0x1f000;

  private Widths() {}

  static double of(String text, boolean bold) {
    return text.codePoints().mapToDouble(Widths::of).sum() * (bold ? BOLD : 1);
  }

  private static double of(int c) {
    if (Character.getType(c) == Character.NON_SPACING_MARK) {
      return 0;
    }
    if (c >= EMOJI) {
      return 1.4;
    }
    if (c >= IDEOGRAPHS || WIDE.indexOf(c) >= 0) {
      return 1;
    }
    boolean small = c < 0x80 ? Character.isLowerCase(c) || Character.isDigit(c) : Character.isLowerCase(c);
    return NARROW.indexOf(c) >= 0 ? 0.46 : small ? 0.66 : 0.86;
  }
}
