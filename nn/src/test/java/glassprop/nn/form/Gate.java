package glassprop.nn.form;

import glassprop.Tensor;
import glassprop.nn.Initializer;
import glassprop.nn.network.Kind;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;
import java.util.Objects;

/** A user's own block of ten lines. */
public record Gate(double start, boolean open, Layer inner) implements Layer {
  /** Requires an inner layer. */
  public Gate {
    Objects.requireNonNull(inner, "gate: expected a layer, came null");
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Tensor gate = scope.parameter("gate", Kind.SCALE, Initializer.constant(start), x.shape().get(1)).sigmoid();
    Tensor y = scope.apply("inner", inner, x);
    return open ? y.times(gate) : y;
  }
}
