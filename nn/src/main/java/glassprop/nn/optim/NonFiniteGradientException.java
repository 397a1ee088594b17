package glassprop.nn.optim;

/** A gradient that is infinite or not a number, where a finite one is needed. No parameter has been changed. */
public final class NonFiniteGradientException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  /** An error that names the parameter and the place. */
  public NonFiniteGradientException(String message) {
    super(message);
  }
}
