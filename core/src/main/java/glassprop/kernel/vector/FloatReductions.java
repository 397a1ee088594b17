package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.kernel.Precision;
import glassprop.kernel.Pool;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Sum, maximum and minimum in float32, with four vectors of partial results.
 *
 * <p>A sum is halved down to blocks, as in the scalar kernels: the error grows with log n. Lanes are added one by
 * one, since {@code reduceLanes} leaves the order open, and compiled code takes another than the interpreter. So are
 * the numbers that fill no vector, and short rows altogether: {@link FloatUnary} says why there is no mask.
 */
final class FloatReductions {
  /** Each lane adds this many numbers in the precision of the format. */
  private static final int ADDITIONS = 32;

  private static final int BLOCK = 4 * LANES * ADDITIONS;

  /** Sums of more numbers look for an interruption. */
  private static final int MANY = 1 << 16;

  /** The most rows whose columns are summed without halving. */
  private static final int ROWS = 4 * ADDITIONS;

  /** What a number that isn't moderate makes greater than four times the largest number of the format. */
  private static final float PRESSURE = (float) (4 * Math.sqrt(Float.MAX_VALUE) * Math.sqrt(Precision.ROOM));

  private FloatReductions() {}

  static double sum(float[] x, int xAt, int n) {
    if (n < LANES) {
      return sumOfFew(x, xAt, n);
    }
    if (n <= BLOCK) {
      return sumOfBlock(x, xAt, n);
    }
    if (n > MANY) {
      Interruption.check();
    }
    int half = n / 2 - n / 2 % (4 * LANES);
    return sum(x, xAt, half) + sum(x, xAt + half, n - half);
  }

