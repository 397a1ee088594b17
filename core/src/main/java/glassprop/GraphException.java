package glassprop;

/** A use of the recorded graph that cannot give a right gradient. The message names the tensors, the op and the remedy. */
public final class GraphException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** An error that says what was expected, what came and what to do. */
  public GraphException(String message) {
    super(message);
  }

  /** An error in a user's rule or hook, with what went wrong there as the cause. */
  public GraphException(String message, Throwable cause) {
    super(message, cause);
  }
}
