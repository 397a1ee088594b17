package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Part;
import glassprop.nn.network.Scope;
import java.util.List;
import java.util.Objects;

/**
 * A block that is run again in the backward pass instead of being remembered: the same numbers, for less memory and more time (Chen et al., Training
 * deep nets with sublinear memory cost, 2016). Its place is {@code block}.
 */
public record Recomputed(Layer block) implements Layer {
  /** Requires a block. */
  public Recomputed {
    Objects.requireNonNull(block, "recomputed: expected a layer, came null");
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Part part = scope.part("block", block);
    return scope.recomputed(inputs -> part.apply(inputs.getFirst()), List.of(x));
  }
}
