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
    double loss = 0;
    for (int s = 0; s < x.length; s++) {
      double[] out = outputs(p, activations(p, x[s]));
      for (int k = 0; k < OUTPUTS; k++) {
        loss += (out[k] - y[s][k]) * (out[k] - y[s][k]) / 2;
      }
    }
    return loss;
  }

  private static double[] activations(double[] p, double[] x) {
    double[] a = new double[HIDDEN];
    for (int j = 0; j < HIDDEN; j++) {
      double z = p[B1 + j];
      for (int i = 0; i < INPUTS; i++) {
        z += x[i] * p[i * HIDDEN + j];
      }
      a[j] = Math.max(z, 0); // a > 0 where z > 0, so that z itself need not be kept
    }
    return a;
  }

  private static double[] outputs(double[] p, double[] a) {
    double[] out = new double[OUTPUTS];
    for (int k = 0; k < OUTPUTS; k++) {
      out[k] = p[B2 + k];
      for (int j = 0; j < HIDDEN; j++) {
        out[k] += a[j] * p[W2 + j * OUTPUTS + k];
      }
    }
    return out;
  }

  /// The gradient by backpropagation, in the order of the parameters.
  static double[] analytic(double[] p, double[][] x, double[][] y) {
    double[] g = new double[SIZE];
    for (int s = 0; s < x.length; s++) {
      double[] a = activations(p, x[s]);
      double[] out = outputs(p, a);
      double[] da = new double[HIDDEN];
      for (int k = 0; k < OUTPUTS; k++) {
        double dz2 = out[k] - y[s][k];
        g[B2 + k] += dz2;
        for (int j = 0; j < HIDDEN; j++) {
          g[W2 + j * OUTPUTS + k] += a[j] * dz2;
          da[j] += p[W2 + j * OUTPUTS + k] * dz2;
        }
      }
      for (int j = 0; j < HIDDEN; j++) {
        double dz1 = a[j] > 0 ? da[j] : 0;
        g[B1 + j] += dz1;
        for (int i = 0; i < INPUTS; i++) {
          g[i * HIDDEN + j] += x[s][i] * dz1;
        }
      }
    }
    return g;
  }

  /// The gradient by central differences with ε = 10⁻⁵.
  static double[] numeric(double[] p, double[][] x, double[][] y) {
    double[] g = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double old = p[i];
      p[i] = old + 1e-5;
      double right = loss(p, x, y);
      p[i] = old - 1e-5;
      double left = loss(p, x, y);
      p[i] = old;
      g[i] = (right - left) / 2e-5;
    }
    return g;
  }

  /// ‖a − n‖ / (‖a‖ + ‖n‖).
  static double relativeError(double[] a, double[] n) {
    double difference = 0;
    double aa = 0;
    double nn = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - n[i]) * (a[i] - n[i]);
      aa += a[i] * a[i];
      nn += n[i] * n[i];
    }
    return Math.sqrt(difference) / (Math.sqrt(aa) + Math.sqrt(nn));
  }

  static void main() {
    var random = new java.util.SplittableRandom(1);
    double[] p = random.doubles(SIZE, -1, 1).toArray();
    double[][] x = {random.doubles(INPUTS, -1, 1).toArray(), random.doubles(INPUTS, -1, 1).toArray()};
    double[][] y = {{1, 0}, {0, 1}};
    IO.println("relative error " + relativeError(analytic(p, x, y), numeric(p, x, y)));
  }
}
