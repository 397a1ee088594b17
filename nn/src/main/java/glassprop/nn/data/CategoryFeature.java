package glassprop.nn.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A category, one-hot: an input for each level, 1 where the row has it, else 0. If the training part has missing
 * cells, missing is a level of its own, the last; else a missing cell, like a level never seen, is all zeros.
 *
 * @param column the column
 * @param levels the levels of the training part, sorted
 * @param missing how many cells of the training part are missing
 */
public record CategoryFeature(String column, List<String> levels, int missing) implements Feature {

  /** Keeps an unmodifiable copy of the levels, of which there is at least one. */
  public CategoryFeature {
    Objects.requireNonNull(levels, "feature: expected levels, came null");
    Objects.requireNonNull(column, "feature: expected the name of a column, came null");
    levels = List.copyOf(levels);
    if (levels.isEmpty() || levels.stream().distinct().count() != levels.size()) {
      throw new IllegalArgumentException("feature " + Wording.shown(column) + ": expected one level or more, all"
          + " different, found " + Wording.list(levels));
    }
  }

  @Override
  public List<String> names() {
    Stream<String> names = levels.stream().map(level -> column + "=" + level);
    return (missing > 0 ? Stream.concat(names, Stream.of(column + " missing")) : names).toList();
  }

  /** What came of the cells that have no level. */
  record Leftover(int missing, int unseen, String firstUnseen, int firstLine) {}

  /** Writes this feature's columns of a row-major matrix that is zero there. */
  Leftover encodeInto(double[] out, int at, int width, Table table) {
    Map<String, Integer> placeOf = new HashMap<>();
    levels.forEach(level -> placeOf.put(level, placeOf.size()));
    CategoryColumn cells = Columns.categories(table, column);
    int[] placeOfCode = cells.levels().stream().mapToInt(level -> placeOf.getOrDefault(level, -1)).toArray();
    int absent = 0;
    int unseen = 0;
    int firstUnseen = 0;
    for (int row = 0; row < table.rows(); row++) {
      int place;
      if (cells.missingAt(row)) {
        absent++;
        place = missing > 0 ? levels.size() : -1;
      } else {
        place = placeOfCode[cells.codeAt(row)];
        if (place < 0 && unseen++ == 0) {
          firstUnseen = row;
        }
      }
      if (place >= 0) {
        out[row * width + at + place] = 1;
      }
    }
    return unseen == 0 ? new Leftover(absent, 0, "", 0)
        : new Leftover(absent, unseen, cells.textAt(firstUnseen), table.lineOf(firstUnseen));
  }
}
