import java.util.List;
import java.util.function.ToDoubleFunction;

/// B3 · A gradient check of your own.
class B3 {
  static final double EPSILON = 1e-5;
  static final double LIMIT = 1e-5;
  static final double NOTHING = 1e-10;

  /// (loss(p + ε) − loss(p − ε)) / 2ε in one parameter. The array is as before when this returns, bit for bit.
  static double numeric(ToDoubleFunction<double[]> loss, double[] parameters, int index) {
    throw new UnsupportedOperationException("TODO numeric");
  }

  /// |a − n| / (|a| + |n|), or 0 where the sum is below NOTHING.
  static double relativeError(double a, double n) {
    throw new UnsupportedOperationException("TODO relativeError");
  }

  /// The indices of the parameters whose claimed gradient is off by more than LIMIT.
  static List<Integer> check(ToDoubleFunction<double[]> loss, double[] parameters, double[] claimed) {
    throw new UnsupportedOperationException("TODO check");
  }

  static void main() {
    double[] p = {1.5, -2, 0.3};
    double[] claimed = {2 * p[0], 2 * p[1], 0.5};
    IO.println("wrong at " + check(q -> q[0] * q[0] + q[1] * q[1] + q[2] * q[2], p, claimed) + ", expected [2]");
  }
}
