package glassprop.nn.data;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns the rows of a table into inputs: numbers imputed and standardised, categories one-hot.
 *
 * @param features the columns that are used, in the order of their inputs
 * @param ignored the columns that aren't, and why
 * @param target what is predicted
 * @param units what stood beside the numbers of a column, as {@code €}, by the names of the columns where something did
 */
public record TableEncoder(List<Feature> features, List<IgnoredColumn> ignored, Target target, @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> units)
    implements Encoder {

  /** Keeps unmodifiable copies of the lists; there is at least one feature. Models of earlier versions tell no units. */
  public TableEncoder {
    Objects.requireNonNull(features, "table encoder: expected a list of features, came null");
    Objects.requireNonNull(ignored, "table encoder: expected a list of ignored columns, came null");
    Objects.requireNonNull(target, "table encoder: expected a target, came null");
    Objects.requireNonNull(units, "table encoder: expected units of columns, came null; none is Map.of()");
    features = List.copyOf(features);
    ignored = List.copyOf(ignored);
    units = Map.copyOf(units);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("expected one feature or more");
    }
  }

  /**
   * Learns the encoding from the training rows, and from nothing else.
   *
   * <p>Ignored are columns without a value, columns with one value only, numbers that only name the rows ({@link RowKeys}), and
   * categories too many to learn from: more than 20 and more than a tenth of the rows, or a different one in each row.
   * Dates become numbers.
   *
   * @param trainingRows rows of the problem's table
   * @throws DataException if no column is of use, or numbers are too large to be standardised
   */
  public static TableEncoder fit(Problem problem, int[] trainingRows) {
    return fit(problem, trainingRows, Set.of());
  }

  /**
   * As {@link #fit(Problem, int[])}, with columns of numbers that are used even if they look like keys.
   *
   * @param kept the names of these columns
   */
  public static TableEncoder fit(Problem problem, int[] trainingRows, Set<String> kept) {
    Objects.requireNonNull(kept, "table encoder: expected names of columns to be kept, came null; none is Set.of()");
    return new EncoderFit(problem, trainingRows, kept).fit();
  }

  @Override
  public List<String> inputNames() {
    return features.stream().flatMap(f -> f.names().stream()).toList();
  }

  @Override
  public int width() {
    return features.stream().mapToInt(f -> f.names().size()).sum();
  }

  /** What was decided in fitting, for people. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    ignored.forEach(i -> notes.add("column " + Wording.shown(i.column()) + " isn't used: " + i.reason()));
    for (Feature feature : features) {
      if (feature instanceof CategoryFeature categories) {
        notes.addAll(Lookalikes.notes("categories of column " + Wording.shown(categories.column()), categories.levels()));
      }
      switch (feature) {
        case NumberFeature f when f.missing() > 0 -> notes.add("column " + Wording.shown(f.column()) + ": "
            + Wording.count(f.missing(), "missing cell") + " of the training part taken as the median "
            + Wording.number(f.median()));
        case CategoryFeature f when f.missing() > 0 -> notes.add("column " + Wording.shown(f.column()) + ": "
            + Wording.count(f.missing(), "missing cell") + " of the training part taken as a category of their own");
        case DateFeature f -> notes.add("column " + Wording.shown(f.column()) + " holds dates like " + f.form().example()
            + ", taken as " + f.parts().stream().map(part -> part.of().toString()).collect(Collectors.joining(", "))
            + (f.missing() == 0 ? "" : "; " + Wording.count(f.missing(), "missing cell") + " taken as their medians"));
        case NumberFeature _, CategoryFeature _ -> { }
      }
    }
    return notes;
  }

  /** How to read a file whose target isn't known or doesn't matter: the features only, each as in training. */
  public Schema schema() {
    Map<String, Schema.Kind> kinds = new LinkedHashMap<>();
    for (Feature feature : features) {
      kinds.put(feature.column(), switch (feature) {
        case NumberFeature _ -> Schema.Kind.NUMBER;
        case CategoryFeature _, DateFeature _ -> Schema.Kind.CATEGORY;
      });
    }
    return new Schema(kinds, Schema.Kind.IGNORE);
  }

  /** How to read a file whose target is known: the features and the target, each as in training. */
  public Schema labelledSchema() {
    return schema().with(target.column(), target.kind());
  }

  /**
   * The inputs of all rows of a table, which may have its columns in another order, and others too.
   *
   * @throws DataException if a column is missing, has cells of another kind or unit than in training, or a number too large to
   *     be standardised
   */
  public Encoded encode(Table table) {
    List<String> absent = features.stream().map(Feature::column).filter(c -> table.find(c).isEmpty()).toList();
    if (!absent.isEmpty()) {
      throw new DataException(table.file(), Table.noColumns(absent, table.names()));
    }
    int width = width();
    double[] values = new double[Encoded.length(table.file(), table.rows(), width)];
    List<String> notes = new ArrayList<>(unitNotes(table));
    int at = 0;
    for (Feature feature : features) {
      switch (feature) {
        case NumberFeature f -> {
          int imputed = f.encodeInto(values, at, width, table);
          if (imputed > 0) {
            notes.add("column " + Wording.shown(f.column()) + ": " + Wording.count(imputed, "missing cell")
                + " taken as the training median " + Wording.number(f.median()));
          }
        }
        case CategoryFeature f -> note(notes, f, f.encodeInto(values, at, width, table));
        case DateFeature f -> {
          int imputed = f.encodeInto(values, at, width, table);
          if (imputed > 0) {
            notes.add("column " + Wording.shown(f.column()) + ": " + Wording.count(imputed, "missing cell")
                + " taken as the medians of the training part");
          }
        }
      }
      at += feature.names().size();
    }
    Set<String> known = known();
    List<String> extra = table.names().stream().filter(n -> !known.contains(n)).toList();
    if (!extra.isEmpty()) {
      notes.add("columns that the training data didn't have aren't used: " + Wording.list(extra));
    }
    return new Encoded(table.rows(), width, values, notes);
  }

  /** Requires numbers to have the unit that they had in training: 12 € are not 12 $. A number without one is taken for the same, and that is said. */
  private List<String> unitNotes(Table table) {
    Set<String> used = new HashSet<>(List.of(target.column()));
    features.forEach(feature -> used.add(feature.column()));
    List<String> notes = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column instanceof NumberColumn numbers && numbers.missing() < numbers.rows() && used.contains(numbers.name())) {
        String trained = units.getOrDefault(numbers.name(), "");
        if (numbers.unit().isEmpty() && !trained.isEmpty()) {
          notes.add("column " + Wording.shown(numbers.name()) + ": numbers without a unit taken as if they had " + Wording.shown(trained)
              + ", as in training");
        } else if (!Unit.same(numbers.unit(), trained)) {
          throw new DataException(table.file(), 0, numbers.name(), "expected numbers " + (trained.isEmpty() ? "without a unit" : "with " + Wording.shown(trained))
              + ", as in training, found some with " + Wording.shown(numbers.unit()) + "; convert them");
        }
      }
    }
    return notes;
  }

  private static void note(List<String> notes, CategoryFeature feature, CategoryFeature.Leftover leftover) {
    String column = "column " + Wording.shown(feature.column()) + ": ";
    if (leftover.missing() > 0) {
      notes.add(column + Wording.count(leftover.missing(), "missing cell") + " taken as "
          + (feature.missing() > 0 ? "a category of their own" : "no category"));
    }
    if (leftover.unseen() > 0) {
      notes.add(column + Wording.count(leftover.unseen(), "cell") + " with a category that the training part didn't"
          + " have taken as no category, the first " + Wording.shown(leftover.firstUnseen()) + " in line "
          + leftover.firstLine());
    }
  }

  private Set<String> known() {
    Set<String> known = new HashSet<>();
    features.forEach(f -> known.add(f.column()));
    ignored.forEach(i -> known.add(i.column()));
    known.add(target.column());
    return known;
  }
}
