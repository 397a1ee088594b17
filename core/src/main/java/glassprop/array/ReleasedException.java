package glassprop.array;

/** Numbers that were asked for after the scope that lent their array had ended. */
public final class ReleasedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReleasedException() {
    super(
        "these numbers were computed inside the scope of a workspace that has ended, and their array is used again;"
            + " call keep() on the tensor inside the scope, or read the numbers there");
  }
}
