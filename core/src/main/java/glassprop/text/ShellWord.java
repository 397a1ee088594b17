package glassprop.text;

import java.nio.file.Path;
import java.util.Locale;

/** Texts as words that a shell takes for them: quoted only where they must be. */
public final class ShellWord {
  private ShellWord() {}

  /** The path as a word; one that begins with a dash would be taken for an option, and gets a folder before it. */
  public static String of(Path path) {
    return of(path.toString().startsWith("-") ? "./" + path : path.toString());
  }

  /** The text as a word. */
  public static String of(String text) {
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
