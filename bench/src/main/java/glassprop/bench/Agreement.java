package glassprop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether two sides computed the same in float32, as near to float64 as each other: without that their times say nothing.
 *
 * @param exact the same step in float64
 */
record Agreement(Outcome ours, Outcome peer, Outcome exact) {
  /** Of the loss and of each gradient: the largest difference, relative to its 2-norm. */
  static final double TOLERANCE = 1e-5;

  /** Of updated parameters, which are numbers that both began with less a little: some roundings. */
  static final double TOLERANCE_OF_PARAMETERS = 1e-6;

  /** How many times the peer's our error may be. */
  static final double MOST_ERROR = 2;

  /** What disagrees, in words; none if all is well. */
  List<String> findings() {
    List<String> found = new ArrayList<>();
    compare("the loss", number(ours.loss()), number(peer.loss()), TOLERANCE, found);
    for (int i = 0; i < peer.gradients().size(); i++) {
      String name = (i % 2 == 0 ? "W" : "b") + (i / 2 + 1);
      compare("the gradient of " + name, ours.gradients().get(i), peer.gradients().get(i), TOLERANCE, found);
      compare("updated " + name, ours.parameters().get(i), peer.parameters().get(i), TOLERANCE_OF_PARAMETERS, found);
    }
    if (!(errorRatio() <= MOST_ERROR)) {
      found.add(String.format(Locale.ROOT, "the error against float64 is %.1e, and the peer's %.1e: at most %.0f times that is allowed",
          error(ours), error(peer), MOST_ERROR));
    }
    return found;
  }

  private static void compare(String what, double[] ours, double[] peer, double tolerance, List<String> found) {
    double difference = difference(ours, peer);
    if (!(difference <= tolerance)) {
      found.add(String.format(Locale.ROOT, "%s differs from the peer's by %.1e of its norm, where %.0e is allowed", what, difference, tolerance));
    }
  }

  /** Our error against float64, divided by the peer's. */
  double errorRatio() {
    return error(ours) / error(peer);
  }

  /** The root mean square of the relative errors of the loss and of each gradient. */
  private double error(Outcome outcome) {
    double sum = Math.pow(difference(number(outcome.loss()), number(exact.loss())), 2);
    for (int i = 0; i < exact.gradients().size(); i++) {
      sum += Math.pow(difference(outcome.gradients().get(i), exact.gradients().get(i)), 2);
    }
    return Math.sqrt(sum / (1 + exact.gradients().size()));
  }

  private static double[] number(double value) {
    return new double[] {value};
  }

  /** ‖a − b‖ ÷ ‖b‖; NaN where the lengths differ, which no tolerance allows. */
  private static double difference(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.NaN;
    }
    double squares = 0;
    double norm = 0;
    for (int i = 0; i < b.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
      norm += b[i] * b[i];
    }
    return squares == 0 ? 0 : Math.sqrt(squares / norm);
  }
}
