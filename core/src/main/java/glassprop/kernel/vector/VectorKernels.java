package glassprop.kernel.vector;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;

/** The kernels on the widest SIMD registers that this JVM prefers. */
public final class VectorKernels implements Kernels {
  /** For {@code Kernels.best()}, which finds this class by name. */
  public VectorKernels() {}

  @Override
  public String description() {
    return "vector, " + FloatSeries.SPECIES.vectorBitSize() + " bit";
  }

  @Override
  public void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    FloatUnary.apply(f, x, xAt, out, outAt, n);
  }

  @Override
  public void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    DoubleUnary.apply(f, x, xAt, out, outAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    FloatBinary.apply(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f,
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    DoubleBinary.apply(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
  }

  @Override
  public float sum(float[] x, int xAt, int n) {
    return (float) FloatReductions.sum(x, xAt, n);
  }

  @Override
  public double sum(double[] x, int xAt, int n) {
    return DoubleReductions.sum(x, xAt, n);
  }

  @Override
  public float max(float[] x, int xAt, int n) {
    return FloatReductions.max(x, xAt, n);
  }

  @Override
  public double max(double[] x, int xAt, int n) {
    return DoubleReductions.max(x, xAt, n);
  }

  @Override
  public float min(float[] x, int xAt, int n) {
    return FloatReductions.min(x, xAt, n);
  }

  @Override
  public double min(double[] x, int xAt, int n) {
    return DoubleReductions.min(x, xAt, n);
  }

  @Override
  public void matmul(
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] out, int outAt, int outRow) {
    FloatProduct.matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow);
  }

  @Override
  public void matmul(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow) {
    DoubleProduct.matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow);
  }
}
