package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import glassprop.nn.Initializer;
import glassprop.nn.network.Kind;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;

/**
 * Layer normalisation: each example with mean 0 and variance 1 along its last axis, then scaled and shifted, γ·(x − μ)/√(σ² + ε) + β (Ba, Kiros and
 * Hinton, Layer normalization, 2016). γ is {@code weight}, β is {@code bias}. It is the same in training and out of it.
 *
 * @param epsilon ε, above 0
 */
public record LayerNorm(double epsilon) implements Layer {
  /** Requires an ε above 0. */
  public LayerNorm {
    Settings.requireEpsilon("layer norm", epsilon);
  }

  /** With ε = 10⁻⁵. */
  public LayerNorm() {
    this(1e-5);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException("layer norm: expected (batch, …, features), came " + x.describe());
    }
    x.dtype().requireHolds("layer norm: epsilon", epsilon);
    int features = x.shape().get(x.shape().rank() - 1);
    Tensor centred = x.center(-1);
    Tensor unit = centred.dividedBy(centred.square().keepAxes().mean(-1).plus(epsilon).sqrt());
    return unit.times(scope.parameter("weight", Kind.SCALE, Initializer.constant(1), features))
        .plus(scope.parameter("bias", Kind.BIAS, Initializer.zeros(), features));
  }
}
