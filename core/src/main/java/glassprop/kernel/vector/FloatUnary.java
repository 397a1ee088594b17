package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The elementwise functions of one number in float32, in whole vectors.
 *
 * <p>Each function has its own loop, although they look alike: passing the function into one loop takes an indirect
 * call and a boxed vector per step, as soon as the JVM has seen three functions go through.
 *
 * <p>Numbers left over go to the scalar loop where it gives the same bits: short rows never meet the Vector API,
 * which boxes every vector until C2 has compiled its caller, and C2's queue is long at the start. The transcendental
 * functions, which do differ in the last bit, take a mask at every step instead, so that the result for a number
 * doesn't depend on its place. They are inlined once only: with a second copy for the tail C2 gives up inlining
 * (NodeCountInliningCutoff), and boxes.
 */
final class FloatUnary {
  private static final float[] NONE = {};

  private FloatUnary() {}

  static void apply(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    int whole = n - n % LANES;
    switch (f) {
      case EXP -> exp(x, xAt, out, outAt, n);
      case LOG -> log(x, xAt, out, outAt, n);
      case SIN -> sine(f, 0, x, xAt, out, outAt, n);
      case COS -> sine(f, 1, x, xAt, out, outAt, n);
      case TANH -> tanh(x, xAt, out, outAt, n);
      case SIGMOID -> sigmoid(x, xAt, out, outAt, n);
      case SOFTPLUS -> softplus(x, xAt, out, outAt, n);
      case NEGATE, ABS, SIGN, STEP, SQUARE, RECIPROCAL, SQRT, RELU -> {
        if (whole > 0) {
          exact(f, x, xAt, out, outAt, whole);
        }
        if (whole < n) {
          Kernels.scalar().floats().unary(f, x, xAt + whole, out, outAt + whole, n - whole);
        }
      }
    }
  }

  /** The functions whose result has one right rounding; n is a multiple of LANES. */
  private static void exact(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    switch (f) {
      case NEGATE -> negate(x, xAt, out, outAt, n);
      case ABS -> abs(x, xAt, out, outAt, n);
      case SIGN -> sign(x, xAt, out, outAt, n);
      case STEP -> step(x, xAt, out, outAt, n);
      case SQUARE -> square(x, xAt, out, outAt, n);
      case RECIPROCAL -> reciprocal(x, xAt, out, outAt, n);
      case SQRT -> sqrt(x, xAt, out, outAt, n);
      case RELU -> relu(x, xAt, out, outAt, n);
      case EXP, LOG, SIN, COS, TANH, SIGMOID, SOFTPLUS -> throw new IllegalArgumentException("not exact: " + f);
    }
  }

  private static void negate(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xAt + i).neg().intoArray(out, outAt + i);
    }
  }

  private static void abs(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xAt + i).abs().intoArray(out, outAt + i);
    }
  }

  private static void sign(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      sign(FloatVector.fromArray(SPECIES, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void step(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      step(FloatVector.fromArray(SPECIES, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void square(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      v.mul(v).intoArray(out, outAt + i);
    }
  }

  private static void reciprocal(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatSeries.ONE.div(FloatVector.fromArray(SPECIES, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void sqrt(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xAt + i).sqrt().intoArray(out, outAt + i);
    }
  }

  private static void exp(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      FloatElementary.exp(FloatVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void log(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      FloatElementary.log(FloatVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void tanh(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      FloatElementary.tanh(FloatVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void sigmoid(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      FloatElementary.sigmoid(FloatVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void softplus(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      FloatElementary.softplus(FloatVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void relu(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      v.blend(0.0f, v.compare(VectorOperators.LE, 0.0f)).intoArray(out, outAt + i);
    }
  }

  /** sin (0 quarter turns) and cos (1); each angle too large to be reduced here, and no other, goes to the scalar function. */
  private static void sine(
      UnaryFunction f, int quarterTurns, float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i, lanes);
      float[] angles = v.abs().compare(VectorOperators.GT, FloatSeries.LARGEST_ANGLE).anyTrue() ? v.toArray() : NONE;
      FloatElementary.sine(v, quarterTurns).intoArray(out, outAt + i, lanes);
      for (int lane = 0; lane < angles.length && i + lane < n; lane++) {
        if (Math.abs(angles[lane]) > FloatSeries.LARGEST_ANGLE) {
          Kernels.scalar().floats().unary(f, angles, lane, out, outAt + i + lane, 1);
        }
      }
    }
  }

  private static FloatVector sign(FloatVector x) {
    return x.blend(FloatElementary.withSignOf(x, FloatSeries.ONE), x.abs().compare(VectorOperators.GT, 0.0f));
  }

  private static FloatVector step(FloatVector x) {
    return x.blend(0.0f, x.compare(VectorOperators.LE, 0.0f)).blend(1.0f, x.compare(VectorOperators.GT, 0.0f));
  }
}
