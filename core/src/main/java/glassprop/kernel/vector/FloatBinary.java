package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import jdk.incubator.vector.FloatVector;

/**
 * The elementwise functions of two numbers in float32: whole vectors, then the scalar loop, which gives the same bits
 * ({@link FloatUnary} says why there is no mask).
 *
 * <p>An operand with step 0 is one number for all lanes. A power goes to the scalar loop: aᵇ to the last bit needs
 * ln a in twice the precision, and networks hardly ever take it (squares have their own function).
 */
final class FloatBinary {
  private FloatBinary() {}

  static void apply(
      BinaryFunction f,
      float[] a, int aAt, int aStep,
      float[] b, int bAt, int bStep,
      float[] out, int outAt, int n) {
    int whole = f == BinaryFunction.POWER ? 0 : n - n % LANES;
    if (whole > 0) {
      wholeVectors(f, a, aAt, aStep, b, bAt, bStep, out, outAt, whole);
    }
    if (whole < n) {
      Kernels.scalar().floats().binary(
          f, a, aAt + whole * aStep, aStep, b, bAt + whole * bStep, bStep, out, outAt + whole, n - whole);
    }
  }

  private static void wholeVectors(
      BinaryFunction f,
      float[] a, int aAt, int aStep,
      float[] b, int bAt, int bStep,
      float[] out, int outAt, int n) {
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
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).add(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void subtract(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).sub(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void multiply(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).mul(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void divide(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).div(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void maximum(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).max(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void minimum(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).min(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  /** {@code out[i] += scale · x[i]}. */
  static void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int n) {
    int whole = n - n % LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, out, outAt + i)
          .add(FloatVector.fromArray(SPECIES, x, xAt + i).mul(scale))
          .intoArray(out, outAt + i);
    }
    for (int i = whole; i < n; i++) {
      out[outAt + i] += scale * x[xAt + i];
    }
  }

  private static FloatVector load(float[] x, int at, int step, int i) {
    return step == 0 ? FloatVector.broadcast(SPECIES, x[at]) : FloatVector.fromArray(SPECIES, x, at + i);
  }
}
