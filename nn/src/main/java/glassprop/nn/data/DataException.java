package glassprop.nn.data;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is wrong with a data file, in words for the person who has the file: where, what was expected, what came, and
 * what to do. The message is fit to be shown as it is, on one line and without a stack trace.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final long line;
  private final String column;

  /**
   * An error of a whole file.
   *
   * @param file the file as the user named it
   * @param problem what was expected, what came, what to do
   */
  public DataException(String file, String problem) {
    this(file, 0, "", problem);
  }

  /** An error in a line of a file; {@code line} counts physical lines from 1, and 0 means no particular line. */
  DataException(String file, long line, String problem) {
    this(file, line, "", problem);
  }

  /** An error in a cell; an empty {@code column} means no particular column. */
  DataException(String file, long line, String column, String problem) {
    super(Wording.printable(file)
        + (line > 0 ? ", line " + line : "")
        + (column.isEmpty() ? "" : ", column " + Wording.shown(column))
        + ": " + problem);
    this.file = file;
    this.line = line;
    this.column = column;
  }

  DataException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** The physical line of the file, counted from 1, if the error is in one. */
  public OptionalLong line() {
    return line > 0 ? OptionalLong.of(line) : OptionalLong.empty();
  }

  /** The name of the column, if the error is in one. */
  public Optional<String> column() {
    return column.isEmpty() ? Optional.empty() : Optional.of(column);
  }
}
