package glassprop.nn.optim;

/**
 * A gradient along which no step can be taken: it is infinite or not a number, or so large that a step would make its parameter so, or what an
 * optimizer remembers of it. Nothing has been changed.
 */
public final class NonFiniteGradientException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  /** An error that names the parameter and the place. */
  public NonFiniteGradientException(String message) {
    super(message);
  }
}
