package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Copies parts of the operands of a float32 matrix product into the order in which the tiles read them. */
final class FloatPacking {
  private FloatPacking() {}

  /**
   * Packs k × n numbers of b into panels of {@code width} columns, panel after panel, each with its k rows one
   * after the other. The last panel has rows of the same width, of which only the first columns are written.
   */
  static void columns(
      int k, int n, float[] b, int bAt, int bRow, int bColumn, float[] packed, int width) {
    if (bColumn == 1) {
      // A few rows at a time: many would lie in too many memory pages, one would write to all panels for each.
      for (int p = 0; p < k; p += 4) {
        for (int j = 0; j < n; j += width) {
          copyRows(
              Math.min(4, k - p), Math.min(width, n - j), b, bAt + p * bRow + j, bRow, packed, j * k + p * width, width);
        }
      }
    } else {
      for (int j = 0; j < n; j += width) {
        turn(Math.min(width, n - j), k, b, bAt + j * bColumn, bColumn, bRow, packed, j * k, width);
      }
    }
  }

  /**
   * Packs m × k numbers of a into panels of {@code height} rows, each column after column; rows left over at the
   * end, fewer than {@code height}, are packed as rows.
   */
  static void rows(int m, int k, float[] a, int aAt, int aRow, int aColumn, float[] packed, int height) {
    int i = 0;
    for (; i <= m - height; i += height) {
      if (aRow == 1) {
        copyRows(k, height, a, aAt + i, aColumn, packed, i * k, height);
      } else {
        turn(height, k, a, aAt + i * aRow, aRow, aColumn, packed, i * k, height);
      }
    }
    for (; i < m; i++) {
      turn(k, 1, a, aAt + i * aRow, aColumn, 1, packed, i * k, k);
    }
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
  private static void turn(
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
