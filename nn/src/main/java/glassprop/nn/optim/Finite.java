package glassprop.nn.optim;

import glassprop.Tensor;
import glassprop.array.DType;
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

  /** A step that would spoil a number, along a gradient labelled with the name of its parameter. */
  static NonFiniteGradientException refused(Tensor gradient, BlockLoop.Spoiled spoiled) {
    return new NonFiniteGradientException(
        String.format(Locale.ROOT,
            "optimizer: the gradient of %s is %s at %s, and a step along it would make %s %s there: nothing has changed; bound the"
                + " gradients by a clipping, or take a smaller learning rate%s",
            gradient.describe(), gradient.toDoubles()[spoiled.index()], gradient.shape().indexOf(spoiled.index()), spoiled.what(), spoiled.number(),
            gradient.dtype() == DType.F32 ? ", or F64" : ""));
  }
}
