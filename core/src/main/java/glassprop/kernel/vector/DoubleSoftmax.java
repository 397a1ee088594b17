// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import glassprop.kernel.Kernels;
import glassprop.kernel.Pool;
import glassprop.kernel.UnaryFunction;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * The softmax of many rows in float64, with ln Σ eˣ of each.
 *
 * <p>Lanes are added by halves, in a fixed tree: {@code reduceLanes} leaves the order open.
 */
final class DoubleSoftmax {
  private static final VectorShuffle<Double> BY_8 = VectorShuffle.iota(SPECIES, Math.min(8, LANES - 1), 1, true);
  private static final VectorShuffle<Double> BY_4 = VectorShuffle.iota(SPECIES, Math.min(4, LANES - 1), 1, true);
  private static final VectorShuffle<Double> BY_2 = VectorShuffle.iota(SPECIES, Math.min(2, LANES - 1), 1, true);
  private static final VectorShuffle<Double> BY_1 = VectorShuffle.iota(SPECIES, Math.min(1, LANES - 1), 1, true);

  private DoubleSoftmax() {}

  static void rows(int m, int n, double[] x, int xAt, double[] out, int outAt, double[] logs, int logsAt) {
    if (n == 0) {
      Kernels.scalar().softmaxRows(m, n, x, xAt, out, outAt, logs, logsAt);
      return;
    }
    double[] largest = Pool.doubles(m);
    if (2 * n <= LANES) {
      shortRows(m, n, x, xAt, out, outAt, largest, logs, logsAt);
    } else {
      for (int i = 0; i < m; i++) {
        double max = max(x, xAt + i * n, n);
        largest[i] = max;
        logs[logsAt + i] = exponentials(x, xAt + i * n, max, out, outAt + i * n, n);
      }
      for (int i = 0; i < m; i++) {
        divide(out, outAt + i * n, logs[logsAt + i], n);
      }
    }
    DoubleUnary.apply(UnaryFunction.LOG, logs, logsAt, logs, logsAt, m);
    for (int i = 0; i < m; i++) {
      logs[logsAt + i] = Double.isInfinite(largest[i]) ? largest[i] : logs[logsAt + i] + largest[i];
    }
    Pool.giveBack(largest);
  }

  /** Rows of which at least two fill a vector: only exponentials are worth vectors, and those are taken of all rows at once. */
  private static void shortRows(
      int m, int n, double[] x, int xAt, double[] out, int outAt, double[] largest, double[] sums, int sumsAt) {
    for (int i = 0; i < m; i++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int j = i * n; j < i * n + n; j++) {
        max = Math.max(max, x[xAt + j]);
      }
      largest[i] = max;
      for (int j = i * n; j < i * n + n; j++) {
        out[outAt + j] = x[xAt + j] - max;
      }
    }
    DoubleUnary.apply(UnaryFunction.EXP, out, outAt, out, outAt, m * n);
    for (int i = 0; i < m; i++) {
      double sum = 0;
      for (int j = i * n; j < i * n + n; j++) {
        sum += out[outAt + j];
      }
      sums[sumsAt + i] = sum;
      for (int j = i * n; j < i * n + n; j++) {
        out[outAt + j] /= sum;
      }
    }
  }

  private static double max(double[] x, int xAt, int n) {
    DoubleVector max = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      max = max.max(DoubleVector.fromArray(SPECIES, x, xAt + i));
    }
    if (i < n) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      max = max.lanewise(VectorOperators.MAX, DoubleVector.fromArray(SPECIES, x, xAt + i, lanes), lanes);
    }
    return max.reduceLanes(VectorOperators.MAX);
  }

  /** Writes e^(x − max) and gives the sum. */
  private static double exponentials(double[] x, int xAt, double max, double[] out, int outAt, int n) {
    DoubleVector sum = DoubleVector.zero(SPECIES);
    DoubleVector shift = DoubleVector.broadcast(SPECIES, max);
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      DoubleVector e = DoubleElementary.exp(DoubleVector.fromArray(SPECIES, x, xAt + i, lanes).sub(shift));
      e.intoArray(out, outAt + i, lanes);
      sum = sum.add(e, lanes);
    }
    return sumOfLanes(sum);
  }

  private static void divide(double[] x, int xAt, double divisor, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      DoubleVector.fromArray(SPECIES, x, xAt + i, lanes).div(divisor).intoArray(x, xAt + i, lanes);
    }
  }

  private static double sumOfLanes(DoubleVector v) {
    DoubleVector sum = v;
    if (LANES >= 16) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (LANES >= 8) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    if (LANES >= 4) {
      sum = sum.add(sum.rearrange(BY_2));
    }
    if (LANES >= 2) {
      sum = sum.add(sum.rearrange(BY_1));
    }
    return sum.lane(0);
  }
}
