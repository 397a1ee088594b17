package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.ShapeException;
import java.util.Locale;

/** Class labels beside logits: what losses over classes require of both. */
final class ClassLabels {
  private ClassLabels() {}

  /** Requires logits (n, classes) and an I64 vector of n labels. */
  static void requireRows(String loss, Tensor logits, Tensor labels) {
    if (logits.shape().rank() != 2) {
      throw new ShapeException(loss + ": expected logits (batch, classes), came " + logits.describe());
    }
    if (labels.dtype() != DType.I64 || labels.shape().rank() != 1) {
      throw new ShapeException(
          String.format(Locale.ROOT, "%s: expected a vector of I64 class labels, came %s %s%s",
                  loss, labels.dtype(), labels.shape(),
                  labels.shape().equals(logits.shape()) ? "; for a distribution in each row take KullbackLeibler of logits.logSoftmax(1)" : ""));
    }
    if (logits.shape().get(0) != labels.shape().get(0)) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "%s: %d rows of logits %s, but %d labels",
              loss, logits.shape().get(0), logits.shape(), labels.shape().get(0)));
    }
  }

  /** Requires a label from 0 up to the number of classes. */
  static void requireWithin(String loss, double label, int row, int classes) {
    if (label < 0 || label >= classes) {
      throw new IndexOutOfBoundsException(
          String.format(Locale.ROOT,
              "%s: the label of row %d is %.0f, but there are %d classes (0 to %d)",
              loss, row, label, classes, classes - 1));
    }
  }
}
