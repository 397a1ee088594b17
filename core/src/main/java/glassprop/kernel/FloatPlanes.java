package glassprop.kernel;

import java.util.Arrays;

/** Parts of float32 planes, which are rows of numbers without gaps, brought from and to other places. */
final class FloatPlanes {
  private FloatPlanes() {}

  static void pad(
      int rows, int columns, int top, int left, int m, int n,
      float[] x, int xAt, int xRow, int xColumn, float[] plane, int planeAt) {
    int begin = planeAt + top * columns + left;
    int end = planeAt + rows * columns;
    if (xColumn == 1 && xRow == columns && m > 0 && n > 0) { // as wide as the plane: one long row, and zeros between
      int length = (m - 1) * columns + n;
      Arrays.fill(plane, planeAt, begin, 0.0f);
      System.arraycopy(x, xAt, plane, begin, length);
      clearBetween(columns, m, n, plane, begin);
      Arrays.fill(plane, begin + length, end, 0.0f);
      return;
    }
    if (m < rows || n < columns) {
      Arrays.fill(plane, planeAt, end, 0.0f);
    }
    for (int i = 0; i < m; i++) {
      copy(n, x, xAt + i * xRow, xColumn, plane, begin + i * columns);
    }
  }

  private static void copy(int n, float[] x, int xAt, int xColumn, float[] out, int outAt) {
    if (xColumn == 1) {
      System.arraycopy(x, xAt, out, outAt, n);
      return;
    }
    for (int j = 0; j < n; j++) {
      out[outAt + j] = x[xAt + j * xColumn];
    }
  }

  static void addPart(
      RealKernels<float[]> kernels, int columns, int top, int left, int m, int n,
      float[] plane, int planeAt, float[] out, int outAt, int outRow, int outColumn) {
    int begin = planeAt + top * columns + left;
    if (outColumn == 1 && outRow == columns && m > 0 && n > 0) { // as wide as the plane: one long row, and zeros between
      clearBetween(columns, m, n, plane, begin);
      kernels.binary(
          BinaryFunction.ADD, out, outAt, 1, plane, begin, 1, out, outAt, (m - 1) * columns + n);
      return;
    }
    for (int i = 0; i < m; i++) {
      add(kernels, n, plane, begin + i * columns, out, outAt + i * outRow, outColumn);
    }
  }

  private static void add(RealKernels<float[]> kernels, int n, float[] x, int xAt, float[] out, int outAt, int outColumn) {
    if (outColumn == 1) {
      kernels.binary(BinaryFunction.ADD, out, outAt, 1, x, xAt, 1, out, outAt, n);
      return;
    }
    for (int j = 0; j < n; j++) {
      out[outAt + j * outColumn] += x[xAt + j];
    }
  }

  /** Clears what lies between m rows of n numbers. */
  private static void clearBetween(int columns, int m, int n, float[] plane, int at) {
    for (int i = 1; i < m && n < columns; i++) {
      Arrays.fill(plane, at + (i - 1) * columns + n, at + i * columns, 0.0f);
    }
  }
}
