package glassprop.check;

import glassprop.check.GradCheck.Verdict;

/**
 * Says what the comparison of a gradient with a slope comes to.
 *
 * @param relative the relative tolerance
 * @param absolute the absolute tolerance, for what can't be compared relatively
 */
record Judge(double relative, double absolute) {
  private static final double PLANTED = 5e-4;
  private static final double DECISIVE = PLANTED / 5; // the accuracy, relative to a slope, at which such an error shows
  private static final double KINK_REACH = 10; // a kink explains a gradient that is so many times its gap away from both slopes

  /**
   * The verdict.
   *
   * @param lost what the backward pass may have lost by its own rounding
   */
  Verdict verdict(double analytic, Slope slope, double lost) {
    if (slope.nature() == Slope.Nature.NOWHERE || Double.isNaN(analytic)) {
      return Verdict.NOT_FINITE;
    }
    if (slope.isBroken()) {
      return Double.isInfinite(analytic) ? Verdict.NOT_FINITE : isExplained(analytic, slope) ? Verdict.KINK : Verdict.DISAGREES;
    }
    if (!slope.isSmooth()) {
      return Verdict.UNDECIDED;
    }
    if (Double.isInfinite(analytic)) {
      boolean known = slope.accuracy() <= Math.max(absolute, DECISIVE * Math.abs(slope.value()));
      return known ? Verdict.NOT_FINITE : Verdict.UNDECIDED;
    }
    double error = Math.abs(analytic - slope.value());
    double scale = Math.max(Math.abs(analytic), Math.abs(slope.value()));
    double accuracy = error <= relative * scale ? slope.accuracy() : slope.accuracy() + lost;
    if (error > Math.max(relative * scale, accuracy)) {
      return Verdict.DISAGREES;
    }
    if (accuracy <= Math.max(DECISIVE, relative) * scale || (error == 0 && accuracy <= absolute)) {
      return Verdict.AGREES;
    }
    return accuracy <= absolute ? Verdict.SMALL : Verdict.UNDECIDED;
  }

  /** Whether a gradient lies between the slopes to both sides, or no further beyond them than several kinks can explain. */
  private static boolean isExplained(double analytic, Slope slope) {
    double below = Math.min(slope.left(), slope.right()) - analytic;
    double above = analytic - Math.max(slope.left(), slope.right());
    return !(Math.max(below, above) > KINK_REACH * slope.gap() + slope.accuracy()); // also where a side has no slope at all
  }
}
