/// B1 · Two ways to one gradient. Replace each TODO, and ask for a judgement as often as you like.
class B1 {
  static final double X = 2;
  static final double Y = 0.8;

  /// The logistic function.
  static double sigmoid(double z) {
    throw new UnsupportedOperationException("TODO sigmoid");
  }

  /// (σ(wx) − y)².
  static double loss(double w) {
    throw new UnsupportedOperationException("TODO loss");
  }

  /// dL/dw by the chain rule.
  static double analytic(double w) {
    throw new UnsupportedOperationException("TODO analytic");
  }

  /// dL/dw by central differences.
  static double numeric(double w, double epsilon) {
    throw new UnsupportedOperationException("TODO numeric");
  }

  /// |a − n| / (|a| + |n|).
  static double relativeError(double a, double n) {
    throw new UnsupportedOperationException("TODO relativeError");
  }

  static void main() {
    double a = analytic(0.5);
    double n = numeric(0.5, 1e-5);
    IO.println("analytic " + a + ", numeric " + n + ", relative error " + relativeError(a, n));
  }
}
