package glassprop.nn.loss;

import glassprop.Tensor;
import java.util.Locale;

/**
 * What losses require of targets that are probabilities.
 *
 * <p>A target that is tracked is a variable of the computation, as when its gradient is checked by finite differences, which leave every
 * sum of 1: it is not looked at.
 */
final class Probabilities {
  /** How far from 1 the sum of a distribution may be: more than rounding in float32 makes of a million outcomes. */
  private static final double TOLERANCE = 1e-5;

  private Probabilities() {}

  /** Requires numbers from 0 to 1. */
  static void requireEach(String loss, Tensor target) {
    if (target.isTracked()) {
      return;
    }
    double[] numbers = target.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      if (!(numbers[i] >= 0 && numbers[i] <= 1)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT,
                    "%s: the target at %s is %s; expected a probability, from 0 to 1",
                    loss, target.shape().indexOf(i), numbers[i]));
      }
    }
  }

  /**
   * Requires a distribution in each row: numbers that aren't negative and whose sum is 1.
   *
   * @param logarithms whether the target holds the logarithms of the probabilities
   */
  static void requireRows(String loss, Tensor target, boolean logarithms) {
    if (target.isTracked()) {
      return;
    }
    double[] numbers = target.toDoubles();
    int outcomes = target.shape().get(1);
    for (int row = 0; row < target.shape().get(0); row++) {
      double sum = 0;
      for (int i = row * outcomes; i < (row + 1) * outcomes; i++) {
        double p = logarithms ? Math.exp(numbers[i]) : numbers[i];
        if (!(p >= 0)) {
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "%s: the target at %s is %s; expected %s",
                      loss, target.shape().indexOf(i), numbers[i], logarithms ? "the logarithm of a probability" : "a probability, 0 or more"));
        }
        sum += p;
      }
      if (!(Math.abs(sum - 1) <= TOLERANCE)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT,
                "%s: the probabilities of row %d of the target sum to %s; expected a distribution, whose sum is 1: %s",
                loss, row, sum, logarithms ? "take logSoftmax(1)" : "divide each row by its sum, or take softmax(1)"));
      }
    }
  }
}
