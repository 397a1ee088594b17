package glassprop.parity.suite;

import glassprop.array.NdArray;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How far two arrays are from each other: the largest difference of two elements, relative to the largest element of either, or to a
 * hundredth of the largest of all that was answered if that is more: where terms cancel, rounding leaves no other scale. NaN equals NaN,
 * an infinity equals itself, and neither equals anything else.
 */
final class Distance {
  private static final double SMALL_PART = 0.01;

  private final double least;

  /** Distances within two answers. */
  Distance(List<NdArray> answered) {
    least = SMALL_PART * answered.stream().mapToDouble(x -> largest(x.toDoubles())).reduce(0, Math::max);
  }

  private static double largest(double[] numbers) {
    return DoubleStream.of(numbers).filter(Double::isFinite).map(Math::abs).reduce(0, Math::max);
  }

  double between(NdArray ours, NdArray theirs) {
    if (!ours.shape().equals(theirs.shape())) {
      return Double.POSITIVE_INFINITY;
    }
    double[] a = ours.toDoubles();
    double[] b = theirs.toDoubles();
    double scale = scale(a, b);
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, distance(a[i], b[i], scale));
    }
    return worst;
  }

  private double scale(double[] a, double[] b) {
    return Math.max(least, Math.max(largest(a), largest(b)));
  }

  private static double distance(double a, double b, double scale) {
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return 0;
    }
    return Double.isFinite(a) && Double.isFinite(b) ? Math.abs(a - b) / scale : Double.POSITIVE_INFINITY;
  }

  /** Where arrays of one shape differ most, in words. */
  String farthest(NdArray ours, NdArray theirs) {
    double[] a = ours.toDoubles();
    double[] b = theirs.toDoubles();
    double scale = scale(a, b);
    int worst = 0;
    for (int i = 1; i < a.length; i++) {
      worst = distance(a[i], b[i], scale) > distance(a[worst], b[worst], scale) ? i : worst;
    }
    String place = ours.shape().rank() == 0 ? "" : "at " + ours.shape().indexOf(worst) + " ";
    return ", " + place + a[worst] + " here, " + b[worst] + " there";
  }
}
