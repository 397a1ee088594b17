package glassprop.lens.algebra;

/**
 * A coefficient that stays a fraction as long as its parts are whole: a third rather than 0.333.
 *
 * @param denominator above 0
 */
record Ratio(double numerator, double denominator) {
  private static final double LARGEST_WHOLE = 1L << 53;

  static final Ratio ONE = of(1);

  /** Reduces whole parts to lowest terms, and brings the sign to the numerator. */
  Ratio {
    if (denominator < 0) {
      numerator = -numerator;
      denominator = -denominator;
    }
    double divisor = isWhole(numerator) && isWhole(denominator) ? greatestCommonDivisor(Math.abs(numerator), denominator) : 1;
    if (divisor > 1) {
      numerator /= divisor;
      denominator /= divisor;
    }
  }

  static Ratio of(double value) {
    return new Ratio(value, 1);
  }

  private static boolean isWhole(double x) {
    return x == Math.rint(x) && Math.abs(x) < LARGEST_WHOLE;
  }

  private static double greatestCommonDivisor(double a, double b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  double value() {
    return numerator / denominator;
  }

  boolean isZero() {
    return numerator == 0;
  }

  Ratio plus(Ratio other) {
    return denominator == other.denominator
        ? new Ratio(numerator + other.numerator, denominator)
        : new Ratio(numerator * other.denominator + other.numerator * denominator, denominator * other.denominator);
  }

  Ratio times(Ratio other) {
    return new Ratio(numerator * other.numerator, denominator * other.denominator);
  }

  Ratio negated() {
    return new Ratio(-numerator, denominator);
  }

  Ratio reciprocal() {
    return new Ratio(denominator, numerator);
  }

  /** This to the power of a whole number. */
  Ratio power(int exponent) {
    Ratio base = exponent < 0 ? reciprocal() : this;
    return new Ratio(Math.pow(base.numerator, Math.abs(exponent)), Math.pow(base.denominator, Math.abs(exponent)));
  }
}
