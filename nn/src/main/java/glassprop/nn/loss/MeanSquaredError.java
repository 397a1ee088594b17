package glassprop.nn.loss;

import glassprop.Tensor;

/**
 * (ŷ − y)² for each number. With {@link Reduction#MEAN} the gradient is (2/n)(ŷ − y) over all n numbers.
 */
public record MeanSquaredError(Reduction reduction) implements Loss {
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Loss.requireEqualShapes("mean squared error", prediction, target);
    return reduction.of(prediction.minus(target).square());
  }
}
