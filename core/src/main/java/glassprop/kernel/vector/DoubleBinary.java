// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * The elementwise functions of two numbers in float64: whole vectors, then one masked vector.
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
    switch (f) {
      case ADD -> add(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case SUBTRACT -> subtract(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case MULTIPLY -> multiply(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case DIVIDE -> divide(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case POWER -> Kernels.scalar().binary(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case MAXIMUM -> maximum(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case MINIMUM -> minimum(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
    }
  }

  private static void add(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      load(a, aAt, aStep, i).add(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
    if (i < n) {
      VectorMask<Double> rest = SPECIES.indexInRange(i, n);
      load(a, aAt, aStep, i, rest).add(load(b, bAt, bStep, i, rest)).intoArray(out, outAt + i, rest);
    }
  }

  private static void subtract(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      load(a, aAt, aStep, i).sub(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
    if (i < n) {
      VectorMask<Double> rest = SPECIES.indexInRange(i, n);
      load(a, aAt, aStep, i, rest).sub(load(b, bAt, bStep, i, rest)).intoArray(out, outAt + i, rest);
    }
  }

  private static void multiply(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      load(a, aAt, aStep, i).mul(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
    if (i < n) {
      VectorMask<Double> rest = SPECIES.indexInRange(i, n);
      load(a, aAt, aStep, i, rest).mul(load(b, bAt, bStep, i, rest)).intoArray(out, outAt + i, rest);
    }
  }

  private static void divide(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      load(a, aAt, aStep, i).div(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
    if (i < n) {
      VectorMask<Double> rest = SPECIES.indexInRange(i, n);
      load(a, aAt, aStep, i, rest).div(load(b, bAt, bStep, i, rest)).intoArray(out, outAt + i, rest);
    }
  }

  private static void maximum(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      load(a, aAt, aStep, i).max(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
    if (i < n) {
      VectorMask<Double> rest = SPECIES.indexInRange(i, n);
      load(a, aAt, aStep, i, rest).max(load(b, bAt, bStep, i, rest)).intoArray(out, outAt + i, rest);
    }
  }

  private static void minimum(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      load(a, aAt, aStep, i).min(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
    if (i < n) {
      VectorMask<Double> rest = SPECIES.indexInRange(i, n);
      load(a, aAt, aStep, i, rest).min(load(b, bAt, bStep, i, rest)).intoArray(out, outAt + i, rest);
    }
  }

  private static DoubleVector load(double[] x, int at, int step, int i) {
    return step == 0 ? DoubleVector.broadcast(SPECIES, x[at]) : DoubleVector.fromArray(SPECIES, x, at + i);
  }

  private static DoubleVector load(double[] x, int at, int step, int i, VectorMask<Double> lanes) {
    return step == 0 ? DoubleVector.broadcast(SPECIES, x[at]) : DoubleVector.fromArray(SPECIES, x, at + i, lanes);
  }
}
