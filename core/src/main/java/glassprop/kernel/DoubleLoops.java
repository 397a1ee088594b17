// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel;

import java.util.Arrays;

/** Reductions and the matrix product in float64, in plain loops. */
final class DoubleLoops {
  /** Below this many numbers a sum is taken left to right. */
  private static final int RUN = 64;

  private DoubleLoops() {}

  /**
   * Halves are summed and added: the error grows with log n instead of n. The accumulator of a run is a float64 in
   * either dtype.
   */
  static double sum(double[] x, int xAt, int n) {
    if (n > RUN) {
      int half = n / 2;
      return sum(x, xAt, half) + sum(x, xAt + half, n - half);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xAt + i];
    }
    return sum;
  }

  static double max(double[] x, int xAt, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[xAt + i]);
    }
    return max;
  }

  static double min(double[] x, int xAt, int n) {
    double min = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      min = Math.min(min, x[xAt + i]);
    }
    return min;
  }

  /**
   * Row i of the product is Σₚ aᵢₚ · (row p of b). Zeros are not skipped: 0 · ∞ is NaN, and the product must say
   * so.
   */
  static void matmul(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add) {
    for (int i = 0; n > 0 && i < m; i++) {
      int row = outAt + i * outRow;
      if (!add) {
        Arrays.fill(out, row, row + n, 0.0);
      }
      for (int p = 0; p < k; p++) {
        addScaled(n, a[aAt + i * aRow + p * aColumn], b, bAt + p * bRow, bColumn, out, row);
      }
    }
  }

  private static void addScaled(int n, double scale, double[] b, int bAt, int bColumn, double[] out, int outAt) {
    for (int j = 0; j < n; j++) {
      out[outAt + j] += scale * b[bAt + j * bColumn];
    }
  }

  static void finish(int m, int n, double[] bias, int biasAt, double floor, double[] out, int outAt, int outRow) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = outAt + i * outRow + j;
        double z = out[at] + bias[biasAt + j];
        out[at] = z <= floor ? floor : z;
      }
    }
  }

  /** The slopes as their terms have them: 0·∞ is NaN, and so is the slope at NaN. */
  static void pullback(
      UnaryFunction f, double[] y, int yAt, double[] ybar, int ybarAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      double value = y[yAt + i];
      double slope =
          switch (f) {
            case RELU -> value > 0 ? 1 : value <= 0 ? 0 : value;
            case SIGMOID -> value * (1 - value);
            case TANH -> 1 - value * value;
            case NEGATE, ABS, SIGN, STEP, SQUARE, RECIPROCAL, SQRT, EXP, LOG, SIN, COS, SOFTPLUS ->
                throw new IllegalArgumentException("the slope of " + f + " is not taken from its value");
          };
      out[outAt + i] = ybar[ybarAt + i] * slope;
    }
  }

  static void addScaled(double scale, double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] += scale * x[xAt + i];
    }
  }

  static void columnSums(int m, int n, double[] x, int xAt, int xRow, double[] out, int outAt) {
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int i = 0; i < m; i++) {
        sum += x[xAt + i * xRow + j];
      }
      out[outAt + j] = sum;
    }
  }

  static boolean areFinite(double[] x, int xAt, int n) {
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(x[xAt + i])) {
        return false;
      }
    }
    return true;
  }
}