  private static double sumOfFew(float[] x, int xAt, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xAt + i];
    }
    return sum;
  }

  private static double sumOfBlock(float[] x, int xAt, int n) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, 0.0f);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xAt + i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xAt + i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, xAt + i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, xAt + i + 3 * LANES));
    }
    for (; i <= n - LANES; i += LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xAt + i));
    }
    double sum = lanes(s0.add(s1).add(s2.add(s3)));
    for (; i < n; i++) {
      sum += x[xAt + i];
    }
    return sum;
  }

  private static double lanes(FloatVector v) {
    float[] lanes = v.toArray();
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  static boolean areFinite(float[] x, int xAt, int n) {
    return hasFiniteSum(x, xAt, n, 0.0f);
  }

  /** A sum that is finite, with these products, was made of moderate numbers; of one that isn't, each number is looked at. */
  static boolean areModerate(float[] x, int xAt, int n) {
    return hasFiniteSum(x, xAt, n, PRESSURE) || Kernels.scalar().floats().areModerate(x, xAt, n);
  }

  /**
   * Whether the sum of numbers times a factor is finite. If so, no product is above twice the largest number of the format, since what is
   * infinite or NaN stays so. Eight chains keep a processor at work that loads two vectors at a time.
   */
  private static boolean hasFiniteSum(float[] x, int xAt, int n, float factor) {
    FloatVector zero = FloatVector.broadcast(SPECIES, 0.0f);
    FloatVector times = FloatVector.broadcast(SPECIES, factor);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    FloatVector s4 = zero;
    FloatVector s5 = zero;
    FloatVector s6 = zero;
    FloatVector s7 = zero;
    int i = 0;
    for (; i <= n - 8 * LANES; i += 8 * LANES) {
      s0 = FloatVector.fromArray(SPECIES, x, xAt + i).fma(times, s0);
      s1 = FloatVector.fromArray(SPECIES, x, xAt + i + LANES).fma(times, s1);
      s2 = FloatVector.fromArray(SPECIES, x, xAt + i + 2 * LANES).fma(times, s2);
      s3 = FloatVector.fromArray(SPECIES, x, xAt + i + 3 * LANES).fma(times, s3);
      s4 = FloatVector.fromArray(SPECIES, x, xAt + i + 4 * LANES).fma(times, s4);
      s5 = FloatVector.fromArray(SPECIES, x, xAt + i + 5 * LANES).fma(times, s5);
      s6 = FloatVector.fromArray(SPECIES, x, xAt + i + 6 * LANES).fma(times, s6);
      s7 = FloatVector.fromArray(SPECIES, x, xAt + i + 7 * LANES).fma(times, s7);
    }
    for (; i <= n - LANES; i += LANES) {
      s0 = FloatVector.fromArray(SPECIES, x, xAt + i).fma(times, s0);
    }
    float rest = 0;
    for (; i < n; i++) {
      rest += x[xAt + i] * factor;
    }
    FloatVector sum = s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7)));
    return Float.isFinite(rest) && sum.mul(zero).compare(VectorOperators.EQ, zero).allTrue();
  }

  static float max(float[] x, int xAt, int n) {
    return n < LANES ? (float) Kernels.scalar().floats().max(x, xAt, n) : maxOfVectors(x, xAt, n);
  }

  private static float maxOfVectors(float[] x, int xAt, int n) {
    FloatVector m0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector m1 = m0;
    FloatVector m2 = m0;
    FloatVector m3 = m0;
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, xAt + i));
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, xAt + i + LANES));
      m2 = m2.max(FloatVector.fromArray(SPECIES, x, xAt + i + 2 * LANES));
      m3 = m3.max(FloatVector.fromArray(SPECIES, x, xAt + i + 3 * LANES));
    }
    for (; i <= n - LANES; i += LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, xAt + i));
    }
    float max = Float.NEGATIVE_INFINITY;
    for (float lane : m0.max(m1).max(m2.max(m3)).toArray()) {
      max = Math.max(max, lane);
    }
    for (; i < n; i++) {
      max = Math.max(max, x[xAt + i]);
    }
    return max;
  }

  static float min(float[] x, int xAt, int n) {
    return n < LANES ? (float) Kernels.scalar().floats().min(x, xAt, n) : minOfVectors(x, xAt, n);
  }

  private static float minOfVectors(float[] x, int xAt, int n) {
    FloatVector m0 = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    FloatVector m1 = m0;
    FloatVector m2 = m0;
    FloatVector m3 = m0;
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      m0 = m0.min(FloatVector.fromArray(SPECIES, x, xAt + i));
      m1 = m1.min(FloatVector.fromArray(SPECIES, x, xAt + i + LANES));
      m2 = m2.min(FloatVector.fromArray(SPECIES, x, xAt + i + 2 * LANES));
      m3 = m3.min(FloatVector.fromArray(SPECIES, x, xAt + i + 3 * LANES));
    }
    for (; i <= n - LANES; i += LANES) {
      m0 = m0.min(FloatVector.fromArray(SPECIES, x, xAt + i));
    }
    float min = Float.POSITIVE_INFINITY;
    for (float lane : m0.min(m1).min(m2.min(m3)).toArray()) {
      min = Math.min(min, lane);
    }
    for (; i < n; i++) {
      min = Math.min(min, x[xAt + i]);
    }
    return min;
  }

  /**
   * Sums of columns, a vector of columns at a time. Each has four partial sums, of every fourth row, which keep the adders
   * busy and the error low; long columns are halved.
   */
  static void columnSums(int m, int n, float[] x, int xAt, int xRow, float[] out, int outAt) {
    int whole = n - n % LANES;
    if (m > ROWS) {
      Interruption.check();
      int half = m / 2;
      columnSums(half, n, x, xAt, xRow, out, outAt);
      float[] rest = Pool.floats(n);
      columnSums(m - half, n, x, xAt + half * xRow, xRow, rest, 0);
      Kernels.scalar().floats().binary(BinaryFunction.ADD, out, outAt, 1, rest, 0, 1, out, outAt, n);
      Pool.giveBack(rest);
      return;
    }
    for (int j = 0; j < whole; j += LANES) {
      sumOfRows(m, x, xAt + j, xRow, out, outAt + j);
    }
    if (whole < n) {
      sumOfRows(n - whole, m, x, xAt + whole, xRow, out, outAt + whole);
    }
  }

  /** Writes the sums of a vector of columns: it gives none back, since a vector that leaves a method which is not inlined becomes an object. */
  private static void sumOfRows(int m, float[] x, int xAt, int xRow, float[] out, int outAt) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, 0.0f);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    int at = xAt;
    for (; i <= m - 4; i += 4) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, at));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, at + xRow));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, at + 2 * xRow));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, at + 3 * xRow));
      at += 4 * xRow;
    }
    for (; i < m; i++) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, at));
      at += xRow;
    }
    s0.add(s1).add(s2.add(s3)).intoArray(out, outAt);
  }

  /** Writes the sums of so few columns that they fill no vector. */
  private static void sumOfRows(int columns, int m, float[] x, int xAt, int xRow, float[] out, int outAt) {
    VectorMask<Float> lanes = SPECIES.indexInRange(0, columns);
    FloatVector s0 = FloatVector.broadcast(SPECIES, 0.0f);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    int at = xAt;
    for (; i <= m - 4; i += 4) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, at, lanes));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, at + xRow, lanes));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, at + 2 * xRow, lanes));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, at + 3 * xRow, lanes));
      at += 4 * xRow;
    }
    for (; i < m; i++) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, at, lanes));
      at += xRow;
    }
    s0.add(s1).add(s2.add(s3)).intoArray(out, outAt, lanes);
  }
}
