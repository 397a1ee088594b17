/// U3 · Check a network of your own: 4 inputs, 8 hidden units with ReLU, 2 outputs, loss ½ Σ (out − y)².
///
/// All parameters are one array: W1 (4 rows of 8), b1 (8), W2 (8 rows of 2), b2 (2).
class U3 {
  static final int INPUTS = 4;
  static final int HIDDEN = 8;
  static final int OUTPUTS = 2;
  static final int B1 = INPUTS * HIDDEN; // where b1 begins
  static final int W2 = B1 + HIDDEN;
  static final int B2 = W2 + HIDDEN * OUTPUTS;
  static final int SIZE = B2 + OUTPUTS;

  /// The loss of a batch, a sample in each row.
  static double loss(double[] p, double[][] x, double[][] y) {
    throw new UnsupportedOperationException("TODO loss");
  }

  /// The gradient by backpropagation, in the order of the parameters.
  static double[] analytic(double[] p, double[][] x, double[][] y) {
    throw new UnsupportedOperationException("TODO analytic");
  }

  /// The gradient by central differences with ε = 10⁻⁵.
  static double[] numeric(double[] p, double[][] x, double[][] y) {
    throw new UnsupportedOperationException("TODO numeric");
  }

  /// ‖a − n‖ / (‖a‖ + ‖n‖).
  static double relativeError(double[] a, double[] n) {
    throw new UnsupportedOperationException("TODO relativeError");
  }

  static void main() {
    var random = new java.util.SplittableRandom(1);
    double[] p = random.doubles(SIZE, -1, 1).toArray();
    double[][] x = {random.doubles(INPUTS, -1, 1).toArray(), random.doubles(INPUTS, -1, 1).toArray()};
    double[][] y = {{1, 0}, {0, 1}};
    IO.println("relative error " + relativeError(analytic(p, x, y), numeric(p, x, y)));
  }
}
