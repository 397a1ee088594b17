// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel;

/** The elementwise functions of two numbers in float64, one plain loop each. */
final class DoubleBinaryLoops {
  private DoubleBinaryLoops() {}

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
      case POWER -> power(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case MAXIMUM -> maximum(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
      case MINIMUM -> minimum(a, aAt, aStep, b, bAt, bStep, out, outAt, n);
    }
  }

  private static void add(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i * aStep] + b[bAt + i * bStep];
    }
  }

  private static void subtract(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i * aStep] - b[bAt + i * bStep];
    }
  }

  private static void multiply(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i * aStep] * b[bAt + i * bStep];
    }
  }

  private static void divide(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i * aStep] / b[bAt + i * bStep];
    }
  }

  private static void power(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.pow(a[aAt + i * aStep], b[bAt + i * bStep]);
    }
  }

  private static void maximum(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.max(a[aAt + i * aStep], b[bAt + i * bStep]);
    }
  }

  private static void minimum(
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.min(a[aAt + i * aStep], b[bAt + i * bStep]);
    }
  }
}
