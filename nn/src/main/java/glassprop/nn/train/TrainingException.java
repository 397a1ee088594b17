package glassprop.nn.train;

/** Training that cannot go on, such as a loss that is not a number. The network is left with its last finite parameters. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An error that says what happened, where, and what to do. */
  public TrainingException(String message) {
    super(message);
  }

  TrainingException(String message, RuntimeException cause) {
    super(message, cause);
  }
}
