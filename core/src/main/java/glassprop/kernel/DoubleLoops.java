// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel;

import java.util.Arrays;

/** Reductions and the matrix product in float64, in plain loops. */
final class DoubleLoops {
  /** Up to this many numbers a sum is taken left to right; longer ones are halved: the error grows with log n instead of n. */
  private static final int RUN = 64;

  private DoubleLoops() {}

  static double sum(double[] x, int xAt, int n) {
    return sum(n, x, xAt, 1);
  }

  /** The sum of n numbers that lie a step apart. The accumulator of a run is a float64 in either dtype. */
  private static double sum(int n, double[] x, int xAt, int step) {
    if (n > RUN) {
      Interruption.check();
      int half = n / 2;
      return sum(half, x, xAt, step) + sum(n - half, x, xAt + half * step, step);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xAt + i * step];
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

  static double product(double[] x, int xAt, int n) {
    double product = 1;
    for (int i = 0; i < n; i++) {
      Interruption.check(i, 1);
      product *= x[xAt + i];
    }
    return product;
  }

  static void recur(boolean goesOn, double[] a, int aAt, double[] b, int bAt, double[] last, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      last[i] = goesOn ? a[aAt + i] * last[i] + b[bAt + i] : b[bAt + i];
      out[outAt + i] = last[i];
    }
  }

  static void addToLabels(int m, int n, double number, long[] labels, int labelsAt, double[] out, int outAt) {
    for (int row = 0; row < m; row++) {
      out[outAt + row * n + (int) labels[labelsAt + row]] += number;
    }
  }

  /** The difference from the largest number comes first: what is small beside that number stays. */
  static void surprises(
      int m, int n, double[] x, int xAt, long[] labels, int labelsAt, double[] largest, int largestAt, double[] logs, int logsAt,
      double[] out) {
    for (int row = 0; row < m; row++) {
      out[row] = logs[logsAt + row] + (largest[largestAt + row] - x[xAt + row * n + (int) labels[labelsAt + row]]);
    }
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
    int halvings = 0;
    for (int part = k; part > RUN; part = part - part / 2) {
      halvings++;
    }
    double[] room = Heap.doubles((long) n * (halvings + (add ? 1 : 0)), "the sums of a product's halves"); // of one row for each halving, and one to add
    int sums = n * halvings;
    for (int i = 0; n > 0 && i < m; i++) {
      int row = outAt + i * outRow;
      if (add) {
        product(n, k, a, aAt + i * aRow, aColumn, b, bAt, bRow, bColumn, room, sums, room, 0);
        addScaled(1, room, sums, out, row, n);
      } else {
        product(n, k, a, aAt + i * aRow, aColumn, b, bAt, bRow, bColumn, out, row, room, 0);
      }
    }
  }

  /** Writes one row of the product; the second halves are kept in the room, from {@code roomAt} on. */
  private static void product(
      int n, int k, double[] a, int aAt, int aColumn, double[] b, int bAt, int bRow, int bColumn, double[] out, int outAt,
      double[] room, int roomAt) {
    if (k > RUN) {
      Interruption.check();
      int half = k / 2;
      product(n, half, a, aAt, aColumn, b, bAt, bRow, bColumn, out, outAt, room, roomAt);
      product(n, k - half, a, aAt + half * aColumn, aColumn, b, bAt + half * bRow, bRow, bColumn, room, roomAt, room, roomAt + n);
      addScaled(1, room, roomAt, out, outAt, n);
      return;
    }
    Arrays.fill(out, outAt, outAt + n, 0.0);
    for (int p = 0; p < k; p++) {
      addScaled(n, a[aAt + p * aColumn], b, bAt + p * bRow, bColumn, out, outAt);
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
      out[outAt + j] = sum(m, x, xAt + j, xRow);
    }
  }

  static boolean areModerate(double[] x, int xAt, int n) {
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(x[xAt + i] * x[xAt + i] * Precision.ROOM)) {
        return false;
      }
    }
    return true;
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
