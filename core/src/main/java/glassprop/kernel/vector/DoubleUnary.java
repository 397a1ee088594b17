// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The elementwise functions of one number in float64, in whole vectors.
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
final class DoubleUnary {
  private static final double[] NONE = {};

  private DoubleUnary() {}

  static void apply(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
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
          Kernels.scalar().doubles().unary(f, x, xAt + whole, out, outAt + whole, n - whole);
        }
      }
    }
  }

  /** The functions whose result has one right rounding; n is a multiple of LANES. */
  private static void exact(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
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

  private static void negate(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xAt + i).neg().intoArray(out, outAt + i);
    }
  }

  private static void abs(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xAt + i).abs().intoArray(out, outAt + i);
    }
  }

  private static void sign(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      sign(DoubleVector.fromArray(SPECIES, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void step(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      step(DoubleVector.fromArray(SPECIES, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void square(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      v.mul(v).intoArray(out, outAt + i);
    }
  }

  private static void reciprocal(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleSeries.ONE.div(DoubleVector.fromArray(SPECIES, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void sqrt(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xAt + i).sqrt().intoArray(out, outAt + i);
    }
  }

  private static void exp(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      DoubleElementary.exp(DoubleVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void log(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      DoubleElementary.log(DoubleVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void tanh(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      DoubleElementary.tanh(DoubleVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void sigmoid(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      DoubleElementary.sigmoid(DoubleVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void softplus(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      DoubleElementary.softplus(DoubleVector.fromArray(SPECIES, x, xAt + i, lanes)).intoArray(out, outAt + i, lanes);
    }
  }

  private static void relu(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      v.blend(0.0, v.compare(VectorOperators.LE, 0.0)).intoArray(out, outAt + i);
    }
  }

  /** sin (0 quarter turns) and cos (1); each angle too large to be reduced here, and no other, goes to the scalar function. */
  private static void sine(
      UnaryFunction f, int quarterTurns, double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(i, n);
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i, lanes);
      double[] angles = v.abs().compare(VectorOperators.GT, DoubleSeries.LARGEST_ANGLE).anyTrue() ? v.toArray() : NONE;
      DoubleElementary.sine(v, quarterTurns).intoArray(out, outAt + i, lanes);
      for (int lane = 0; lane < angles.length && i + lane < n; lane++) {
        if (Math.abs(angles[lane]) > DoubleSeries.LARGEST_ANGLE) {
          Kernels.scalar().doubles().unary(f, angles, lane, out, outAt + i + lane, 1);
        }
      }
    }
  }

  private static DoubleVector sign(DoubleVector x) {
    return x.blend(DoubleElementary.withSignOf(x, DoubleSeries.ONE), x.abs().compare(VectorOperators.GT, 0.0));
  }

  private static DoubleVector step(DoubleVector x) {
    return x.blend(0.0, x.compare(VectorOperators.LE, 0.0)).blend(1.0, x.compare(VectorOperators.GT, 0.0));
  }
}
