package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.ShapeException;

/**
 * The Kullback–Leibler divergence KL(p‖q) = Σ p·(ln p − ln q) of each row: how many nats more it costs to code what follows p with a code
 * made for q (Kullback and Leibler, 1951). The prediction is ln q, such as {@code logits.logSoftmax(1)}; the target is p. Both are
 * (n, outcomes).
 *
 * <p>The mean is over rows, PyTorch's {@code batchmean}: a mean over all elements would not be a divergence. Where p is 0 the term and
 * its gradients are 0, the limit, even where q is 0 too; where q alone is 0 the divergence is ∞.
 *
 * @param logTarget whether the target is ln p
 */
public record KullbackLeibler(Reduction reduction, boolean logTarget) implements Loss {
  /** Of a target that is p itself. */
  public KullbackLeibler(Reduction reduction) {
    this(reduction, false);
  }

  @Override
  public Tensor of(Tensor logPrediction, Tensor target) {
    Loss.requireEqualShapes("KL divergence", logPrediction, target);
    if (target.shape().rank() != 2) {
      throw new ShapeException("KL divergence: expected a distribution in each row (batch, outcomes), came " + target.describe());
    }
    Tensor p = logTarget ? target.exp() : target;
    Tensor possible = p.notEqualTo(p.literal(0)); // true of NaN and of negative numbers, which must not pass for 0
    Tensor logP = logTarget ? target : possible.where(target, target.literal(1)).log();
    Tensor surplus = possible.where(logP.minus(logPrediction), p.literal(0));
    return reduction.of(p.times(surplus).sum(1));
  }
}
