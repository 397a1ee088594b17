package glassprop.nn.loss;

import glassprop.Tensor;
import java.util.Objects;

/**
 * −y ln σ(z) − (1 − y) ln(1 − σ(z)) for each logit z and target y between 0 and 1; the gradient is σ(z) − y.
 *
 * <p>Written as y·softplus(−z) + (1 − y)·softplus(z), which neither overflows nor loses digits for logits of any size. The common
 * form max(z, 0) − zy + ln(1 + e⁻|ᶻ|) has two kinks at 0 that do not cancel, and so a wrong gradient there.
 */
public record BinaryCrossEntropy(Reduction reduction) implements Loss {
  /** Requires a reduction. */
  public BinaryCrossEntropy {
    Objects.requireNonNull(reduction, "binary cross-entropy: expected a reduction, came null");
  }

  /**
   * The loss of logits.
   *
   * @param target of the logits' shape, each from 0 to 1; one that is tracked is not looked at
   * @throws IllegalArgumentException naming the first target that is no probability
   */
  @Override
  public Tensor of(Tensor logits, Tensor target) {
    Loss.requireEqualShapes("binary cross-entropy", logits, target);
    Probabilities.requireEach("binary cross-entropy", target);
    Tensor miss = logits.negate().softplus().times(target);
    Tensor alarm = logits.softplus().times(target.negate().plus(1));
    return reduction.of(miss.plus(alarm));
  }
}
