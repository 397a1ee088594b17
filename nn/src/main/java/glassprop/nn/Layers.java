package glassprop.nn;

import glassprop.Tensor;
import org.jspecify.annotations.Nullable;

/** What other people's layers give, which may be null whatever its type says, checked where it comes in. */
final class Layers {
  private Layers() {}

  /** The output of a layer. */
  static Tensor forward(Layer layer, Tensor x) {
    return given(layer.forward(x), "the forward pass of", layer, "a tensor");
  }

  /** The training view of a layer. */
  static Layer training(Layer layer) {
    return given(layer.training(), "training() of", layer, "a layer, which is the same one if nothing changes");
  }

  /**
   * What a layer or a hook of it gave.
   *
   * @param what gave it
   */
  static <T> T given(@Nullable T value, String what, Layer layer, String expected) {
    if (value == null) {
      throw new IllegalStateException(what + " " + layer + " gave null; expected " + expected);
    }
    return value;
  }
}
