package glassprop.nn.network;

/** What is wrong with a network, and at which place: two parts of one name, a shape that does not fit, a layer that reads numbers it has not. */
public final class NetworkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An error that says what was expected, what came, and what to do. */
  public NetworkException(String message) {
    super(message);
  }

  NetworkException(String message, RuntimeException cause) {
    super(message, cause);
  }
}
