package glassprop.lens.worksheet;

import java.util.List;

/** A worksheet that can't be read: everything that is wrong with it, each with its line. */
public final class WorksheetException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /** The problems of a file. */
  public WorksheetException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** A line for each. */
  public List<String> problems() {
    return problems;
  }
}
