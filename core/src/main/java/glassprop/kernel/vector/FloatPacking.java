package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Copies parts of the operands of a float32 matrix product into the order in which the tiles read them. */
final class FloatPacking {
  private FloatPacking() {}

  /**
   * Packs k × n numbers of b into panels of {@code width} columns, two vectors, panel after panel, each with its k rows one
   * after the other and room for one more: panels whose lengths were powers of two would share few places of a cache. The last panel
   * has rows of the same width, of which only the first columns are written.
   */
  static void columns(
      int k, int n, float[] b, int bAt, int bRow, int bColumn, float[] packed, int width) {
    int panel = (k + 1) * width;
    if (bColumn != 1) {
      for (int j = 0, to = 0; j < n; j += width, to += panel) {
        turn(Math.min(width, n - j), k, b, bAt + j * bColumn, bColumn, bRow, packed, to, width);
      }
      return;
    }
    int whole = n - n % width;
    // Row by row: where b comes from memory, this is the order in which the processor fetches it ahead.
    for (int p = 0; p < k; p++) {
      int from = bAt + p * bRow;
      int to = p * width;
      for (int j = 0; j < whole; j += 2 * LANES) {
        FloatVector.fromArray(SPECIES, b, from + j).intoArray(packed, to);
        FloatVector.fromArray(SPECIES, b, from + j + LANES).intoArray(packed, to + LANES);
        to += panel;
      }
    }
    copyRows(k, n - whole, b, bAt + whole, bRow, packed, whole / width * panel, width);
  }

  /**
   * Packs m × k numbers of a into panels of {@code height} rows, each column after column with room for one more; rows left over at the
   * end, fewer than {@code height}, follow as rows.
   */
  static void rows(int m, int k, float[] a, int aAt, int aRow, int aColumn, float[] packed, int height) {
    int panel = (k + 1) * height;
    int whole = m - m % height;
    int i = aRow == 1 ? columnsOfPanels(whole, m, k, a, aAt, aColumn, packed, height) : 0;
    for (; i < whole; i += height) {
      turn(height, k, a, aAt + i * aRow, aRow, aColumn, packed, i / height * panel, height);
    }
    for (; i < m; i++) {
      turn(k, 1, a, aAt + i * aRow, aColumn, 1, packed, whole / height * panel + (i - whole) * k, k);
    }
  }

  /**
   * Packs panels of an a that is contiguous in a column, column by column, and tells how many rows that were. Whole vectors are
   * written: what goes beyond a panel's column is written over by the next one, or lies in the room after the last. Panels whose vectors would read
   * beyond the m rows are left.
   */
  private static int columnsOfPanels(
      int whole, int m, int k, float[] a, int aAt, int aColumn, float[] packed, int height) {
    int panel = (k + 1) * height;
    int reach = (height + LANES - 1) / LANES * LANES;
    int rows = whole > 0 && whole - height + reach > m ? whole - height : whole;
    for (int p = 0; p < k; p++) {
      int from = aAt + p * aColumn;
      int to = p * height;
      for (int i = 0; i < rows; i += height) {
        for (int c = 0; c < height; c += LANES) {
          FloatVector.fromArray(SPECIES, a, from + i + c).intoArray(packed, to + c);
        }
        to += panel;
      }
    }
    return rows;
  }

  /** Copies rows × columns numbers, contiguous in a row on both sides: a call of arraycopy takes longer than such a row. */
  private static void copyRows(
      int rows, int columns, float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
    if (columns == 2 * LANES) {
      for (int r = 0; r < rows; r++) {
        FloatVector.fromArray(SPECIES, from, fromAt + r * fromRow).intoArray(to, toAt + r * toRow);
        FloatVector.fromArray(SPECIES, from, fromAt + r * fromRow + LANES).intoArray(to, toAt + r * toRow + LANES);
      }
    } else {
      for (int c = 0; c < columns; c += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(c, columns);
        for (int r = 0; r < rows; r++) {
          FloatVector.fromArray(SPECIES, from, fromAt + r * fromRow + c, lanes)
              .intoArray(to, toAt + r * toRow + c, lanes);
        }
      }
    }
  }

  /** Writes rows × columns numbers from rows of their own, one after the other, to their places; or adds them there. */
  static void unpack(int rows, int columns, float[] from, int fromRow, float[] to, int toAt, int toRow, boolean add) {
    for (int c = 0; c < columns; c += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(c, columns);
      for (int r = 0; r < rows; r++) {
        int at = toAt + r * toRow + c;
        FloatVector x = FloatVector.fromArray(SPECIES, from, r * fromRow + c);
        (add ? x.add(FloatVector.fromArray(SPECIES, to, at, lanes)) : x).intoArray(to, at, lanes);
      }
    }
  }

  /**
   * Writes k rows of {@code width} numbers, {@code toRow} apart: number (p, r) is
   * {@code from[fromAt + r·row + p·column]}.
   */
  static void turn(
      int width, int k, float[] from, int fromAt, int row, int column, float[] to, int toAt, int toRow) {
    int r = 0;
    if (column == 1) {
      int whole = FloatTranspose.SERVES ? k - k % LANES : 0;
      for (; whole > 0 && r <= width - LANES; r += LANES) {
        FloatTranspose.rows(whole, from, fromAt + r * row, row, to, toAt + r, toRow);
        turnNumbers(LANES, k - whole, from, fromAt + r * row + whole, row, 1, to, toAt + r + whole * toRow, toRow);
      }
      for (; r <= width - 4; r += 4) {
        turnFour(k, from, fromAt + r * row, row, to, toAt + r, toRow);
      }
    }
    turnNumbers(width - r, k, from, fromAt + r * row, row, column, to, toAt + r, toRow);
  }

  private static void turnNumbers(
      int width, int k, float[] from, int fromAt, int row, int column, float[] to, int toAt, int toRow) {
    for (int r = 0; r < width; r++) {
      int source = fromAt + r * row;
      int target = toAt + r;
      for (int p = 0; p < k; p++) {
        to[target + p * toRow] = from[source + p * column];
      }
    }
  }

  /** Four contiguous rows at once: four streams to read, and four neighbours to write. */
  private static void turnFour(int k, float[] from, int fromAt, int row, float[] to, int toAt, int toRow) {
    int second = fromAt + row;
    int third = second + row;
    int fourth = third + row;
    int target = toAt;
    for (int p = 0; p < k; p++) {
      float x0 = from[fromAt + p];
      float x1 = from[second + p];
      float x2 = from[third + p];
      float x3 = from[fourth + p];
      to[target] = x0;
      to[target + 1] = x1;
      to[target + 2] = x2;
      to[target + 3] = x3;
      target += toRow;
    }
  }
}
