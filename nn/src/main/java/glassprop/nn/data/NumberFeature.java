package glassprop.nn.data;

import java.util.List;
import java.util.Objects;

/**
 * A number, standardised: {@code (x − mean) / standardDeviation}, a missing one replaced by the median first.
 *
 * @param column the column
 * @param median of the values of the training part, which stands in for missing ones
 * @param mean of the training part, medians put in
 * @param standardDeviation of the training part, medians put in; above 0
 * @param missing how many cells of the training part are missing
 */
public record NumberFeature(String column, double median, double mean, double standardDeviation, int missing)
    implements Feature {

  /** Checks that the statistics are usable. */
  public NumberFeature {
    Objects.requireNonNull(column, "feature: expected the name of a column, came null");
    if (!Double.isFinite(median) || !new Moments(mean, standardDeviation).usable()) {
      throw new IllegalArgumentException("feature " + Wording.shown(column) + ": expected a finite median and mean and"
          + " a finite positive standard deviation, found " + median + ", " + mean + " and " + standardDeviation);
    }
  }

  @Override
  public List<String> names() {
    return List.of(column);
  }

  /** Writes a column of a row-major matrix; gives the number of cells imputed. */
  int encodeInto(double[] out, int at, int width, Table table) {
    NumberColumn numbers = Columns.numbers(table, column);
    int imputed = 0;
    for (int row = 0; row < table.rows(); row++) {
      imputed += numbers.missingAt(row) ? 1 : 0;
      out[row * width + at] = encode(table, row, numbers);
    }
    return imputed;
  }

  /** The number of a row, imputed and standardised. */
  double encode(Table table, int row, NumberColumn numbers) {
    double x = numbers.missingAt(row) ? median : numbers.at(row);
    return Moments.standardise(table, row, column, x, mean, standardDeviation);
  }
}
