package glassprop.op;

import java.util.List;
import java.util.Optional;

/**
 * The numbers from one bound to another, both included: what is known of a value before it is computed.
 *
 * @param low not above the other bound
 */
public record Range(double low, double high) {
  /** Requires bounds in order. */
  public Range {
    if (!(low <= high)) {
      throw new IllegalArgumentException("a range from " + low + " to " + high + ": expected bounds in order");
    }
  }

  /** One number alone. */
  public static Range of(double number) {
    return new Range(number, number);
  }

  /** Whether all numbers of another range are in this one. */
  public boolean contains(Range other) {
    return low <= other.low && other.high <= high;
  }

  /** The largest magnitude of a number. */
  public double magnitude() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  /**
   * The range of a function whose extremes are taken where each operand is at one of its bounds, as those of sums, of products and of everything that rises or falls;
   * nothing if it is not a number at one of them.
   */
  static Optional<Range> ofCorners(Elementwise f, List<Range> operands) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double[] x = new double[operands.size()];
    for (int corner = 0; corner < 1 << x.length; corner++) {
      for (int slot = 0; slot < x.length; slot++) {
        x[slot] = (corner >> slot & 1) == 0 ? operands.get(slot).low : operands.get(slot).high;
      }
      double y = f.of(x);
      if (Double.isNaN(y)) {
        return Optional.empty();
      }
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    return Optional.of(new Range(low, high));
  }
}
