package glassprop.nn.model;

import java.nio.file.Path;

/**
 * A file that is sound but no model that can be used here, or data that a model isn't for. The message says what was
 * expected, what came and what to do, on one line.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An error that is told by its message alone. */
  public ModelException(String message) {
    super(printable(message));
  }

  ModelException(Path file, String problem) {
    this(file + ": " + problem);
  }

  /** Names come from files, and must neither break the line nor drive a terminal. */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(
        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\ufffd' : c));
    return out.toString();
  }
}
