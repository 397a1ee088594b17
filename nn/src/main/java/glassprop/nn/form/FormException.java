package glassprop.nn.form;

/** What is wrong with a network in writing, or keeps one from being written: the message says where, what was expected, and what came. */
public final class FormException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An error that says what was expected, what came, and what to do. */
  public FormException(String message) {
    super(message);
  }

  FormException(String message, Exception cause) {
    super(message, cause);
  }
}
