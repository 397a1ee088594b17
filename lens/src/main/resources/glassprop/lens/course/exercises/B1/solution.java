/// B1 · Two ways to one gradient.
class B1 {
  static final double X = 2;
  static final double Y = 0.8;

  /// The logistic function.
  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /// (σ(wx) − y)².
  static double loss(double w) {
    double miss = sigmoid(w * X) - Y;
    return miss * miss;
  }

  /// dL/dw by the chain rule.
  static double analytic(double w) {
    double a = sigmoid(w * X);
    return 2 * (a - Y) * a * (1 - a) * X;
  }

  /// dL/dw by central differences.
  static double numeric(double w, double epsilon) {
    return (loss(w + epsilon) - loss(w - epsilon)) / (2 * epsilon);
  }

  /// |a − n| / (|a| + |n|).
  static double relativeError(double a, double n) {
    return Math.abs(a - n) / (Math.abs(a) + Math.abs(n));
  }

  static void main() {
    double a = analytic(0.5);
    double n = numeric(0.5, 1e-5);
    IO.println("analytic " + a + ", numeric " + n + ", relative error " + relativeError(a, n));
  }
}
