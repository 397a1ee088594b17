// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel;

/** What the scalar and the vector kernels over float64 arrays have in common: plain loops that no vector makes faster. */
public interface DoubleKernels extends RealKernels<double[]> {
  @Override
  default double[] take(int length) {
    return Pool.doubles(length);
  }

  @Override
  default void giveBack(double[] taken) {
    Pool.giveBack(taken);
  }

  @Override
  default double[] number(double number) {
    return new double[] {number};
  }

  @Override
  default double get(double[] x, int at) {
    return x[at];
  }

  @Override
  default void set(double[] x, int at, double number) {
    x[at] = number;
  }

  @Override
  default double product(double[] x, int xAt, int n) {
    return DoubleLoops.product(x, xAt, n);
  }

  @Override
  default void recur(boolean goesOn, double[] a, int aAt, double[] b, int bAt, double[] last, double[] out, int outAt, int n) {
    DoubleLoops.recur(goesOn, a, aAt, b, bAt, last, out, outAt, n);
  }

  @Override
  default void addToLabels(int m, int n, double number, long[] labels, int labelsAt, double[] out, int outAt) {
    DoubleLoops.addToLabels(m, n, number, labels, labelsAt, out, outAt);
  }

  @Override
  default void surprises(
      int m, int n, double[] x, int xAt, long[] labels, int labelsAt, double[] largest, int largestAt, double[] logs, int logsAt,
      double[] out) {
    DoubleLoops.surprises(m, n, x, xAt, labels, labelsAt, largest, largestAt, logs, logsAt, out);
  }

  @Override
  default void pad(
      int rows, int columns, int top, int left, int m, int n,
      double[] x, int xAt, int xRow, int xColumn, double[] plane, int planeAt) {
    DoublePlanes.pad(rows, columns, top, left, m, n, x, xAt, xRow, xColumn, plane, planeAt);
  }

  @Override
  default void addPart(
      int columns, int top, int left, int m, int n,
      double[] plane, int planeAt, double[] out, int outAt, int outRow, int outColumn) {
    DoublePlanes.addPart(this, columns, top, left, m, n, plane, planeAt, out, outAt, outRow, outColumn);
  }

  @Override
  default void affine(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] bias, int biasAt, double floor, double[] out, int outAt, int outRow) {
    matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, false);
    DoubleLoops.finish(m, n, bias, biasAt, floor, out, outAt, outRow);
  }
}
