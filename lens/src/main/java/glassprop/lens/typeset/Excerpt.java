package glassprop.lens.typeset;

import glassprop.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The numbers of a vector or matrix as a table of text; of a large one its corners.
 *
 * @param rows of equal lengths; those left out are rows of dots
 */
record Excerpt(List<List<String>> rows) {
  private static final int MOST = 5;
  private static final int LEADING = 3;

  /** The dots that stand for what is left out. */
  record Dots(String along, String down, String both) {}

  /** Whether a value can be shown like this. */
  static boolean fits(Tensor value) {
    int rank = value.shape().rank();
    return rank == 1 || rank == 2;
  }

  /** An excerpt of a vector, as one row, or of a matrix. */
  static Excerpt of(Tensor value, DoubleFunction<String> numeral, Dots dots) {
    Tensor matrix = value.shape().rank() == 1 ? value.unsqueeze(0) : value;
    List<Integer> rows = shown(matrix.shape().get(0));
    List<Integer> columns = shown(matrix.shape().get(1));
    List<List<String>> cells = new ArrayList<>();
    for (int row : rows) {
      List<String> line = new ArrayList<>();
      for (int column : columns) {
        line.add(
            row >= 0 && column >= 0 ? numeral.apply(matrix.get(row, column))
                : row >= 0 ? dots.along : column >= 0 ? dots.down : dots.both);
      }
      cells.add(line);
    }
    return new Excerpt(cells);
  }

  /** The indices to show; −1 stands for those between. */
  private static List<Integer> shown(int size) {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < (size <= MOST ? size : LEADING); i++) {
      shown.add(i);
    }
    if (size > MOST) {
      shown.add(-1);
      shown.add(size - 1);
    }
    return shown;
  }
}
