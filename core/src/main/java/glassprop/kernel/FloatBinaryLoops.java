package glassprop.kernel;

/** The elementwise functions of two numbers in float32, one plain loop each. */
final class FloatBinaryLoops {
  private FloatBinaryLoops() {}

  static void apply(
      BinaryFunction f,
      float[] a, int aAt, int aStep,
      float[] b, int bAt, int bStep,
      float[] out, int outAt, int n) {
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
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i * aStep] + b[bAt + i * bStep];
    }
  }

  private static void subtract(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i * aStep] - b[bAt + i * bStep];
    }
  }

  private static void multiply(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i * aStep] * b[bAt + i * bStep];
    }
  }

  private static void divide(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i * aStep] / b[bAt + i * bStep];
    }
  }

  private static void power(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (float) Math.pow(a[aAt + i * aStep], b[bAt + i * bStep]);
    }
  }

  private static void maximum(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.max(a[aAt + i * aStep], b[bAt + i * bStep]);
    }
  }

  private static void minimum(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.min(a[aAt + i * aStep], b[bAt + i * bStep]);
    }
  }
}
