package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.kernel.Pool;
import glassprop.kernel.UnaryFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * The softmax of many rows in float32, with the largest number max and ln Σ eˣ⁻ᵐᵃˣ of each.
 *
 * <p>Lanes are added by halves, in a fixed tree: {@code reduceLanes} leaves the order open.
 */
final class FloatSoftmax {
  private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, Math.min(8, LANES - 1), 1, true);
  private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, Math.min(4, LANES - 1), 1, true);
  private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, Math.min(2, LANES - 1), 1, true);
  private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, Math.min(1, LANES - 1), 1, true);

  /** Numbers in a short row, at most. The number of rows must not matter: threads share them. */
  private static final int SHORT = 16;

  /** Each lane adds this many numbers, at most, in the precision of the format. */
  private static final int BLOCK = 32 * LANES;

  private FloatSoftmax() {}

  static void rows(
      int m, int n, float[] x, int xAt, float[] out, int outAt, float[] largest, int largestAt, float[] logs, int logsAt) {
    if (n == 0) {
      Kernels.scalar().floats().softmaxRows(m, n, x, xAt, out, outAt, largest, largestAt, logs, logsAt);
      return;
    }
    if (n <= SHORT) {
      shortRows(m, n, x, xAt, out, outAt, largest, largestAt, logs, logsAt);
      return;
    }
    for (int i = 0; i < m; i++) {
      float max = max(x, xAt + i * n, n);
      largest[largestAt + i] = max;
      logs[logsAt + i] = (float) exponentials(x, xAt + i * n, max, out, outAt + i * n, n);
    }
    for (int i = 0; i < m; i++) {
      divide(out, outAt + i * n, logs[logsAt + i], n);
    }
    logarithms(m, logs, logsAt, largest, largestAt, logs, logsAt);
  }

  /** Short rows as columns, one row in each lane. Columns and sums are padded to whole vectors. */
  private static void shortRows(
      int m, int n, float[] x, int xAt, float[] out, int outAt, float[] largest, int largestAt, float[] logs, int logsAt) {
    int column = (m + LANES - 1) / LANES * LANES;
    int sums = n * column;
    float[] columns = Pool.floats(sums + column);
    FloatPacking.turn(m, n, x, xAt, n, 1, columns, 0, column);
    for (int i = 0; i < column; i += LANES) {
      FloatVector max = FloatVector.fromArray(SPECIES, columns, i);
      for (int j = i + column; j < sums; j += column) {
        max = max.max(FloatVector.fromArray(SPECIES, columns, j));
      }
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int j = i; j < sums; j += column) {
        FloatVector e = FloatElementary.exp(FloatVector.fromArray(SPECIES, columns, j).sub(max));
        e.intoArray(columns, j);
        sum = sum.add(e);
      }
      for (int j = i; j < sums; j += column) {
        FloatVector.fromArray(SPECIES, columns, j).div(sum).intoArray(columns, j);
      }
      max.intoArray(largest, largestAt + i, SPECIES.indexInRange(i, m));
      sum.intoArray(columns, sums + i);
    }
    FloatPacking.turn(n, m, columns, 0, column, 1, out, outAt, n);
    logarithms(m, columns, sums, largest, largestAt, logs, logsAt);
    Pool.giveBack(columns);
  }

  /** ln Σ eˣ⁻ᵐᵃˣ, or 0 where max is infinite, and says all. */
  private static void logarithms(
      int m, float[] sums, int sumsAt, float[] largest, int largestAt, float[] logs, int logsAt) {
    FloatUnary.apply(UnaryFunction.LOG, sums, sumsAt, logs, logsAt, m);
    for (int i = 0; i < m; i++) {
      logs[logsAt + i] = Float.isInfinite(largest[largestAt + i]) ? 0 : logs[logsAt + i];
    }
  }

  private static float max(float[] x, int xAt, int n) {
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      max = max.max(FloatVector.fromArray(SPECIES, x, xAt + i));
    }
    if (i < n) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      max = max.lanewise(VectorOperators.MAX, FloatVector.fromArray(SPECIES, x, xAt + i, lanes), lanes);
    }
    return max.reduceLanes(VectorOperators.MAX);
  }

  /** Writes e^(x − max) and gives the sum, of halves down to blocks: the error grows with log n. */
  private static double exponentials(float[] x, int xAt, float max, float[] out, int outAt, int n) {
    if (n <= BLOCK) {
      return exponentialsOfBlock(x, xAt, max, out, outAt, n);
    }
    Interruption.check();
    int half = n / 2 - n / 2 % LANES;
    return exponentials(x, xAt, max, out, outAt, half) + exponentials(x, xAt + half, max, out, outAt + half, n - half);
  }

  private static float exponentialsOfBlock(float[] x, int xAt, float max, float[] out, int outAt, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector shift = FloatVector.broadcast(SPECIES, max);
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      FloatVector e = FloatElementary.exp(FloatVector.fromArray(SPECIES, x, xAt + i, lanes).sub(shift));
      e.intoArray(out, outAt + i, lanes);
      sum = sum.add(e, lanes);
    }
    return sumOfLanes(sum);
  }

  private static void divide(float[] x, int xAt, float divisor, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      FloatVector.fromArray(SPECIES, x, xAt + i, lanes).div(divisor).intoArray(x, xAt + i, lanes);
    }
  }

  private static float sumOfLanes(FloatVector v) {
    FloatVector sum = v;
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
