package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.ONE;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** ȳ·f′ in float32, with the slope taken from y = f(x): in whole vectors, and the rest by the scalar loop, to the same bits. */
final class FloatPullback {
  private FloatPullback() {}

  static void apply(
      UnaryFunction f, float[] y, int yAt, float[] ybar, int ybarAt, float[] out, int outAt, int n) {
    int whole = n - n % LANES;
    if (whole > 0) {
      switch (f) {
        case RELU -> relu(y, yAt, ybar, ybarAt, out, outAt, whole);
        case SIGMOID -> sigmoid(y, yAt, ybar, ybarAt, out, outAt, whole);
        case TANH -> tanh(y, yAt, ybar, ybarAt, out, outAt, whole);
        case NEGATE, ABS, SIGN, STEP, SQUARE, RECIPROCAL, SQRT, EXP, LOG, SIN, COS, SOFTPLUS ->
            Kernels.scalar().floats().pullback(f, y, yAt, ybar, ybarAt, out, outAt, whole);
      }
    }
    if (whole < n) {
      Kernels.scalar().floats().pullback(f, y, yAt + whole, ybar, ybarAt + whole, out, outAt + whole, n - whole);
    }
  }

  private static void relu(float[] y, int yAt, float[] ybar, int ybarAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
      FloatVector step = v.blend(0.0f, v.compare(VectorOperators.LE, 0.0f)).blend(1.0f, v.compare(VectorOperators.GT, 0.0f));
      FloatVector.fromArray(SPECIES, ybar, ybarAt + i).mul(step).intoArray(out, outAt + i);
    }
  }

  private static void sigmoid(float[] y, int yAt, float[] ybar, int ybarAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
      FloatVector.fromArray(SPECIES, ybar, ybarAt + i).mul(v.mul(ONE.sub(v))).intoArray(out, outAt + i);
    }
  }

  private static void tanh(float[] y, int yAt, float[] ybar, int ybarAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
      FloatVector.fromArray(SPECIES, ybar, ybarAt + i).mul(ONE.sub(v.mul(v))).intoArray(out, outAt + i);
    }
  }
}
