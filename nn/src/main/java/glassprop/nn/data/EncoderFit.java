package glassprop.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fits a {@link TableEncoder}: decides what each column is good for, and takes its statistics. */
final class EncoderFit {
  private static final int FEW_LEVELS = 20;
  private static final int ROWS_PER_LEVEL = 10;
  private static final int REASONS_TOLD = 3; // where no column is of use
  private static final int ENOUGH_DATES = 10; // from so many on, a few cells that are none are taken for errors
  private static final double FEW_OTHERS = 0.1;

  private final Problem problem;
  private final int[] rows;
  private final Table training;
  private final Set<String> kept;
  private final List<NumberColumn> keys = new ArrayList<>();
  private final List<Feature> features = new ArrayList<>();
  private final List<IgnoredColumn> ignored = new ArrayList<>();

  EncoderFit(Problem problem, int[] trainingRows, Set<String> kept) {
    if (trainingRows.length == 0) {
      throw new IllegalArgumentException("expected training rows, found none");
    }
    this.problem = problem;
    this.rows = trainingRows.clone();
    this.kept = Set.copyOf(kept);
    this.training = problem.table().select(trainingRows);
  }

  TableEncoder fit() {
    for (Column column : training.columns()) {
      if (!column.name().equals(problem.target())) {
        switch (column) {
          case NumberColumn numbers -> fitNumbers(numbers);
          case CategoryColumn categories -> fitCategories(categories);
        }
      }
    }
    if (features.isEmpty()) {
      keys.forEach(this::use); // all there is: a table of x = 1, 2, 3 … and y
    } else {
      keys.forEach(key -> ignore(key, "its whole numbers only name the rows, each another; --as-number uses them"));
    }
    if (features.isEmpty()) {
      throw new DataException(training.file(), "expected a column to predict " + Wording.shown(problem.target())
          + " from, found none of use: "
          + ignored.stream().limit(REASONS_TOLD).map(i -> Wording.shown(i.column()) + ", since " + i.reason()).collect(Collectors.joining("; "))
          + (ignored.size() > REASONS_TOLD ? "; and " + (ignored.size() - REASONS_TOLD) + " more" : ""));
    }
    return new TableEncoder(features, ignored, fitTarget(), units());
  }

  private Map<String, String> units() {
    Map<String, String> units = new LinkedHashMap<>();
    for (Column column : training.columns()) {
      if (column instanceof NumberColumn numbers && !numbers.unit().isEmpty()) {
        units.put(numbers.name(), numbers.unit());
      }
    }
    return units;
  }

  private Target fitTarget() {
    return switch (problem.task()) {
      case CLASSIFICATION -> Classes.of(problem.column());
      case REGRESSION -> {
        NumberColumn numbers = Columns.numbers(training, problem.target());
        double[] values = numbers.toArray();
        if (isConstant(values)) {
          throw new DataException(training.file(), 0, problem.target(), "expected numbers that differ, found only "
              + numbers.textAt(0) + " in the training part; use more rows or another seed");
        }
        Moments moments = moments(numbers, values);
        yield new Quantity(problem.target(), moments.mean(), moments.standardDeviation());
      }
    };
  }

  private void fitNumbers(NumberColumn column) {
    double[] values = present(column);
    if (values.length == 0) {
      ignore(column, "it has no value in the training part");
    } else if (isConstant(values)) {
      ignore(column, "it is always " + Wording.number(values[0]) + " in the training part");
    } else if (!kept.contains(column.name()) && RowKeys.isKey(column, rows, training)) {
      keys.add(column);
    } else {
      use(column);
    }
  }

  private void use(NumberColumn column) {
    features.add(numberFeature(column));
  }

  private NumberFeature numberFeature(NumberColumn column) {
    double[] values = present(column);
    int n = values.length;
    double median = values[(n - 1) / 2] / 2 + values[n / 2] / 2;
    double[] imputed = Arrays.stream(column.toArray()).map(x -> Double.isNaN(x) ? median : x).toArray();
    Moments moments = moments(column, imputed);
    return new NumberFeature(column.name(), median, moments.mean(), moments.standardDeviation(), column.rows() - n);
  }

  /** The values that are there, sorted. */
  private static double[] present(NumberColumn column) {
    return Arrays.stream(column.toArray()).filter(x -> !Double.isNaN(x)).sorted().toArray();
  }

