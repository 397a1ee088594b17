package glassprop.nn.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How the columns of a CSV file are to be read, where that isn't left to {@link Csv} to find out.
 *
 * @param kinds the columns by name; a file that lacks one of them is refused
 * @param others how the columns are read that {@code kinds} doesn't name
 */
public record Schema(Map<String, Kind> kinds, Kind others) {

  /** How a column is to be read. */
  public enum Kind {
    /** As the cells suggest, by the rules at {@link Csv}. */
    INFER,
    /** As numbers: anything else in it is an error. */
    NUMBER,
    /** As categories, even where the cells are numbers. */
    CATEGORY,
    /** Not at all. */
    IGNORE
  }

  /** Every column is read as its cells suggest. */
  public static final Schema INFER = new Schema(Map.of(), Kind.INFER);

  /** Keeps an unmodifiable copy of the map, in its order. */
  public Schema {
    Objects.requireNonNull(kinds, "schema: expected kinds of columns, came null");
    Objects.requireNonNull(others, "schema: expected a kind for all other columns, came null");
    kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
  }

  /** This schema with one column read in another way. */
  public Schema with(String column, Kind kind) {
    Objects.requireNonNull(column, "schema: expected the name of a column, came null");
    Objects.requireNonNull(kind, "schema: expected how the column is read, came null");
    Map<String, Kind> more = new LinkedHashMap<>(kinds);
    more.put(column, kind);
    return new Schema(more, others);
  }

  Kind of(String column) {
    return kinds.getOrDefault(column, others);
  }
}
