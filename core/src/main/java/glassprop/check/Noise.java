package glassprop.check;

/**
 * The rounding noise of a function, measured: how much its values scatter between points so near to each other that the function
 * itself is a straight line there (Moré and Wild, Estimating Computational Noise, 2011).
 */
final class Noise {
  private static final int POINTS = 7;
  private static final double SPACING = 4096; // in units of the last place
  private static final double DEVIATIONS = 3;

  private Noise() {}

  /** A bound for the error of one value by rounding; on one side of the point, since there may be a kink or a jump at it. */
  static double of(Line line) {
    double right = beside(line, 1);
    double measured = Double.isFinite(right) ? right : beside(line, -1);
    return Double.isFinite(measured) ? measured : 0;
  }

  private static double beside(Line line, int side) {
    double spacing = side * SPACING * line.epsilon() * (line.size() > 0 ? line.size() : 1);
    double[] differences = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      differences[i] = line.value((i + 1) * spacing);
    }
    double largest = 0;
    double factor = 1; // (k!)² / (2k)!, by which the variance of a value is less than that of a kth difference
    for (int k = 1; k < POINTS; k++) {
      factor *= (double) k * k / ((2.0 * k - 1) * 2 * k);
      double squares = 0;
      for (int i = 0; i < POINTS - k; i++) {
        differences[i] = differences[i + 1] - differences[i];
        squares += differences[i] * differences[i];
      }
      if (k > 2) {
        largest = Math.max(largest, Math.sqrt(factor * squares / (POINTS - k)));
      }
    }
    return DEVIATIONS * largest;
  }
}