  /** Uses a column of dates; false if it isn't one. */
  private boolean fitDates(CategoryColumn column, List<String> cells) {
    List<String> levels = cells.stream().filter(cell -> !Cell.PLACEHOLDERS.contains(cell)).toList();
    List<DateForm> forms = DateForm.of(levels);
    if (forms.isEmpty()) {
      return isAlmostOfDates(column, levels);
    }
    List<DateFeature.Part> parts = new ArrayList<>();
    for (DatePart part : DatePart.values()) {
      NumberColumn numbers = DateFeature.numbers(training, column, forms.getFirst(), part);
      if (!isConstant(present(numbers))) {
        parts.add(new DateFeature.Part(part, numberFeature(numbers)));
      }
    }
    if (forms.size() > 1) {
      ignore(column, "its dates may be read day first or month first, and none of them decides; write them like 2024-01-31");
    } else if (parts.isEmpty()) {
      ignore(column, "it is always " + Wording.shown(levels.getFirst()) + " in the training part");
    } else {
      features.add(new DateFeature(column.name(), forms.getFirst(), parts, DateFeature.missing(column)));
    }
    return true;
  }

  /**
   * Leaves out a column whose dates are written in several forms; false if it is no column of dates.
   *
   * @throws DataException if a few cells among many dates are none
   */
  private boolean isAlmostOfDates(CategoryColumn column, List<String> levels) {
    List<String> others = levels.stream().filter(level -> DateForm.mostOf(List.of(level)).isEmpty()).toList();
    if (others.size() == levels.size()) {
      return false;
    }
    DateForm most = DateForm.mostOf(levels).orElseThrow();
    if (others.isEmpty()) {
      String other = levels.stream().filter(level -> most.read(level).isEmpty()).findFirst().orElseThrow();
      ignore(column, "its dates are written in several forms, like " + most.example() + " and " + Wording.shown(other) + "; write all in one");
      return true;
    }
    if (levels.size() < ENOUGH_DATES || others.size() > FEW_OTHERS * levels.size()) {
      return false;
    }
    int row = IntStream.range(0, column.rows()).filter(r -> !column.missingAt(r) && column.textAt(r).equals(others.getFirst())).findFirst().orElseThrow();
    throw training.error(row, column.name(), "expected a date like " + most.example() + ", as in most rows, found "
        + Wording.shown(others.getFirst()) + "; leave the cell empty if the value is missing, or leave the column out");
  }

  private void fitCategories(CategoryColumn column) {
    int[] counts = column.counts();
    List<String> levels = IntStream.range(0, counts.length).filter(i -> counts[i] > 0)
        .mapToObj(column.levels()::get).sorted().toList();
    int missing = column.missing();
    int present = column.rows() - missing;
    if (levels.isEmpty()) {
      ignore(column, "it has no value in the training part");
    } else if (fitDates(column, levels)) {
      return;
    } else if (levels.size() == 1 && missing == 0) {
      ignore(column, "it is always " + Wording.shown(levels.getFirst()) + " in the training part");
    } else if (levels.size() == present && present > 1) {
      ignore(column, "it is different in each row, as a name or key is");
    } else if (levels.size() > Math.max(FEW_LEVELS, training.rows() / ROWS_PER_LEVEL)) {
      ignore(column, levels.size() + " different texts in " + training.rows() + " rows are too many for categories");
    } else {
      features.add(new CategoryFeature(column.name(), levels, missing));
    }
  }

  private void ignore(Column column, String reason) {
    ignored.add(new IgnoredColumn(column.name(), reason));
  }

  private Moments moments(NumberColumn column, double[] values) {
    Moments moments = Moments.of(values);
    if (!moments.usable()) {
      int largest = IntStream.range(0, column.rows()).filter(r -> !column.missingAt(r))
          .reduce((a, b) -> Math.abs(column.at(b)) > Math.abs(column.at(a)) ? b : a).orElse(0);
      throw training.error(largest, column.name(), "the value " + column.at(largest) + " makes the spread of this"
          + " column impossible to compute in float64; correct it, or give the column in another unit");
    }
    return moments;
  }

  private static boolean isConstant(double[] values) {
    return Arrays.stream(values).allMatch(x -> x == values[0]);
  }
}
