package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.ShapeException;
import glassprop.nn.Initializer;
import glassprop.nn.network.Kind;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Batch normalisation: each feature with mean 0 and variance 1, then scaled and shifted, γ·(x − μ)/√(σ² + ε) + β (Ioffe and Szegedy, Batch
 * normalization, 2015, algorithm 1). γ is {@code weight}, β is {@code bias}.
 *
 * <p>In training μ and σ² are those of the batch, and part of what is differentiated: the gradient of x is orthogonal to the
 * constants and to the normalised x. There running statistics, {@code running_mean} and {@code running_var}, follow them, r ← (1 − m)·r + m·batch, with the
 * biased variance for normalising and the unbiased one for running, as in PyTorch. Out of training the layer normalises with the running
 * statistics.
 *
 * <p>Features are on axis 1 of (n, features, …); the statistics are over all other axes.
 *
 * @param momentum m, the weight of a new batch in the running statistics, from 0 to 1
 * @param epsilon ε, above 0, keeps features that don't vary finite
 * @param affine whether there are scales and shifts to learn
 */
public record BatchNorm(double momentum, double epsilon, boolean affine) implements Layer {
  /** Requires settings within their ranges. */
  public BatchNorm {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("batch norm: momentum " + momentum + ": expected a number from 0 to 1");
    }
    Settings.requireEpsilon("batch norm", epsilon);
  }

  /** With momentum 0.1, ε = 10⁻⁵, scale and shift. */
  public BatchNorm() {
    this(0.1, 1e-5, true);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException("batch norm: expected (batch, features, …), came " + x.describe());
    }
    requireHolds(x.dtype());
    int features = x.shape().get(1);
    Tensor mean = scope.buffer("running_mean", 0, features);
    Tensor variance = scope.buffer("running_var", 1, features);
    Tensor unit = scope.isTraining()
        ? byBatch(scope, x, mean, variance)
        : normalized(x.minus(alongFeatures(mean, x)), alongFeatures(variance, x));
    return affine
        ? unit.times(alongFeatures(scope.parameter("weight", Kind.SCALE, Initializer.constant(1), features), x))
            .plus(alongFeatures(scope.parameter("bias", Kind.BIAS, Initializer.zeros(), features), x))
        : unit;
  }

  private void requireHolds(DType dtype) {
    dtype.requireHolds("batch norm: momentum", momentum);
    dtype.requireHolds("batch norm: epsilon", epsilon);
  }

  private Tensor byBatch(Scope scope, Tensor x, Tensor mean, Tensor variance) {
    int features = x.shape().get(1);
    int count = x.shape().size() / Math.max(1, features);
    if (count < 2) {
      throw new ShapeException("batch norm: training needs at least 2 numbers for each feature, came " + x.describe()
          + "; choose a batch size that leaves no single example");
    }
    int[] others = IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    Tensor ofBatch = x.keepAxes().mean(others);
    Tensor centred = x.center(others);
    Tensor spread = centred.square().keepAxes().mean(others);
    scope.update("running_mean", following(mean, ofBatch.detach().reshape(features)));
    scope.update("running_var", following(variance, spread.detach().reshape(features).times(count / (count - 1.0))));
    return normalized(centred, spread);
  }

  private Tensor following(Tensor running, Tensor ofBatch) {
    return running.times(1 - momentum).plus(ofBatch.times(momentum));
  }

  private Tensor normalized(Tensor centred, Tensor spread) {
    return centred.dividedBy(spread.plus(epsilon).sqrt());
  }

  /** A vector (features) as it has to stand to broadcast along axis 1 of x. */
  private static Tensor alongFeatures(Tensor vector, Tensor x) {
    int[] sizes = new int[x.shape().rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = x.shape().get(1);
    return vector.reshape(sizes);
  }
}
