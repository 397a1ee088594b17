package glassprop.kernel;

import java.util.Arrays;

/** Reductions and the matrix product in float32, in plain loops. */
final class FloatLoops {
  /** Up to this many numbers a sum is taken left to right; longer ones are halved: the error grows with log n instead of n. */
  private static final int RUN = 64;

  private FloatLoops() {}

  static double sum(float[] x, int xAt, int n) {
    return sum(n, x, xAt, 1);
  }

  /** The sum of n numbers that lie a step apart. The accumulator of a run is a float64 in either dtype. */
  private static double sum(int n, float[] x, int xAt, int step) {
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

  static float max(float[] x, int xAt, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[xAt + i]);
    }
    return max;
  }

  static float min(float[] x, int xAt, int n) {
    float min = Float.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      min = Math.min(min, x[xAt + i]);
    }
    return min;
  }

  static double product(float[] x, int xAt, int n) {
    double product = 1;
    for (int i = 0; i < n; i++) {
      Interruption.check(i, 1);
      product *= x[xAt + i];
    }
    return product;
  }

  static void recur(boolean goesOn, float[] a, int aAt, float[] b, int bAt, double[] last, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      last[i] = goesOn ? a[aAt + i] * last[i] + b[bAt + i] : b[bAt + i];
      out[outAt + i] = (float) last[i];
    }
  }

  static void addToLabels(int m, int n, float number, long[] labels, int labelsAt, float[] out, int outAt) {
    for (int row = 0; row < m; row++) {
      out[outAt + row * n + (int) labels[labelsAt + row]] += number;
    }
  }

  /** The difference from the largest number comes first: what is small beside that number stays. */
  static void surprisals(
      int m, int n, float[] x, int xAt, long[] labels, int labelsAt, float[] largest, int largestAt, float[] logs, int logsAt,
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
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] out, int outAt, int outRow, boolean add) {
    int halvings = 0;
    for (int part = k; part > RUN; part = part - part / 2) {
      halvings++;
    }
    float[] room = Heap.floats((long) n * (halvings + (add ? 1 : 0)), "the sums of a product's halves"); // of one row for each halving, and one to add
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
      int n, int k, float[] a, int aAt, int aColumn, float[] b, int bAt, int bRow, int bColumn, float[] out, int outAt,
      float[] room, int roomAt) {
    if (k > RUN) {
      Interruption.check();
      int half = k / 2;
      product(n, half, a, aAt, aColumn, b, bAt, bRow, bColumn, out, outAt, room, roomAt);
      product(n, k - half, a, aAt + half * aColumn, aColumn, b, bAt + half * bRow, bRow, bColumn, room, roomAt, room, roomAt + n);
      addScaled(1, room, roomAt, out, outAt, n);
      return;
    }
    Arrays.fill(out, outAt, outAt + n, 0.0f);
    for (int p = 0; p < k; p++) {
      addScaled(n, a[aAt + p * aColumn], b, bAt + p * bRow, bColumn, out, outAt);
    }
  }

  private static void addScaled(int n, float scale, float[] b, int bAt, int bColumn, float[] out, int outAt) {
    for (int j = 0; j < n; j++) {
      out[outAt + j] += scale * b[bAt + j * bColumn];
    }
  }

  static void finish(int m, int n, float[] bias, int biasAt, float floor, float[] out, int outAt, int outRow) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = outAt + i * outRow + j;
        float z = out[at] + bias[biasAt + j];
        out[at] = z <= floor ? floor : z;
      }
    }
  }

  /** The slopes as their terms have them: 0·∞ is NaN, and so is the slope at NaN. */
  static void pullback(
      UnaryFunction f, float[] y, int yAt, float[] ybar, int ybarAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      float value = y[yAt + i];
      float slope =
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

  static void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] += scale * x[xAt + i];
    }
  }

  static void columnSums(int m, int n, float[] x, int xAt, int xRow, float[] out, int outAt) {
    for (int j = 0; j < n; j++) {
      out[outAt + j] = (float) sum(m, x, xAt + j, xRow);
    }
  }

  static boolean areModerate(float[] x, int xAt, int n) {
    for (int i = 0; i < n; i++) {
      if (!Float.isFinite(x[xAt + i] * x[xAt + i] * Precision.ROOM)) {
        return false;
      }
    }
    return true;
  }

  static boolean areFinite(float[] x, int xAt, int n) {
    for (int i = 0; i < n; i++) {
      if (!Float.isFinite(x[xAt + i])) {
        return false;
      }
    }
    return true;
  }
}
