// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.DoubleKernels;
import glassprop.kernel.UnaryFunction;

/** The kernels over float64 arrays on the widest SIMD registers that this JVM prefers. */
final class DoubleVectorKernels implements DoubleKernels {
  @Override
  public void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    DoubleUnary.apply(f, x, xAt, out, outAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f, double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    DoubleBinary.apply(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
  }

  @Override
  public double sum(double[] x, int xAt, int n) {
    return DoubleReductions.sum(x, xAt, n);
  }

  @Override
  public double max(double[] x, int xAt, int n) {
    return DoubleReductions.max(x, xAt, n);
  }

  @Override
  public double min(double[] x, int xAt, int n) {
    return DoubleReductions.min(x, xAt, n);
  }

  @Override
  public void pullback(
      UnaryFunction f, double[] y, int yAt, double[] ybar, int ybarAt, double[] out, int outAt, int n) {
    DoublePullback.apply(f, y, yAt, ybar, ybarAt, out, outAt, n);
  }

  @Override
  public boolean areFinite(double[] x, int xAt, int n) {
    return DoubleReductions.areFinite(x, xAt, n);
  }

  @Override
  public boolean areModerate(double[] x, int xAt, int n) {
    return DoubleReductions.areModerate(x, xAt, n);
  }

  @Override
  public void addScaled(double scale, double[] x, int xAt, double[] out, int outAt, int n) {
    DoubleBinary.addScaled(scale, x, xAt, out, outAt, n);
  }

  @Override
  public void columnSums(int m, int n, double[] x, int xAt, int xRow, double[] out, int outAt) {
    DoubleReductions.columnSums(m, n, x, xAt, xRow, out, outAt);
  }

  @Override
  public void softmaxRows(
      int m, int n, double[] x, int xAt, double[] out, int outAt, double[] largest, int largestAt, double[] logs, int logsAt) {
    DoubleSoftmax.rows(m, n, x, xAt, out, outAt, largest, largestAt, logs, logsAt);
  }

  @Override
  public void matmul(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add) {
    DoubleProduct.matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add);
  }

  @Override
  public void affine(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] bias, int biasAt, double floor, double[] out, int outAt, int outRow) {
    DoubleProduct.affine(
        m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, new DoubleFinish(bias, biasAt, floor), out, outAt, outRow);
  }
}
