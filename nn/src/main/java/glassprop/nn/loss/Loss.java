package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import java.util.Locale;

/** A measure of how wrong predictions are: a single number, differentiable in the predictions. */
public interface Loss {

  /**
   * The loss of a batch.
   *
   * @throws ShapeException if prediction and target do not belong together; nothing is broadcast
   */
  Tensor of(Tensor prediction, Tensor target);

  /** Requires equal shapes: (n) against (n, 1) would otherwise broadcast to (n, n), a silent and common fault. */
  static void requireEqualShapes(String loss, Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "%s: the prediction is %s, the target %s; reshape one to the other's shape",
              loss, prediction.shape(), target.shape()));
    }
  }
}
