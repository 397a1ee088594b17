package glassprop.nn.loss;

import glassprop.Tensor;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The focal loss of two classes, −α_t (1 − p_t)^γ ln p_t, for each logit z and target y of 0 or 1, with p_t the probability of the true
 * class: examples that are already right count little, so that many easy ones don't drown few hard ones (Lin et al., Focal loss for dense
 * object detection, 2017, equation 5). With γ = 0 it is binary cross-entropy.
 *
 * <p>Of the log-odds m of the true class, ±z, it is softplus(−m)·e^(−γ·softplus(m)): 1 − p_t is never computed as a difference and the
 * power never has base 0, so that value and slopes are exact for logits of any size.
 *
 * @param gamma γ, the focus, 0 or more
 * @param alpha α, the weight of the positive class; the negative one's is 1 − α. If absent, both count 1.
 */
public record BinaryFocal(Reduction reduction, double gamma, OptionalDouble alpha) implements Loss {
  /** Requires γ ≥ 0 and 0 ≤ α ≤ 1. */
  public BinaryFocal {
    Objects.requireNonNull(reduction, "focal loss: expected a reduction, came null");
    Objects.requireNonNull(alpha, "focal loss: expected OptionalDouble.empty() for no weights, came null");
    requireGamma(gamma);
    if (alpha.isPresent() && !(alpha.getAsDouble() >= 0 && alpha.getAsDouble() <= 1)) {
      throw new IllegalArgumentException("focal loss: alpha " + alpha.getAsDouble() + ": expected a number from 0 to 1");
    }
  }

  /** With γ = 2 and α = ¼, which did best in the paper. */
  public BinaryFocal(Reduction reduction) {
    this(reduction, 2, OptionalDouble.of(0.25));
  }

  @Override
  public Tensor of(Tensor logits, Tensor target) {
    Loss.requireEqualShapes("focal loss", logits, target);
    requireHard(target);
    Tensor losses = focal(logits.times(target.times(2).minus(1)), gamma);
    if (alpha.isEmpty()) {
      return reduction.of(losses);
    }
    double a = alpha.getAsDouble();
    return reduction.of(losses.times(target.times(2 * a - 1).plus(1 - a)));
  }

  /** −(1 − p)^γ ln p with p = σ(m), for the log-odds m of the true class. */
  static Tensor focal(Tensor logOdds, double gamma) {
    Tensor crossEntropy = logOdds.negate().softplus();
    return gamma == 0 ? crossEntropy : crossEntropy.times(logOdds.softplus().times(-gamma).exp());
  }

  static void requireGamma(double gamma) {
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("focal loss: gamma " + gamma + ": expected a finite number, 0 or more");
    }
  }

  private static void requireHard(Tensor target) {
    double[] numbers = target.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != 0 && numbers[i] != 1) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "focal loss: the target at %s is %s; expected 0 or 1", target.shape().indexOf(i), numbers[i]));
      }
    }
  }
}
