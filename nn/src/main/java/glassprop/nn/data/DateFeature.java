package glassprop.nn.data;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A date, as a few standardised numbers.
 *
 * @param column the column
 * @param form how its dates are written
 * @param parts the numbers, one or more; each has the statistics of the training part
 * @param missing how many cells of the training part are missing
 */
public record DateFeature(String column, DateForm form, List<Part> parts, int missing) implements Feature {

  /**
   * One of the numbers.
   *
   * @param of what it is
   * @param number how it is imputed and standardised
   */
  public record Part(DatePart of, NumberFeature number) {
    /** Requires all parts. */
    public Part {
      Objects.requireNonNull(of, "part of a date: expected what it is, came null");
      Objects.requireNonNull(number, "part of a date: expected how it is standardised, came null");
    }
  }

  /** Keeps an unmodifiable copy of the parts, of which there is at least one. */
  public DateFeature {
    Objects.requireNonNull(parts, "feature: expected parts of the date, came null");
    Objects.requireNonNull(column, "feature: expected the name of a column, came null");
    Objects.requireNonNull(form, "feature: expected the form of a date, came null");
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("feature " + Wording.shown(column) + ": expected one part of the date or more");
    }
  }

  @Override
  public List<String> names() {
    return parts.stream().map(part -> nameOf(column, part.of())).toList();
  }

  static String nameOf(String column, DatePart part) {
    return column + " (" + part + ")";
  }

  /** Writes this feature's columns of a row-major matrix; gives the number of cells imputed. */
  int encodeInto(double[] out, int at, int width, Table table) {
    CategoryColumn dates = Columns.categories(table, column);
    int place = at;
    for (Part part : parts) {
      NumberColumn numbers = numbers(table, dates, form, part.of());
      for (int row = 0; row < table.rows(); row++) {
        out[row * width + place] = part.number().encode(table, row, numbers);
      }
      place++;
    }
    return missing(dates);
  }

  /** How many cells hold no date: empty ones, and those with a dash or a word in its place. */
  static int missing(CategoryColumn dates) {
    return (int) IntStream.range(0, dates.rows()).filter(row -> isMissing(dates, row)).count();
  }

  private static boolean isMissing(CategoryColumn dates, int row) {
    return dates.missingAt(row) || Cell.PLACEHOLDERS.contains(dates.textAt(row));
  }

  /**
   * One part of all dates.
   *
   * @throws DataException if a cell is no date of the form
   */
  static NumberColumn numbers(Table table, CategoryColumn dates, DateForm form, DatePart part) {
    double[] ofLevel = new double[dates.levels().size()];
    for (int level = 0; level < ofLevel.length; level++) {
      Optional<LocalDateTime> date = form.read(dates.levels().get(level));
      ofLevel[level] = date.map(part::of).orElse(Double.NaN);
    }
    double[] numbers = new double[dates.rows()];
    for (int row = 0; row < numbers.length; row++) {
      boolean missing = isMissing(dates, row);
      numbers[row] = missing ? Double.NaN : ofLevel[dates.codeAt(row)];
      if (Double.isNaN(numbers[row]) && !missing) {
        throw table.error(row, dates.name(), "expected a date like " + form.example() + ", as in training, found "
            + Wording.shown(dates.textAt(row)) + "; leave the cell empty if the value is missing");
      }
    }
    return NumberColumn.owning(nameOf(dates.name(), part), numbers);
  }
}
