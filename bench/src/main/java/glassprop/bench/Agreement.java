package glassprop.bench;

import java.util.ArrayList;
import java.util.List;

/** Whether two sides computed the same: what makes their times comparable. */
final class Agreement {
  /** The largest difference of loss and gradients in float32, relative to the 2-norm of each. */
  static final double TOLERANCE = 1e-5;

  /** Of updated parameters: a few roundings. */
  static final double PARAMETER_TOLERANCE = 1e-6;

  /** How much larger than the peer's our error against float64 may be. */
  static final double ERROR_RATIO = 2;

  private Agreement() {}

  /** The differences that are too large, in words; none if the outcomes agree. */
  static List<String> differences(Outcome ours, Outcome peer) {
    List<String> found = new ArrayList<>();
    compare("loss", new double[] {ours.loss()}, new double[] {peer.loss()}, TOLERANCE, found);
    for (int i = 0; i < peer.gradients().size(); i++) {
      String name = (i % 2 == 0 ? "W" : "b") + (i / 2 + 1);
      compare("gradient of " + name, ours.gradients().get(i), peer.gradients().get(i), TOLERANCE, found);
      compare("updated " + name, ours.parameters().get(i), peer.parameters().get(i), PARAMETER_TOLERANCE, found);
    }
    return found;
  }

  private static void compare(String what, double[] ours, double[] peer, double tolerance, List<String> found) {
    double difference = relative(ours, peer);
    if (!(difference <= tolerance)) {
      found.add("%s differs by %.1e of its norm, where %.0e is allowed".formatted(what, difference, tolerance));
    }
  }

  /** The root mean square, over loss and gradients, of the relative error against a reference. */
  static double error(Outcome outcome, Outcome reference) {
    double sum = Math.pow(relative(new double[] {outcome.loss()}, new double[] {reference.loss()}), 2);
    int count = 1;
    for (int i = 0; i < reference.gradients().size(); i++) {
      sum += Math.pow(relative(outcome.gradients().get(i), reference.gradients().get(i)), 2);
      count++;
    }
    return Math.sqrt(sum / count);
  }

  /** ‖a − b‖ ÷ ‖b‖; NaN if the lengths differ. */
  private static double relative(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.NaN;
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < b.length; i++) {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      norm += b[i] * b[i];
    }
    return Math.sqrt(difference / norm);
  }
}
