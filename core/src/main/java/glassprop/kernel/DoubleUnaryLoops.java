// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel;

/**
 * The elementwise functions of one number in float64, one plain loop each.
 *
 * <p>Transcendental functions are evaluated in float64 and rounded once.
 */
final class DoubleUnaryLoops {
  private DoubleUnaryLoops() {}

  static void apply(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    switch (f) {
      case NEGATE -> negate(x, xAt, out, outAt, n);
      case ABS -> abs(x, xAt, out, outAt, n);
      case SIGN -> sign(x, xAt, out, outAt, n);
      case STEP -> step(x, xAt, out, outAt, n);
      case SQUARE -> square(x, xAt, out, outAt, n);
      case RECIPROCAL -> reciprocal(x, xAt, out, outAt, n);
      case SQRT -> sqrt(x, xAt, out, outAt, n);
      case EXP -> exp(x, xAt, out, outAt, n);
      case LOG -> log(x, xAt, out, outAt, n);
      case SIN -> sin(x, xAt, out, outAt, n);
      case COS -> cos(x, xAt, out, outAt, n);
      case TANH -> tanh(x, xAt, out, outAt, n);
      case SIGMOID -> sigmoid(x, xAt, out, outAt, n);
      case SOFTPLUS -> softplus(x, xAt, out, outAt, n);
      case RELU -> relu(x, xAt, out, outAt, n);
    }
  }

  private static void negate(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = -x[xAt + i];
    }
  }

  private static void abs(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.abs(x[xAt + i]);
    }
  }

  private static void sign(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.signum(x[xAt + i]);
    }
  }

  private static void step(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      double v = x[xAt + i];
      out[outAt + i] = v > 0 ? 1.0 : v <= 0 ? 0.0 : v;
    }
  }

  private static void square(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = x[xAt + i] * x[xAt + i];
    }
  }

  private static void reciprocal(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = 1.0 / x[xAt + i];
    }
  }

  private static void sqrt(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.sqrt(x[xAt + i]);
    }
  }

  private static void exp(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.exp(x[xAt + i]);
    }
  }

  private static void log(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.log(x[xAt + i]);
    }
  }

  private static void sin(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.sin(x[xAt + i]);
    }
  }

  private static void cos(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.cos(x[xAt + i]);
    }
  }

  private static void tanh(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.tanh(x[xAt + i]);
    }
  }

  private static void sigmoid(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = sigmoid(x[xAt + i]);
    }
  }

  private static void softplus(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = softplus(x[xAt + i]);
    }
  }

  private static void relu(double[] x, int xAt, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.max(x[xAt + i], 0.0);
    }
  }

  /** Only e to a power ≤ 0 is taken, so nothing overflows and the small end keeps its relative accuracy. */
  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
