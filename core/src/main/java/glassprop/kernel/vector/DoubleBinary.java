// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import jdk.incubator.vector.DoubleVector;

/**
 * The elementwise functions of two numbers in float64: whole vectors, then the scalar loop, which gives the same bits
 * ({@link DoubleUnary} says why there is no mask).
 *
 * <p>An operand with step 0 is one number for all lanes. A power goes to the scalar loop: aᵇ to the last bit needs
 * ln a in twice the precision, and networks hardly ever take it (squares have their own function).
 */
final class DoubleBinary {
  private DoubleBinary() {}

  static void apply(
      BinaryFunction f,
      double[] a, int aAt, int aStep,
      double[] b, int bAt, int bStep,
      double[] out, int outAt, int n) {
    int whole = f == BinaryFunction.POWER ? 0 : n - n % LANES;
    if (whole > 0) {
      wholeVectors(f, a, aAt, aStep, b, bAt, bStep, out, outAt, whole);
    }
    if (whole < n) {
      Kernels.scalar().doubles().binary(
          f, a, aAt + whole * aStep, aStep, b, bAt + whole * bStep, bStep, out, outAt + whole, n - whole);
    }
  }

  private static void wholeVectors(
      BinaryFunction f,
      double[] a, int aAt, int aStep,
      double[] b, int bAt, int bStep,
      double[] out, int outAt, int n) {
    switch (f) {
      case ADD -> add(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case SUBTRACT -> subtract(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case MULTIPLY -> multiply(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case DIVIDE -> divide(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case MAXIMUM -> maximum(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case MINIMUM -> minimum(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case POWER -> throw new IllegalArgumentException("a power is scalar");
    }
  }

  private static void add(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).add(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void subtract(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).sub(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void multiply(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).mul(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void divide(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).div(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void maximum(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).max(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void minimum(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).min(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  /** {@code out[i] += scale · x[i]}. */
  static void addScaled(double scale, double[] x, int xAt, double[] out, int outAt, int n) {
    int whole = n - n % LANES;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector.fromArray(SPECIES, out, outAt + i)
          .add(DoubleVector.fromArray(SPECIES, x, xAt + i).mul(scale))
          .intoArray(out, outAt + i);
    }
    for (int i = whole; i < n; i++) {
      out[outAt + i] += scale * x[xAt + i];
    }
  }

  private static DoubleVector load(double[] x, int at, int step, int i) {
    return step == 0 ? DoubleVector.broadcast(SPECIES, x[at]) : DoubleVector.fromArray(SPECIES, x, at + i);
  }
}
