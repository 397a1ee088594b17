package glassprop.nn.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What is wrong with a model file, or with the place to save it: which file, what was expected, what came, and what to
 * do. The message is one line, fit to be shown as it is.
 */
public final class ModelFileException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_SHOWN = 60;

  private final String file;

  ModelFileException(Path path, String problem) {
    super(printable(path + ": " + problem));
    this.file = path.toString();
  }

  ModelFileException(Path path, String problem, Throwable cause) {
    super(printable(path + ": " + problem), cause);
    this.file = path.toString();
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** A name out of a file, in quotes and shortened. */
  static String shown(String name) {
    return "'" + (name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN - 1) + "…") + "'";
  }

  /** Why the system refused, without the path that its messages begin with. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or folder";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  /** The text with control characters escaped: names in files must not break the line or drive a terminal. */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        out.append(String.format(Locale.ROOT, "\\u%04x", c));
      } else {
        out.appendCodePoint(c);
      }
    });
    return out.toString();
  }
}
