package glassprop.nn;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Batch normalisation: each feature with mean 0 and variance 1, then scaled and shifted, γ·(x − μ)/√(σ² + ε) + β (Ioffe and Szegedy, Batch
 * normalization, 2015, algorithm 1).
 *
 * <p>In {@link #training()} μ and σ² are those of the batch, and part of what is differentiated: the gradient of x is orthogonal to the
 * constants and to the normalised x. There running statistics follow them, r ← (1 − m)·r + m·batch, with the biased variance for
 * normalising and the unbiased one for running, as in PyTorch. By itself the layer normalises with the running statistics.
 *
 * <p>Features are on axis 1 of (n, features, …); the statistics are over all other axes.
 */
public final class BatchNorm implements Layer {
  private final int features;
  private final double momentum;
  private final double epsilon;
  private final Tensor scale;
  private final Tensor shift;
  private final boolean affine;
  private final Tensor mean;
  private final Tensor variance;

  /** A layer with momentum 0.1, ε = 10⁻⁵, scale and shift. */
  public BatchNorm(String suffix, int features, DType dtype) {
    this(suffix, features, dtype, 0.1, 1e-5, true);
  }

  /**
   * A layer whose scales begin at 1 and shifts at 0, running means at 0 and running variances at 1.
   *
   * @param suffix tells layers apart: "1" for parameters gamma1 and beta1, buffers mean1 and variance1
   * @param momentum m, the weight of a new batch in the running statistics, from 0 to 1
   * @param epsilon ε, above 0, keeps features that don't vary finite
   * @param affine whether there are scales and shifts to learn
   * @throws IllegalArgumentException if a setting is outside its range
   */
  public BatchNorm(String suffix, int features, DType dtype, double momentum, double epsilon, boolean affine) {
    Objects.requireNonNull(suffix, "batch norm: expected a suffix of names, came null");
    if (features < 1) {
      throw new IllegalArgumentException("batch norm of " + features + " features: expected at least 1");
    }
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("batch norm: momentum " + momentum + ": expected a number from 0 to 1");
    }
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("batch norm: epsilon " + epsilon + ": expected a finite number above 0");
    }
    dtype.requireHolds("batch norm: momentum", momentum);
    dtype.requireHolds("batch norm: epsilon", epsilon);
    this.features = features;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.affine = affine;
    this.scale = Tensor.full(1, dtype, features).named("gamma" + suffix).tracked();
    this.shift = Tensor.zeros(dtype, features).named("beta" + suffix).tracked();
    this.mean = Tensor.zeros(dtype, features).named("mean" + suffix);
    this.variance = Tensor.zeros(dtype, features).plus(1).named("variance" + suffix);
  }

  @Override
  public Tensor forward(Tensor x) {
    requireFeatures(x);
    return normalized(x.minus(alongFeatures(mean, x)), alongFeatures(variance, x));
  }

  private Tensor normalizedByBatch(Tensor x) {
    requireFeatures(x);
    int count = x.shape().size() / features;
    if (count < 2) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "batch norm: training needs at least 2 numbers for each feature, came %s; choose a batch size that leaves no single example",
              x.describe()));
    }
    int[] others = IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    Tensor ofBatch = x.keepAxes().mean(others);
    Tensor centred = x.center(others);
    Tensor spread = centred.square().keepAxes().mean(others);
    remember(ofBatch.detach().reshape(features), spread.detach().reshape(features).times(count / (count - 1.0)));
    return normalized(centred, spread);
  }

  private Tensor normalized(Tensor centred, Tensor spread) {
    Tensor unit = centred.dividedBy(spread.plus(epsilon).sqrt());
    return affine ? unit.times(alongFeatures(scale, centred)).plus(alongFeatures(shift, centred)) : unit;
  }

  /** A vector (features) as it has to stand to broadcast along axis 1 of x. */
  private Tensor alongFeatures(Tensor vector, Tensor x) {
    int[] sizes = new int[x.shape().rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = features;
    return vector.reshape(sizes);
  }

  /** Moves the running statistics towards those of a batch; one that isn't finite would spoil them for ever, and is left out. */
  private void remember(Tensor batchMean, Tensor batchVariance) {
    if (isFinite(batchMean) && isFinite(batchVariance)) {
      follow(mean, batchMean);
      follow(variance, batchVariance);
    }
  }

  private void follow(Tensor running, Tensor ofBatch) {
    Tensor next = running.times(1 - momentum).plus(ofBatch.times(momentum));
    running.updateInPlace(array -> array.copyFrom(next.array()));
  }

  private static boolean isFinite(Tensor x) {
    return Arrays.stream(x.toDoubles()).allMatch(Double::isFinite);
  }

  private void requireFeatures(Tensor x) {
    if (x.shape().rank() < 2 || x.shape().get(1) != features) {
      throw new ShapeException(String.format(Locale.ROOT, "batch norm: expected (batch, %d, …), came %s", features, x.describe()));
    }
  }

  /** m, the weight of a new batch in the running statistics. */
  public double momentum() {
    return momentum;
  }

  /** ε, what is added to the variance. */
  public double epsilon() {
    return epsilon;
  }

  @Override
  public List<Tensor> parameters() {
    return affine ? List.of(scale, shift) : List.of();
  }

  /** The running means and the running variances. */
  @Override
  public List<Tensor> buffers() {
    return List.of(mean, variance);
  }

  /** As in {@code BatchNorm(128)}: of so many features. */
  @Override
  public String toString() {
    return "BatchNorm(" + features + (affine ? ")" : ", no scale and shift)");
  }

  @Override
  public Layer training() {
    return new Training(this);
  }

  /** Normalises by the batch, and lets the running statistics follow. */
  private record Training(BatchNorm norm) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return norm.normalizedByBatch(x);
    }

    @Override
    public List<Tensor> parameters() {
      return norm.parameters();
    }

    @Override
    public List<Tensor> buffers() {
      return norm.buffers();
    }

    @Override
    public String toString() {
      return norm + " in training";
    }
  }
}
