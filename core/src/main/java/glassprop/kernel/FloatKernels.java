package glassprop.kernel;

/** What the scalar and the vector kernels over float32 arrays have in common: plain loops that no vector makes faster. */
public interface FloatKernels extends RealKernels<float[]> {
  @Override
  default float[] take(int length) {
    return Pool.floats(length);
  }

  @Override
  default void giveBack(float[] taken) {
    Pool.giveBack(taken);
  }

  @Override
  default float[] number(double number) {
    return new float[] {(float) number};
  }

  @Override
  default double get(float[] x, int at) {
    return x[at];
  }

  @Override
  default void set(float[] x, int at, double number) {
    x[at] = (float) number;
  }

  @Override
  default double product(float[] x, int xAt, int n) {
    return FloatLoops.product(x, xAt, n);
  }

  @Override
  default void recur(boolean goesOn, float[] a, int aAt, float[] b, int bAt, double[] last, float[] out, int outAt, int n) {
    FloatLoops.recur(goesOn, a, aAt, b, bAt, last, out, outAt, n);
  }

  @Override
  default void addToLabels(int m, int n, double number, long[] labels, int labelsAt, float[] out, int outAt) {
    FloatLoops.addToLabels(m, n, (float) number, labels, labelsAt, out, outAt);
  }

  @Override
  default void surprisals(
      int m, int n, float[] x, int xAt, long[] labels, int labelsAt, float[] largest, int largestAt, float[] logs, int logsAt,
      double[] out) {
    FloatLoops.surprisals(m, n, x, xAt, labels, labelsAt, largest, largestAt, logs, logsAt, out);
  }

  @Override
  default void pad(
      int rows, int columns, int top, int left, int m, int n,
      float[] x, int xAt, int xRow, int xColumn, float[] plane, int planeAt) {
    FloatPlanes.pad(rows, columns, top, left, m, n, x, xAt, xRow, xColumn, plane, planeAt);
  }

  @Override
  default void addPart(
      int columns, int top, int left, int m, int n,
      float[] plane, int planeAt, float[] out, int outAt, int outRow, int outColumn) {
    FloatPlanes.addPart(this, columns, top, left, m, n, plane, planeAt, out, outAt, outRow, outColumn);
  }

  @Override
  default void affine(
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] bias, int biasAt, double floor, float[] out, int outAt, int outRow) {
    matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, false);
    FloatLoops.finish(m, n, bias, biasAt, (float) floor, out, outAt, outRow);
  }
}
