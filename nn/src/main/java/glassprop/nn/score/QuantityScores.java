package glassprop.nn.score;

/**
 * How good predicted numbers are.
 *
 * @param rows how many there are
 * @param r2 the share of the variance that is explained, 1 − Σ(y − ŷ)²/Σ(y − ȳ)²; NaN if all y are equal
 * @param mae the mean absolute error, in the unit of the numbers
 * @param rmse the square root of the mean squared error, in the unit of the numbers
 */
public record QuantityScores(int rows, double r2, double mae, double rmse) implements Scores {

  /**
   * The scores of predictions.
   *
   * @param predicted ŷ
   * @param actual y, as many
   */
  public static QuantityScores of(double[] predicted, double[] actual) {
    int n = actual.length;
    if (n == 0 || predicted.length != n) {
      throw new IllegalArgumentException(
          "expected a prediction for each of one row or more, came " + predicted.length + " for " + n);
    }
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += (actual[i] - mean) / (i + 1);
    }
    double absolute = 0;
    double residual = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
      double error = actual[i] - predicted[i];
      double deviation = actual[i] - mean;
      absolute += Math.abs(error);
      residual += error * error;
      total += deviation * deviation;
    }
    return new QuantityScores(n, total == 0 ? Double.NaN : 1 - residual / total, absolute / n, Math.sqrt(residual / n));
  }
}
