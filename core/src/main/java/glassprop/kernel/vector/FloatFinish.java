package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * What becomes of the sums of a float32 product while they are in the first-level cache: to each column its bias is added, and what
 * isn't above the floor becomes the floor.
 */
final class FloatFinish {
  private final float[] bias;
  private final int biasAt;
  private final float floor;

  FloatFinish(float[] bias, int biasAt, float floor) {
    this.bias = bias;
    this.biasAt = biasAt;
    this.floor = floor;
  }

  /** Finishes m rows of n numbers of out, the first of which is in the given column of the whole. */
  void apply(int m, int n, int column, float[] out, int outAt, int outRow) {
    int whole = n - n % LANES;
    for (int j = 0; j < whole; j += LANES) {
      FloatVector added = FloatVector.fromArray(SPECIES, bias, biasAt + column + j);
      for (int i = 0; i < m; i++) {
        int at = outAt + i * outRow + j;
        finished(FloatVector.fromArray(SPECIES, out, at).add(added)).intoArray(out, at);
      }
    }
    if (whole < n) {
      VectorMask<Float> lanes = SPECIES.indexInRange(whole, n);
      FloatVector added = FloatVector.fromArray(SPECIES, bias, biasAt + column + whole, lanes);
      for (int i = 0; i < m; i++) {
        int at = outAt + i * outRow + whole;
        finished(FloatVector.fromArray(SPECIES, out, at, lanes).add(added)).intoArray(out, at, lanes);
      }
    }
  }

  /** Finishes the transpose of a product: n rows, one for each column, of m numbers without gaps. */
  void applyTurned(int n, int m, float[] columns) {
    for (int j = 0; j < n; j++) {
      float added = bias[biasAt + j];
      int i = j * m;
      for (; i <= (j + 1) * m - LANES; i += LANES) {
        finished(FloatVector.fromArray(SPECIES, columns, i).add(added)).intoArray(columns, i);
      }
      for (; i < (j + 1) * m; i++) {
        float z = columns[i] + added;
        columns[i] = z <= floor ? floor : z;
      }
    }
  }

  private FloatVector finished(FloatVector z) {
    return z.blend(floor, z.compare(VectorOperators.LE, floor));
  }
}
