package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import java.util.Locale;
import java.util.Objects;

/**
 * The negative log-likelihood of targets under normal distributions whose means and variances are both predicted:
 * ½(ln σ² + (y − μ)²/σ²) for each number (Nix and Weigend, Estimating the mean and variance of the target probability distribution, 1994).
 *
 * <p>A variance below ε counts as ε, or the loss would have no lower bound; its gradient there is 0, as the value doesn't depend on it.
 * (PyTorch lets the gradient at ε through instead, which is that of another function.)
 *
 * @param full whether the constant ½ ln 2π is part of the loss
 * @param epsilon ε, the least variance, above 0
 */
public record GaussianNll(Reduction reduction, boolean full, double epsilon) implements Loss {
  /** Requires a finite ε above 0. */
  public GaussianNll {
    Objects.requireNonNull(reduction, "Gaussian NLL: expected a reduction, came null");
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Gaussian NLL: epsilon " + epsilon + ": expected a finite number above 0");
    }
  }

  /** Without the constant, and with ε = 10⁻⁶. */
  public GaussianNll(Reduction reduction) {
    this(reduction, false, 1e-6);
  }

  /**
   * The loss of a network with two outputs for each target: the mean, and a number of any sign whose softplus is the variance
   * (Lakshminarayanan et al., Simple and scalable predictive uncertainty estimation, 2017).
   *
   * @param prediction (n, 2k), in each row k means and then k such numbers
   * @param target (n, k)
   */
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    if (prediction.shape().rank() != 2 || target.shape().rank() != 2
        || prediction.shape().get(1) != 2 * target.shape().get(1)) {
      throw new ShapeException(
          "Gaussian NLL: expected predictions (batch, 2k), means and then variances before softplus, for targets (batch, k);"
              + String.format(Locale.ROOT, " came %s and %s", prediction.shape(), target.shape()));
    }
    int k = target.shape().get(1);
    return of(prediction.slice(1, 0, k), prediction.slice(1, k, 2 * k).softplus(), target);
  }

  /**
   * The loss of means, variances and targets, all of one shape.
   *
   * @throws IllegalArgumentException if a variance is negative
   */
  public Tensor of(Tensor mean, Tensor variance, Tensor target) {
    Loss.requireEqualShapes("Gaussian NLL", mean, target);
    Loss.requireEqualShapes("Gaussian NLL, variance", variance, target);
    requireNotNegative(variance);
    variance.dtype().requireHolds("Gaussian NLL: epsilon", epsilon);
    Tensor atLeastEpsilon = variance.clamp(epsilon, Double.POSITIVE_INFINITY);
    Tensor doubled = atLeastEpsilon.log().plus(mean.minus(target).square().dividedBy(atLeastEpsilon));
    return reduction.of((full ? doubled.plus(Math.log(2 * Math.PI)) : doubled).times(0.5));
  }

  private static void requireNotNegative(Tensor variance) {
    double[] numbers = variance.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 0) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT,
                "Gaussian NLL: the variance at %s is %s; make it positive, for example with softplus()",
                variance.shape().indexOf(i), numbers[i]));
      }
    }
  }
}
