package glassprop.array;

/** Shapes or element types that do not fit together, or a shape that cannot be. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** An error that says what was expected, what came and what to do. */
  public ShapeException(String message) {
    super(message);
  }
}
