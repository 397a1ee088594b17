package glassprop.check;

/**
 * What finite differences say of a slope.
 *
 * @param value the slope; in the middle between both sides of a kink
 * @param accuracy how far the true slope may be from it, by truncation and by rounding; infinite if the differences settle nowhere
 * @param left the slope to the left, which differs from the value only where the function has a kink or no slope; beside a jump, that of the
 *     function on this side of it
 * @param right the slope to the right
 * @param nature what kind of point it is
 */
public record Slope(double value, double accuracy, double left, double right, Nature nature) {

  /** The kinds of points. */
  public enum Nature {
    /** The slopes to both sides are one; at an end of the domain there is one side alone. */
    SMOOTH,
    /** The slopes to the left and to the right differ, however small the steps. */
    KINK,
    /** The value itself jumps. */
    JUMP,
    /** The slope grows without bound as the steps shrink. */
    STEEP,
    /** The differences settle at no value, at any step that was tried. */
    ROUGH,
    /** The function's value at the point is NaN or infinite, so that there are no differences from it. */
    NOWHERE
  }

  static Slope smooth(double value, double accuracy) {
    return new Slope(value, accuracy, value, value, Nature.SMOOTH);
  }

  /** The differences have not settled. */
  static Slope rough(double value, double left, double right) {
    return new Slope(value, Double.POSITIVE_INFINITY, left, right, Nature.ROUGH);
  }

  static Slope nowhere() {
    return new Slope(Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, Nature.NOWHERE);
  }

  /** Whether the slopes to both sides are one, so that the value is a derivative. */
  public boolean isSmooth() {
    return nature == Nature.SMOOTH;
  }

  /** Whether the two sides differ, so that there is no slope to compare with. */
  boolean isBroken() {
    return nature == Nature.KINK || nature == Nature.JUMP;
  }

  /** Whether no slope was found on either side. */
  boolean isUnsettled() {
    return nature == Nature.ROUGH || nature == Nature.STEEP || nature == Nature.JUMP;
  }

  /** By how much the slopes of both sides differ. */
  double gap() {
    return left == right ? 0 : Math.abs(right - left);
  }

  /** Whether a better look at the same point, at smaller steps, shows that this one was wrong. */
  boolean contradictedBy(Slope finer) {
    if (finer.isUnsettled()) {
      return false;
    }
    if (nature != finer.nature) {
      return finer.nature == Nature.KINK || finer.accuracy < gap() / 4;
    }
    double apart = Math.max(Math.abs(finer.left - left), Math.abs(finer.right - right));
    return apart > accuracy + finer.accuracy;
  }
}
