package glassprop.nn.optim;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import java.util.Locale;

/** Looks for gradients along which no step can be taken: they, or what follows from them, are infinite or not a number. */
final class Finite {
  /** What is wrong with a step along a gradient that isn't finite. */
  static final String SPOILED =
      "and a step along it would spoil the parameter: nothing has changed; look for its origin with Anomaly.trace";

  private Finite() {}

  /**
   * Requires numbers that are all finite.
   *
   * @param gradient labelled with the name of its parameter
   * @param who asks, for the message
   * @param remedy what to do
   * @throws NonFiniteGradientException naming the first that isn't
   */
  static void require(Tensor gradient, String who, String remedy) {
    if (gradient.array().isFinite()) {
      return;
    }
    double[] numbers = gradient.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isFinite(numbers[i])) {
        throw new NonFiniteGradientException(
            String.format(Locale.ROOT,
                "%s: the gradient of %s is %s at %s, %s",
                who, gradient.describe(), numbers[i], gradient.shape().indexOf(i), remedy));
      }
    }
  }

  /**
   * Requires that a step leaves every finite number finite.
   *
   * @param gradient labelled with the name of its parameter
   * @param what was changed, for the message
   * @throws NonFiniteGradientException naming the first place where that isn't so
   */
  static void requireStep(Tensor gradient, String what, NdArray before, NdArray after) {
    if (after.isFinite()) {
      return;
    }
    double[] old = before.toDoubles();
    double[] moved = after.toDoubles();
    for (int i = 0; i < old.length; i++) {
      if (Double.isFinite(old[i]) && !Double.isFinite(moved[i])) {
        throw new NonFiniteGradientException(
            String.format(Locale.ROOT,
                "optimizer: the gradient of %s is %s at %s, and a step along it would make %s %s there: nothing has changed; bound the"
                    + " gradients by a clipping, or take a smaller learning rate%s",
                gradient.describe(), gradient.toDoubles()[i], before.shape().indexOf(i), what, moved[i],
                gradient.dtype() == DType.F32 ? ", or F64" : ""));
      }
    }
  }
}
