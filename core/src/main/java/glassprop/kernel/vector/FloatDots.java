package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import glassprop.kernel.Interruption;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Dot products in float32 of one vector with many: the matrix–vector products whose matrix is contiguous along the
 * sum.
 *
 * <p>A tile of the general product would use one lane of each register here. The lanes run along the sum instead,
 * and are added one by one at the end of each block of numbers, in which a lane adds few: so the error stays low.
 */
final class FloatDots {
  /** Numbers in a block: each lane adds 32 products in the precision of the format. */
  private static final int BLOCK = 4 * LANES * 32;

  private FloatDots() {}

  /** {@code out[i·outStep] = Σₚ x[i·xStep + p] · y[p]} for i below count and p below k; or added to out. */
  static void dots(
      int count, int k, float[] x, int xAt, int xStep, float[] y, int yAt, float[] out, int outAt, int outStep,
      boolean add) {
    float[] lanes = new float[LANES];
    for (int i = 0; i < count; i++) {
      Interruption.check(i, k);
      int to = outAt + i * outStep;
      double sum = 0;
      for (int p = 0; p < k; p += BLOCK) {
        sum += dot(Math.min(BLOCK, k - p), x, xAt + i * xStep + p, y, yAt + p, lanes);
      }
      out[to] = (add ? out[to] : 0) + (float) sum;
    }
  }

  private static double dot(int k, float[] x, int xAt, float[] y, int yAt, float[] lanes) {
    // Made here: a constant from a field that flows into a loop would be kept as an object all the way.
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    int p = 0;
    for (; p <= k - 4 * LANES; p += 4 * LANES) {
      s0 = load(x, xAt + p).fma(load(y, yAt + p), s0);
      s1 = load(x, xAt + p + LANES).fma(load(y, yAt + p + LANES), s1);
      s2 = load(x, xAt + p + 2 * LANES).fma(load(y, yAt + p + 2 * LANES), s2);
      s3 = load(x, xAt + p + 3 * LANES).fma(load(y, yAt + p + 3 * LANES), s3);
    }
    for (; p <= k - LANES; p += LANES) {
      s0 = load(x, xAt + p).fma(load(y, yAt + p), s0);
    }
    if (p < k) {
      VectorMask<Float> rest = SPECIES.indexInRange(p, k);
      FloatVector last = FloatVector.fromArray(SPECIES, x, xAt + p, rest);
      s1 = last.fma(FloatVector.fromArray(SPECIES, y, yAt + p, rest), s1);
    }
    s0.add(s1).add(s2.add(s3)).intoArray(lanes, 0);
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }
}
