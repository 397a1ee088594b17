package glassprop.nn.network;

import glassprop.Tensor;
import java.util.Objects;

/**
 * A layer at its place in a network. Applied twice, it uses the same parameters twice: their gradients add up.
 *
 * @param scope the place
 * @param layer what is computed there
 */
public record Part(Scope scope, Layer layer) {
  /** Requires both. */
  public Part {
    Objects.requireNonNull(scope, "part: expected a place, came null");
    Objects.requireNonNull(layer, "part: expected a layer, came null");
  }

  /** The output for a batch. */
  public Tensor apply(Tensor x) {
    return scope.applied(layer, x);
  }

  /** Where the part stands: {@code encoder.0}. */
  public String path() {
    return scope.path();
  }
}
