package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import glassprop.op.PowerDerivative;
import java.util.Objects;

/**
 * The Kullback–Leibler divergence KL(p‖q) = Σ p·(ln p − ln q) of each row: how many nats more it costs to code what follows p with a code
 * made for q (Kullback and Leibler, 1951). The prediction is ln q, such as {@code logits.logSoftmax(1)}; the target is p. Both are
 * (n, outcomes).
 *
 * <p>The mean is over rows, PyTorch's {@code batchmean}: a mean over all elements would not be a divergence. Where p is 0 the term and
 * its gradient in ln q are 0, the limit, even where q is 0 too; its gradient in p is −∞, the limit of ln p, but NaN where q is 0 too. Where q alone is 0
 * the divergence is ∞.
 *
 * @param logTarget whether the target is ln p
 */
public record KullbackLeibler(Reduction reduction, boolean logTarget) implements Loss {
  /** Requires a reduction. */
  public KullbackLeibler {
    Objects.requireNonNull(reduction, "KL divergence: expected a reduction, came null");
  }

  /** Of a target that is p itself. */
  public KullbackLeibler(Reduction reduction) {
    this(reduction, false);
  }

  /**
   * The divergence of a batch.
   *
   * @param target a distribution in each row, whose sum is 1 within 10⁻⁵; one that is tracked is not looked at
   * @throws IllegalArgumentException naming the first row that is no distribution
   */
  @Override
  public Tensor of(Tensor logPrediction, Tensor target) {
    Loss.requireEqualShapes("KL divergence", logPrediction, target);
    if (target.shape().rank() != 2) {
      throw new ShapeException("KL divergence: expected a distribution in each row (batch, outcomes), came " + target.describe());
    }
    Probabilities.requireRows("KL divergence", target, logTarget);
    return reduction.of((logTarget ? ofLogarithms(logPrediction, target) : ofProbabilities(logPrediction, target)).sum(1));
  }

  private static Tensor ofLogarithms(Tensor logQ, Tensor logP) {
    Tensor p = logP.exp();
    Tensor possible = p.notEqualTo(p.literal(0)); // true of NaN, which must not pass for 0; where it is false all derivatives are 0
    return p.times(possible.where(logP.minus(logQ), p.literal(0)));
  }

  /**
   * p ln p is the slope of pʸ in y at 1: an op that has the limits at 0. The product with ln q is that of numbers, but where it would be 0·(−∞) it is
   * said with q, so that neither value nor slopes need a mask.
   */
  private static Tensor ofProbabilities(Tensor logQ, Tensor p) {
    Tensor logOfItself = Tensor.apply(new PowerDerivative(0, 1), p, p.literal(1));
    Tensor zero = p.literal(0);
    Tensor lost = p.equalTo(0).where(logQ, zero).equalTo(Double.NEGATIVE_INFINITY); // neither p nor q
    Tensor q = lost.where(logQ, zero).exp();
    return logOfItself.minus(p.xlogy(q)).minus(p.times(lost.where(zero, logQ)));
  }
}
