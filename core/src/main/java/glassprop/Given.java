package glassprop;

import org.jspecify.annotations.Nullable;

/** What somebody's code gave, which may be null whatever its type says. */
final class Given {
  private Given() {}

  /**
   * The tensor.
   *
   * @param who gave it, for the message
   */
  static Tensor by(String who, @Nullable Tensor tensor) {
    if (tensor == null) {
      throw new GraphException(who + " gave null; expected a tensor");
    }
    return tensor;
  }
}
