package glassprop.cli.terminal;

import java.nio.file.Path;
import java.util.Locale;

/** Words for numbers and names. */
public final class Text {
  private Text() {}

  /** "1 row", "2,000 rows". */
  public static String count(long n, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
  }

  /** A share with three decimals, such as 0.967. */
  public static String share(double x) {
    return Double.isFinite(x) ? String.format(Locale.ROOT, "%.3f", x) : "undefined";
  }

  /** A time such as 0.8 s, 12 s or 3 min 20 s. */
  public static String seconds(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }

  /** The text with control characters made visible: names must neither break a line nor drive the terminal. */
  public static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        out.append(c == '\n' ? "\\n" : String.format(Locale.ROOT, "\\u%04x", c));
      } else {
        out.appendCodePoint(c);
      }
    });
    return out.toString();
  }

  /** The path as a word that a shell takes for it: quoted only where it must be. */
  public static String shellWord(Path path) {
    return shellWord(path.toString().startsWith("-") ? "./" + path : path.toString());
  }

  /** The text as a word that a shell takes for it. */
  public static String shellWord(String text) {
    if (text.matches("[\\p{L}\\p{N}_./:@%+=,-]+")) {
      return text;
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      String escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t");
      return "$'" + escaped.codePoints().collect(StringBuilder::new, (b, c) -> b.append(
          Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c)),
          StringBuilder::append) + "'";
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
