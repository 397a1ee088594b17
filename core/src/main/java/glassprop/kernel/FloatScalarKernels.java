package glassprop.kernel;

/** The specification of {@link RealKernels} over float32 arrays: obvious loops, careful with rounding and special values. */
final class FloatScalarKernels implements FloatKernels {
  @Override
  public void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    FloatUnaryLoops.apply(f, x, xAt, out, outAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    FloatBinaryLoops.apply(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
  }

  @Override
  public double sum(float[] x, int xAt, int n) {
    return FloatLoops.sum(x, xAt, n);
  }

  @Override
  public double max(float[] x, int xAt, int n) {
    return FloatLoops.max(x, xAt, n);
  }

  @Override
  public double min(float[] x, int xAt, int n) {
    return FloatLoops.min(x, xAt, n);
  }

  @Override
  public void pullback(
      UnaryFunction f, float[] y, int yAt, float[] ybar, int ybarAt, float[] out, int outAt, int n) {
    FloatLoops.pullback(f, y, yAt, ybar, ybarAt, out, outAt, n);
  }

  @Override
  public boolean areFinite(float[] x, int xAt, int n) {
    return FloatLoops.areFinite(x, xAt, n);
  }

  @Override
  public boolean areModerate(float[] x, int xAt, int n) {
    return FloatLoops.areModerate(x, xAt, n);
  }

  @Override
  public void addScaled(double scale, float[] x, int xAt, float[] out, int outAt, int n) {
    FloatLoops.addScaled((float) scale, x, xAt, out, outAt, n);
  }

  @Override
  public void columnSums(int m, int n, float[] x, int xAt, int xRow, float[] out, int outAt) {
    FloatLoops.columnSums(m, n, x, xAt, xRow, out, outAt);
  }

  @Override
  public void matmul(
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] out, int outAt, int outRow, boolean add) {
    FloatLoops.matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add);
  }
}
