package glassprop.kernel;

/**
 * The elementwise functions of one number in float32, one plain loop each.
 *
 * <p>Transcendental functions are evaluated in float64 and rounded once.
 */
final class FloatUnaryLoops {
  private FloatUnaryLoops() {}

  static void apply(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
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

  private static void negate(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = -x[xAt + i];
    }
  }

  private static void abs(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.abs(x[xAt + i]);
    }
  }

  private static void sign(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.signum(x[xAt + i]);
    }
  }

  private static void step(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xAt + i];
      out[outAt + i] = v > 0 ? 1.0f : v <= 0 ? 0.0f : v;
    }
  }

  private static void square(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = x[xAt + i] * x[xAt + i];
    }
  }

  private static void reciprocal(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = 1.0f / x[xAt + i];
    }
  }

  private static void sqrt(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) Math.sqrt(x[xAt + i]);
    }
  }

  private static void exp(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) Math.exp(x[xAt + i]);
    }
  }

  private static void log(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) Math.log(x[xAt + i]);
    }
  }

  private static void sin(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) Math.sin(x[xAt + i]);
    }
  }

  private static void cos(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) Math.cos(x[xAt + i]);
    }
  }

  private static void tanh(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) Math.tanh(x[xAt + i]);
    }
  }

  private static void sigmoid(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) sigmoid(x[xAt + i]);
    }
  }

  private static void softplus(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) softplus(x[xAt + i]);
    }
  }

  private static void relu(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.max(x[xAt + i], 0.0f);
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
