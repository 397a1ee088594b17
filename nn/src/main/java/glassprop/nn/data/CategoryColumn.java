package glassprop.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A column of categories, each cell the index of a level; −1 stands for a missing cell. */
public final class CategoryColumn implements Column {
  /** The code of a missing cell. */
  public static final int MISSING = -1;

  private final String name;
  private final List<String> levels;
  private final int[] codes;

  /**
   * A column of these cells.
   *
   * @param levels the categories, no two equal
   * @param codes indices into {@code levels}, or {@link #MISSING}; copied
   */
  public CategoryColumn(String name, List<String> levels, int[] codes) {
    this.name = Objects.requireNonNull(name, "column: expected a name, came null");
    this.levels = List.copyOf(Objects.requireNonNull(levels, "column: expected levels, came null"));
    this.codes = codes.clone();
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] < MISSING || codes[row] >= levels.size()) {
        throw new IllegalArgumentException("column " + Wording.shown(name) + ", row " + row
            + ": expected a code from -1 to " + (levels.size() - 1) + ", found " + codes[row]);
      }
    }
  }

  /** A column of these texts, an empty one for a missing cell; the levels are sorted. */
  public static CategoryColumn of(String name, List<String> cells) {
    Builder builder = new Builder(name, cells.size());
    for (int row = 0; row < cells.size(); row++) {
      if (!cells.get(row).isEmpty()) {
        builder.set(row, cells.get(row));
      }
    }
    return builder.build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int rows() {
    return codes.length;
  }

  /** The categories; a selection of rows keeps those that it no longer uses. */
  public List<String> levels() {
    return levels;
  }

  /** The index of the cell's level, or {@link #MISSING}. */
  public int codeAt(int row) {
    return codes[row];
  }

  @Override
  public boolean missingAt(int row) {
    return codes[row] == MISSING;
  }

  @Override
  public String textAt(int row) {
    return missingAt(row) ? "" : levels.get(codes[row]);
  }

  @Override
  public CategoryColumn select(int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = codes[rows[i]];
    }
    return new CategoryColumn(name, levels, selected);
  }

  /** How many cells have each level. */
  int[] counts() {
    int[] counts = new int[levels.size()];
    for (int code : codes) {
      if (code != MISSING) {
        counts[code]++;
      }
    }
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoryColumn that && name.equals(that.name) && levels.equals(that.levels)
        && Arrays.equals(codes, that.codes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + levels.hashCode()) + Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    return "CategoryColumn[" + name + ", " + Wording.count(codes.length, "row") + ", "
        + Wording.count(levels.size(), "level") + "]";
  }

  /** Collects cells; every cell is missing until it is set. */
  static final class Builder {
    private final String name;
    private final int[] codes;
    private final List<String> levels = new ArrayList<>();
    private final Map<String, Integer> codeOf = new HashMap<>();
    private long characters;

    Builder(String name, int rows) {
      this.name = name;
      this.codes = new int[rows];
      Arrays.fill(codes, MISSING);
    }

    void set(int row, String level) {
      Integer code = codeOf.putIfAbsent(level, levels.size());
      if (code == null) {
        code = levels.size();
        levels.add(level);
        characters += level.length();
      }
      codes[row] = code;
    }

    /** How many characters all levels have together. */
    long characters() {
      return characters;
    }

    CategoryColumn build() {
      List<String> sorted = new ArrayList<>(levels);
      Collections.sort(sorted);
      int[] newCode = new int[levels.size()];
      for (int i = 0; i < sorted.size(); i++) {
        newCode[codeOf.getOrDefault(sorted.get(i), MISSING)] = i;
      }
      int[] sortedCodes = Arrays.stream(codes).map(c -> c == MISSING ? MISSING : newCode[c]).toArray();
      return new CategoryColumn(name, sorted, sortedCodes);
    }
  }
}
