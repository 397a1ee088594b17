package glassprop.nn.data;

/** A named column of a {@link Table}. */
public sealed interface Column permits NumberColumn, CategoryColumn {

  /** The name in the header. */
  String name();

  /** The number of cells. */
  int rows();

  /** Whether the cell is missing. */
  boolean missingAt(int row);

  /** The cell as text, empty if it is missing; a number is written as {@code 3} or {@code 3.5}. */
  String textAt(int row);

  /** The same column with the given rows only, in the given order. */
  Column select(int[] rows);

  /** The number of missing cells. */
  default int missing() {
    int n = 0;
    for (int row = 0; row < rows(); row++) {
      n += missingAt(row) ? 1 : 0;
    }
    return n;
  }
}
