package glassprop.cli.terminal;

/** A command that can't do what was asked, told in one line. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The user can put it right: exit code 2. */
  public static Failure ofInput(String message) {
    return new Failure(2, message);
  }

  /** The run itself failed: exit code 1. */
  public static Failure ofRun(String message) {
    return new Failure(1, message);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
