package glassprop.nn.loss;

import glassprop.Tensor;
import java.util.Objects;

/**
 * (ŷ − y)² for each number. With {@link Reduction#MEAN} the gradient is (2/n)(ŷ − y) over all n numbers.
 */
public record MeanSquaredError(Reduction reduction) implements Loss {
  /** Requires a reduction. */
  public MeanSquaredError {
    Objects.requireNonNull(reduction, "mean squared error: expected a reduction, came null");
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Loss.requireEqualShapes("mean squared error", prediction, target);
    return reduction.of(prediction.minus(target).square());
  }
}
