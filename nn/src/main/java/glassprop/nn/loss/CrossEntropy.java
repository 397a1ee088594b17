package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.ShapeException;

/**
 * −ln softmax(z)ₜ for each row z of logits (n, classes) and its class label t, an I64 vector (n); the gradient is ŷ − onehot(t).
 *
 * <p>Written as ln Σ eᶻ − zₜ, without overflow.
 */
public record CrossEntropy(Reduction reduction) implements Loss {
  @Override
  public Tensor of(Tensor logits, Tensor labels) {
    if (logits.shape().rank() != 2) {
      throw new ShapeException("cross-entropy: expected logits (batch, classes), came " + logits.describe());
    }
    if (labels.dtype() != DType.I64 || labels.shape().rank() != 1) {
      throw new ShapeException(
          "cross-entropy: expected a vector of I64 class labels, came %s %s".formatted(labels.dtype(), labels.shape()));
    }
    if (logits.shape().get(0) != labels.shape().get(0)) {
      throw new ShapeException(
          "cross-entropy: %d rows of logits %s, but %d labels"
              .formatted(logits.shape().get(0), logits.shape(), labels.shape().get(0)));
    }
    requireWithin(labels, logits.shape().get(1));
    Tensor chosen = logits.gather(1, labels.unsqueeze(1)).squeeze(1);
    return reduction.of(logits.logSumExp(1).minus(chosen));
  }

  private static void requireWithin(Tensor labels, int classes) {
    double[] numbers = labels.toDoubles();
    for (int row = 0; row < numbers.length; row++) {
      if (numbers[row] < 0 || numbers[row] >= classes) {
        throw new IndexOutOfBoundsException(
            "cross-entropy: the label of row %d is %.0f, but there are %d classes (0 to %d)"
                .formatted(row, numbers[row], classes, classes - 1));
      }
    }
  }
}
