package glassprop.nn.data;

import java.util.Objects;

/**
 * A target that is a number, standardised for training: {@code z = (y − mean) / standardDeviation}.
 *
 * @param column the column of the target
 * @param mean the mean of the training part
 * @param standardDeviation the standard deviation of the training part, above 0
 */
public record Quantity(String column, double mean, double standardDeviation) implements Target {

  /** Checks that the statistics are usable. */
  public Quantity {
    Objects.requireNonNull(column, "target: expected the name of a column, came null");
    if (!Double.isFinite(mean) || !Double.isFinite(standardDeviation) || standardDeviation <= 0) {
      throw new IllegalArgumentException("target " + Wording.shown(column) + ": expected a finite mean and a finite"
          + " positive standard deviation, found " + mean + " and " + standardDeviation);
    }
  }

  /**
   * The standardised number of each row.
   *
   * @throws DataException if a row has none, or one too large to be standardised
   */
  public double[] encode(Table table) {
    NumberColumn numbers = Columns.numbers(table, column);
    double[] z = new double[table.rows()];
    for (int row = 0; row < z.length; row++) {
      if (numbers.missingAt(row)) {
        throw table.error(row, column, "expected a number to be learnt, found an empty cell");
      }
      z[row] = Moments.standardise(table, row, column, numbers.at(row), mean, standardDeviation);
    }
    return z;
  }

  /** The number in the unit of the file: {@code y = mean + z · standardDeviation}. */
  public double decode(double z) {
    return mean + z * standardDeviation;
  }
}
