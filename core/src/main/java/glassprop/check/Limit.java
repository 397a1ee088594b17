package glassprop.check;

/**
 * Where a sequence of difference quotients tends as their steps go to 0.
 *
 * @param value the limit
 * @param spread how far different extrapolations are apart, times a factor of safety
 * @param rounding what the rounding of the function's values can make of it
 */
record Limit(double value, double spread, double rounding) {
  private static final int HIGHEST_ORDER = 6;
  private static final double SAFETY = 4;
  private static final double AMPLIFIED = 4; // a quotient of two values, combined with others of larger steps
  private static final double SLOWEST = 0.9; // what Aitken's formula still extrapolates
  private static final double STEADY = 0.1;

  double accuracy() {
    return spread + rounding;
  }

  /**
   * The extrapolation with the least error among those that end at one of the last two steps.
   *
   * <p>Neville's scheme removes one power of h after another (Lyness and Moler, 1966; the error estimate is that of Ridders,
   * Accurate computation of F′(x) and F′(x)F″(x), 1982). Where the error falls with another power, as that of |x|^1.5 does, Aitken's
   * Δ² finds the limit from three quotients whose differences shrink steadily.
   *
   * @param steps of the quotients, falling
   * @param power of h by which the error falls at first, and from term to term: 2 for central quotients, 1 for those of one side
   * @param noise of one value of the function
   */
  static Limit of(double[] steps, double[] quotients, int power, double noise) {
    int last = steps.length - 1;
    Limit best = new Limit(quotients[last], Double.POSITIVE_INFINITY, AMPLIFIED * noise / steps[last]);
    double[] before = {quotients[0]};
    for (int k = 1; k <= last; k++) {
      double[] row = new double[Math.min(k, HIGHEST_ORDER) + 1];
      row[0] = quotients[k];
      for (int j = 1; j < row.length; j++) {
        double ratio = Math.pow(steps[k - j] / steps[k], power);
        row[j] = row[j - 1] + (row[j - 1] - before[j - 1]) / (ratio - 1);
        double spread = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - before[j - 1]));
        if (k >= last - 1) {
          best = best.orBetter(new Limit(row[j], SAFETY * spread, AMPLIFIED * noise / steps[k]));
        }
      }
      before = row;
    }
    return best.orBetter(steady(steps, quotients, noise));
  }

  /** Whichever is more accurate. */
  Limit orBetter(Limit other) {
    return other.accuracy() < accuracy() ? other : this;
  }

  /** By Aitken's Δ², of the last four quotients, if their differences shrink by the same factor each time. */
  private static Limit steady(double[] steps, double[] quotients, double noise) {
    int k = quotients.length - 1;
    Limit none = new Limit(Double.NaN, Double.POSITIVE_INFINITY, 0);
    if (k < 4) {
      return none;
    }
    double newest = quotients[k] - quotients[k - 1];
    double newer = quotients[k - 1] - quotients[k - 2];
    double older = quotients[k - 2] - quotients[k - 3];
    double q = newest / newer;
    double p = newer / older;
    if (!(q > 0 && q < SLOWEST && Math.abs(q - p) < STEADY * q)) {
      return none;
    }
    double limit = quotients[k] + newest * q / (1 - q);
    double previous = quotients[k - 1] + newer * p / (1 - p);
    return new Limit(limit, SAFETY * Math.abs(limit - previous), AMPLIFIED * noise / steps[k] / (1 - q));
  }
}
