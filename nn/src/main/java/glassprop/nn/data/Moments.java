package glassprop.nn.data;

/** Mean and standard deviation (dividing by n); squares of large numbers don't overflow, of small ones don't vanish. */
record Moments(double mean, double standardDeviation) {

  /** The moments of finite values, of which there is at least one. */
  static Moments of(double[] values) {
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      mean += (values[i] - mean) / (i + 1);
    }
    double largest = 0;
    double rest = 0; // what rounding left out of the mean
    for (double x : values) {
      largest = Math.max(largest, Math.abs(x - mean));
      rest += (x - mean) / values.length;
    }
    mean += rest;
    double squares = 0;
    for (double x : values) {
      double scaled = (x - mean) / largest;
      squares += scaled * scaled;
    }
    return new Moments(mean, largest == 0 ? 0 : largest * Math.sqrt(squares / values.length));
  }

  /** Whether numbers can be standardised by these. */
  boolean usable() {
    return Double.isFinite(mean) && Double.isFinite(standardDeviation) && standardDeviation > 0;
  }

  /**
   * {@code (x − mean) / standardDeviation}, or an error that names the cell if float32 can't hold it.
   */
  static double standardise(Table table, int row, String column, double x, double mean, double standardDeviation) {
    double z = (x - mean) / standardDeviation;
    if (!(Math.abs(z) <= Float.MAX_VALUE)) {
      throw table.error(row, column, "the value " + Wording.number(x) + " is too far from the training part's mean "
          + Wording.number(mean) + " (standard deviation " + standardDeviation
          + ") to be standardised; correct it, or leave the cell empty");
    }
    return z;
  }
}
