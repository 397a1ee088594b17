// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel;

/** The specification of {@link RealKernels} over float64 arrays: obvious loops, careful with rounding and special values. */
final class DoubleScalarKernels implements DoubleKernels {
  @Override
  public void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    DoubleUnaryLoops.apply(f, x, xAt, out, outAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f, double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    DoubleBinaryLoops.apply(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
  }

  @Override
  public double sum(double[] x, int xAt, int n) {
    return DoubleLoops.sum(x, xAt, n);
  }

  @Override
  public double max(double[] x, int xAt, int n) {
    return DoubleLoops.max(x, xAt, n);
  }

  @Override
  public double min(double[] x, int xAt, int n) {
    return DoubleLoops.min(x, xAt, n);
  }

  @Override
  public void pullback(
      UnaryFunction f, double[] y, int yAt, double[] ybar, int ybarAt, double[] out, int outAt, int n) {
    DoubleLoops.pullback(f, y, yAt, ybar, ybarAt, out, outAt, n);
  }

  @Override
  public boolean areFinite(double[] x, int xAt, int n) {
    return DoubleLoops.areFinite(x, xAt, n);
  }

  @Override
  public boolean areModerate(double[] x, int xAt, int n) {
    return DoubleLoops.areModerate(x, xAt, n);
  }

  @Override
  public void addScaled(double scale, double[] x, int xAt, double[] out, int outAt, int n) {
    DoubleLoops.addScaled(scale, x, xAt, out, outAt, n);
  }

  @Override
  public void columnSums(int m, int n, double[] x, int xAt, int xRow, double[] out, int outAt) {
    DoubleLoops.columnSums(m, n, x, xAt, xRow, out, outAt);
  }

  @Override
  public void matmul(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add) {
    DoubleLoops.matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add);
  }
}
