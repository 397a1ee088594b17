package glassprop.nn;

import glassprop.Tensor;
import org.jspecify.annotations.Nullable;

/** What other people's layers give, checked where it comes in. */
final class Layers {
  private Layers() {}

  /** The output of a layer, which may be null whatever its type says. */
  static Tensor forward(Layer layer, Tensor x) {
    return given(layer.forward(x), "the forward pass of", layer);
  }

  static Tensor given(@Nullable Tensor tensor, String what, Layer layer) {
    if (tensor == null) {
      throw new IllegalStateException(what + " " + layer + " gave null; expected a tensor");
    }
    return tensor;
  }
}
