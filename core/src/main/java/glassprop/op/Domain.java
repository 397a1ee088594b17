package glassprop.op;

import java.util.List;

/**
 * Where an input may be sampled: an interval of numbers, the points where the op has kinks and the slope taken there.
 *
 * <p>A kink is a point where the function is continuous and its derivative is not, or where the derivative is infinite. Finite
 * differences cannot decide there, so laws sample away from kinks and compare the slope at each with the stated one.
 */
public sealed interface Domain {

  /** Real numbers between two bounds, apart from kinks. */
  record Reals(double low, double high, List<Kink> kinks) implements Domain {
    /** This domain with a point where the slope is stated rather than derived. */
    public Reals kinkAt(double at, double slope) {
      List<Kink> more = new java.util.ArrayList<>(kinks);
      more.add(new Kink(at, slope));
      return new Reals(low, high, List.copyOf(more));
    }
  }

  /** Whole numbers from 0 to a bound, exclusive. */
  record Indices(int below) implements Domain {}

  /** Whole numbers from 0 to a bound, exclusive, of which those along any axis are all different. */
  record Places(int below) implements Domain {}

  /** True or false. */
  record Booleans() implements Domain {}

  /** A point, and the slope that the op takes there. */
  record Kink(double at, double slope) {}

  /** All numbers; sampled between −2 and 2. */
  static Reals everywhere() {
    return between(-2, 2);
  }

  /** The numbers above a bound; sampled up to 3 beyond, and not too close. */
  static Reals above(double bound) {
    return between(bound + 0.25, bound + 3);
  }

  /** The numbers between two bounds. */
  static Reals between(double low, double high) {
    return new Reals(low, high, List.of());
  }
}
