// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.ONE;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** ȳ·f′ in float64, with the slope taken from y = f(x): in whole vectors, and the rest by the scalar loop, to the same bits. */
final class DoublePullback {
  private DoublePullback() {}

  static void apply(
      UnaryFunction f, double[] y, int yAt, double[] ybar, int ybarAt, double[] out, int outAt, int n) {
    int whole = n - n % LANES;
    if (whole > 0) {
      switch (f) {
        case RELU -> relu(y, yAt, ybar, ybarAt, out, outAt, whole);
        case SIGMOID -> sigmoid(y, yAt, ybar, ybarAt, out, outAt, whole);
        case TANH -> tanh(y, yAt, ybar, ybarAt, out, outAt, whole);
        case NEGATE, ABS, SIGN, STEP, SQUARE, RECIPROCAL, SQRT, EXP, LOG, SIN, COS, SOFTPLUS ->
            Kernels.scalar().doubles().pullback(f, y, yAt, ybar, ybarAt, out, outAt, whole);
      }
    }
    if (whole < n) {
      Kernels.scalar().doubles().pullback(f, y, yAt + whole, ybar, ybarAt + whole, out, outAt + whole, n - whole);
    }
  }

  private static void relu(double[] y, int yAt, double[] ybar, int ybarAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
      DoubleVector step = v.blend(0.0, v.compare(VectorOperators.LE, 0.0)).blend(1.0, v.compare(VectorOperators.GT, 0.0));
      DoubleVector.fromArray(SPECIES, ybar, ybarAt + i).mul(step).intoArray(out, outAt + i);
    }
  }

  private static void sigmoid(double[] y, int yAt, double[] ybar, int ybarAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
      DoubleVector.fromArray(SPECIES, ybar, ybarAt + i).mul(v.mul(ONE.sub(v))).intoArray(out, outAt + i);
    }
  }

  private static void tanh(double[] y, int yAt, double[] ybar, int ybarAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
      DoubleVector.fromArray(SPECIES, ybar, ybarAt + i).mul(ONE.sub(v.mul(v))).intoArray(out, outAt + i);
    }
  }
}
