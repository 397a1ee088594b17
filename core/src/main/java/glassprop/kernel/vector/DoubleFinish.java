// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * What becomes of the sums of a float64 product while they are in the first-level cache: to each column its bias is added, and what
 * isn't above the floor becomes the floor.
 */
final class DoubleFinish {
  private final double[] bias;
  private final int biasAt;
  private final double floor;

  DoubleFinish(double[] bias, int biasAt, double floor) {
    this.bias = bias;
    this.biasAt = biasAt;
    this.floor = floor;
  }

  /** Finishes m rows of n numbers of out, the first of which is in the given column of the whole. */
  void apply(int m, int n, int column, double[] out, int outAt, int outRow) {
    int whole = n - n % LANES;
    for (int j = 0; j < whole; j += LANES) {
      DoubleVector added = DoubleVector.fromArray(SPECIES, bias, biasAt + column + j);
      for (int i = 0; i < m; i++) {
        int at = outAt + i * outRow + j;
        finished(DoubleVector.fromArray(SPECIES, out, at).add(added)).intoArray(out, at);
      }
    }
    if (whole < n) {
      VectorMask<Double> lanes = SPECIES.indexInRange(whole, n);
      DoubleVector added = DoubleVector.fromArray(SPECIES, bias, biasAt + column + whole, lanes);
      for (int i = 0; i < m; i++) {
        int at = outAt + i * outRow + whole;
        finished(DoubleVector.fromArray(SPECIES, out, at, lanes).add(added)).intoArray(out, at, lanes);
      }
    }
  }

  /** Finishes the transpose of a product: n rows, one for each column, of m numbers without gaps. */
  void applyTurned(int n, int m, double[] columns) {
    for (int j = 0; j < n; j++) {
      double added = bias[biasAt + j];
      int i = j * m;
      for (; i <= (j + 1) * m - LANES; i += LANES) {
        finished(DoubleVector.fromArray(SPECIES, columns, i).add(added)).intoArray(columns, i);
      }
      for (; i < (j + 1) * m; i++) {
        double z = columns[i] + added;
        columns[i] = z <= floor ? floor : z;
      }
    }
  }

  private DoubleVector finished(DoubleVector z) {
    return z.blend(floor, z.compare(VectorOperators.LE, floor));
  }
}
