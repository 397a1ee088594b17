package glassprop.check;

import glassprop.GraphException;
import java.util.Locale;

/**
 * The values of a function at one step to both sides of a point.
 *
 * @param step the step that was asked for
 * @param forth the distance that was gone to the right, and the value there
 * @param back the distance to the left, below 0, and the value there
 * @param origin the value at the point
 */
record Rung(double step, Sample forth, Sample back, double origin) {

  record Sample(double distance, double value) {
    static Sample of(Line line, double distance) {
      return new Sample(line.gone(distance), line.value(distance));
    }
  }

  static Rung of(Line line, double step, double origin) {
    return new Rung(step, Sample.of(line, step), Sample.of(line, -step), origin);
  }

  /** The slope of the chord from the point to the right. */
  double right() {
    return (forth.value - origin) / forth.distance;
  }

  /** The slope of the chord from the left to the point. */
  double left() {
    return (back.value - origin) / back.distance;
  }

  /** The slope of the chord from the left to the right. */
  double central() {
    return (forth.value - back.value) / (forth.distance - back.distance);
  }

  boolean isFinite() {
    return Double.isFinite(right()) && Double.isFinite(left());
  }

  /** Whether the function has the same value at all three places. */
  boolean isFlat() {
    return forth.value == origin && back.value == origin;
  }

  /** The larger of both one-sided slopes in magnitude. */
  double steepest() {
    return Math.max(Math.abs(right()), Math.abs(left()));
  }

  /** The larger of both changes of the value. */
  double change() {
    return Math.max(Math.abs(forth.value - origin), Math.abs(back.value - origin));
  }

  /** The largest of the three values in magnitude, of those that there are. */
  double magnitude() {
    double sides = Math.max(finite(forth.value), finite(back.value));
    return Math.max(sides, finite(origin));
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? Math.abs(value) : 0;
  }

  /** Evaluates both sides again. */
  void requireRepeatable(Line line) {
    requireSame(forth.value, line.value(step));
    requireSame(back.value, line.value(-step));
  }

  /** Two values for the same input must be the same bit for bit. */
  static void requireSame(double first, double second) {
    if (Double.doubleToLongBits(first) != Double.doubleToLongBits(second)) {
      throw new GraphException(
          String.format(Locale.ROOT,
              "gradient check: the function is not deterministic: it gave %s and then %s for the same input, %.1e apart,"
                  + " and differences of such values are no slopes; fix its seed and state",
              first, second, Math.abs(second - first)));
    }
  }
}
