package glassprop.nn.data;

import java.util.Arrays;

/** Columns of the kind that is needed, or an error that names the first cell in the way. */
final class Columns {
  private Columns() {}

  /** The column as numbers; categories that are all missing will do. */
  static NumberColumn numbers(Table table, String name) {
    return switch (table.column(name)) {
      case NumberColumn numbers -> numbers;
      case CategoryColumn categories -> {
        int row = firstText(categories);
        if (row >= 0) {
          throw table.error(row, name, "expected a number, as in training, found "
              + Wording.shown(categories.textAt(row)) + "; leave the cell empty if the value is missing");
        }
        double[] missing = new double[categories.rows()];
        Arrays.fill(missing, Double.NaN);
        yield NumberColumn.owning(name, missing);
      }
    };
  }

  /** The column as categories; numbers that are all missing will do. */
  static CategoryColumn categories(Table table, String name) {
    return switch (table.column(name)) {
      case CategoryColumn categories -> categories;
      case NumberColumn numbers -> {
        for (int row = 0; row < numbers.rows(); row++) {
          if (!numbers.missingAt(row)) {
            throw table.error(row, name, "expected a category, as in training, found the number "
                + numbers.textAt(row) + "; read the file with the schema of the model");
          }
        }
        yield new CategoryColumn.Builder(name, numbers.rows()).build();
      }
    };
  }

  /** The first row with a text that isn't a number; failing that, the first with any text; −1 if all are missing. */
  private static int firstText(CategoryColumn column) {
    int first = -1;
    for (int row = 0; row < column.rows(); row++) {
      if (!column.missingAt(row)) {
        char[] text = column.textAt(row).toCharArray();
        if (!DecimalMark.POINT.reads(Cell.of(text, 0, text.length))) {
          return row;
        }
        first = first < 0 ? row : first;
      }
    }
    return first;
  }
}
