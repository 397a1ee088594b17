package glassprop.nn.optim;

import glassprop.Tensor;
import java.util.Locale;

/** Looks for numbers in gradients that are infinite or not a number. */
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
}
