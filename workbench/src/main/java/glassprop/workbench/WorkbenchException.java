package glassprop.workbench;

/** A task of the workbench that can't be done, told in one line: what was expected, what came, and what to do. */
public final class WorkbenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Who can put it right. */
  public enum Kind {
    /** Whoever asked: data, settings or a folder aren't such as can be used. */
    INPUT,
    /** Nobody from outside: the run itself failed. */
    RUN
  }

  private final Kind kind;

  private WorkbenchException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Whoever asked can put it right. */
  public static WorkbenchException ofInput(String message) {
    return new WorkbenchException(Kind.INPUT, message);
  }

  /** The run itself failed. */
  public static WorkbenchException ofRun(String message) {
    return new WorkbenchException(Kind.RUN, message);
  }

  /** Who can put it right. */
  public Kind kind() {
    return kind;
  }
}
