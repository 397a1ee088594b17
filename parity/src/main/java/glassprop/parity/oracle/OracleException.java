package glassprop.parity.oracle;

/** An oracle that could not do what was asked; the message is its own, on one line. */
public final class OracleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A refusal, in the first line of the oracle's words. */
  public OracleException(String oracle, RuntimeException cause) {
    super(oracle + ": " + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
  }

  /** A refusal in our words. */
  public OracleException(String message) {
    super(message);
  }
}
