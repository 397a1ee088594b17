package glassprop.nn.data;

import java.util.Arrays;
import java.util.Objects;

/** A column of finite numbers; NaN stands for a missing cell and for nothing else. */
public final class NumberColumn implements Column {
  private final String name;
  private final double[] values;
  private final String unit;

  /**
   * A column of these values, which have no unit.
   *
   * @param values finite, or NaN where a cell is missing; copied, −0 as 0
   */
  public NumberColumn(String name, double[] values) {
    this(Objects.requireNonNull(name, "column: expected a name, came null"), values.clone(), "");
    for (int row = 0; row < values.length; row++) {
      if (Double.isInfinite(values[row])) {
        throw new IllegalArgumentException(
            "column " + Wording.shown(name) + ", row " + row + ": expected a finite number, found " + values[row]);
      }
      this.values[row] += 0.0; // −0 + 0 = 0
    }
  }

  private NumberColumn(String name, double[] values, String unit) {
    this.name = name;
    this.values = values;
    this.unit = unit;
  }

  /** A column that takes over an array of values known to be right. */
  static NumberColumn owning(String name, double[] values) {
    return owning(name, values, "");
  }

  /** As {@link #owning(String, double[])}, of numbers with a unit. */
  static NumberColumn owning(String name, double[] values, String unit) {
    return new NumberColumn(name, values, unit);
  }

  /** What stood beside the numbers in the file: {@code %}, or a currency; empty if nothing did. */
  String unit() {
    return unit;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int rows() {
    return values.length;
  }

  /** The number, or NaN if the cell is missing. */
  public double at(int row) {
    return values[row];
  }

  /** A copy of the numbers, NaN where missing. */
  public double[] toArray() {
    return values.clone();
  }

  @Override
  public boolean missingAt(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public String textAt(int row) {
    return missingAt(row) ? "" : Wording.number(values[row]);
  }

  @Override
  public NumberColumn select(int[] rows) {
    double[] selected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return owning(name, selected, unit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberColumn that && name.equals(that.name) && unit.equals(that.unit) && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "NumberColumn[" + name + ", " + Wording.count(values.length, "row") + "]";
  }
}
