package glassprop.nn.loss;

import glassprop.Tensor;

/** How the losses of single examples become one number. */
public enum Reduction {
  /** Their mean: the gradient's scale does not depend on the batch. NaN of no examples, which have no mean. */
  MEAN,
  /** Their sum: the gradients of parts of a batch add up to that of the whole. 0 of no examples. */
  SUM;

  /** The losses as one number. */
  Tensor of(Tensor losses) {
    return switch (this) {
      case MEAN -> losses.mean();
      case SUM -> losses.sum();
    };
  }

  /** Losses that were multiplied by weights, as one number: their mean is over the total weight. */
  Tensor of(Tensor weighted, Tensor totalWeight) {
    return switch (this) {
      case MEAN -> weighted.sum().dividedBy(totalWeight);
      case SUM -> weighted.sum();
    };
  }
}
