package glassprop.kernel.vector;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.FloatKernels;
import glassprop.kernel.UnaryFunction;

/** The kernels over float32 arrays on the widest SIMD registers that this JVM prefers. */
final class FloatVectorKernels implements FloatKernels {
  @Override
  public void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    FloatUnary.apply(f, x, xAt, out, outAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    FloatBinary.apply(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
  }

  @Override
  public double sum(float[] x, int xAt, int n) {
    return FloatReductions.sum(x, xAt, n);
  }

  @Override
  public double max(float[] x, int xAt, int n) {
    return FloatReductions.max(x, xAt, n);
  }

  @Override
  public double min(float[] x, int xAt, int n) {
    return FloatReductions.min(x, xAt, n);
  }

  @Override
  public void pullback(
      UnaryFunction f, float[] y, int yAt, float[] ybar, int ybarAt, float[] out, int outAt, int n) {
    FloatPullback.apply(f, y, yAt, ybar, ybarAt, out, outAt, n);
  }

  @Override
  public boolean areFinite(float[] x, int xAt, int n) {
    return FloatReductions.areFinite(x, xAt, n);
  }

  @Override
  public boolean areModerate(float[] x, int xAt, int n) {
    return FloatReductions.areModerate(x, xAt, n);
  }

  @Override
  public void addScaled(double scale, float[] x, int xAt, float[] out, int outAt, int n) {
    FloatBinary.addScaled((float) scale, x, xAt, out, outAt, n);
  }

  @Override
  public void columnSums(int m, int n, float[] x, int xAt, int xRow, float[] out, int outAt) {
    FloatReductions.columnSums(m, n, x, xAt, xRow, out, outAt);
  }

  @Override
  public void softmaxRows(
      int m, int n, float[] x, int xAt, float[] out, int outAt, float[] largest, int largestAt, float[] logs, int logsAt) {
    FloatSoftmax.rows(m, n, x, xAt, out, outAt, largest, largestAt, logs, logsAt);
  }

  @Override
  public void matmul(
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] out, int outAt, int outRow, boolean add) {
    FloatProduct.matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add);
  }

  @Override
  public void affine(
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] bias, int biasAt, double floor, float[] out, int outAt, int outRow) {
    FloatProduct.affine(
        m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, new FloatFinish(bias, biasAt, (float) floor), out, outAt, outRow);
  }
}
