package glassprop.check;

import glassprop.check.GradCheck.Verdict;

/**
 * Says what the comparison of a gradient with a slope comes to.
 *
 * @param relative the relative tolerance
 * @param absolute the absolute tolerance, for what can't be compared relatively
 * @param coarsest the accuracy of differences, relative to a slope, with which it still counts as compared; an accuracy at which an error of 0.05 %
 *     shows always does
 */
record Judge(double relative, double absolute, double coarsest) {
  private static final double PLANTED = 5e-4;
  private static final double DECISIVE = PLANTED / 5; // the accuracy, relative to a slope, at which such an error shows

  /**
   * The slope along a line to compare a gradient with: one at which an error of 0.05 % shows if steps can be found that tell it, else one that counts as
   * compared.
   *
   * @param lost what the backward pass may have lost by its own rounding
   */
  Slope slope(Line line, double origin, double step, double analytic, double lost) {
    Judge demanding = coarsest == 0 ? this : new Judge(relative, 0, 0);
    Slope best = new Differences(line, origin, step, found -> demanding.verdict(analytic, found, lost)).slope();
    return coarsest == 0 || verdict(analytic, best, lost) != Verdict.UNDECIDED
        ? best
        : new Differences(line, origin, step, found -> verdict(analytic, found, lost)).slope();
  }

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
      return Double.isInfinite(analytic) ? Verdict.NOT_FINITE : isBetweenSides(analytic, slope, lost) ? Verdict.KINK : Verdict.DISAGREES;
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
    if (accuracy <= Math.max(Math.max(DECISIVE, coarsest), relative) * scale || (error == 0 && accuracy <= absolute)) {
      return Verdict.AGREES;
    }
    return accuracy <= absolute ? Verdict.SMALL : Verdict.UNDECIDED;
  }

  /** Whether a gradient lies between the slopes to both sides, which belong to it. A side without a slope excludes nothing. */
  private boolean isBetweenSides(double analytic, Slope slope, double lost) {
    double low = Math.min(slope.left(), slope.right());
    double high = Math.max(slope.left(), slope.right());
    double scale = Math.max(Math.abs(analytic), Math.max(Math.abs(low), Math.abs(high)));
    double room = Math.max(relative * scale, slope.accuracy() + lost);
    return !(analytic < low - room || analytic > high + room);
  }
}
