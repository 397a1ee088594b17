/// B2 · Two layers backward, for a batch. A sample is a column; the loss is the mean over the m samples.
class B2 {
  /// What the backward pass gives: each of the shape of its parameter.
  record Gradients(double[][] dW1, double[][] db1, double[][] dW2, double[][] db2) {}

  /// The gradients, from what the forward pass left.
  ///
  /// @param x (features, m)
  /// @param y one-hot labels (classes, m)
  /// @param w2 (classes, hidden)
  /// @param z1 sums of the hidden layer (hidden, m)
  /// @param a1 relu(z1)
  /// @param a2 softmax of the output sums, column by column (classes, m)
  static Gradients backward(double[][] x, double[][] y, double[][] w2, double[][] z1, double[][] a1, double[][] a2) {
    int m = x[0].length;
    double[][] dz2 = new double[y.length][m];
    for (int k = 0; k < y.length; k++) {
      for (int s = 0; s < m; s++) {
        dz2[k][s] = (a2[k][s] - y[k][s]) / m;
      }
    }
    double[][] dz1 = times(transpose(w2), dz2);
    for (int j = 0; j < dz1.length; j++) {
      for (int s = 0; s < m; s++) {
        dz1[j][s] = z1[j][s] > 0 ? dz1[j][s] : 0;
      }
    }
    return new Gradients(times(dz1, transpose(x)), rowSums(dz1), times(dz2, transpose(a1)), rowSums(dz2));
  }

  /// The sums over the samples, as a column.
  static double[][] rowSums(double[][] a) {
    double[][] sums = new double[a.length][1];
    for (int i = 0; i < a.length; i++) {
      for (double number : a[i]) {
        sums[i][0] += number;
      }
    }
    return sums;
  }

  /// The matrix product a·b.
  static double[][] times(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  /// aᵀ.
  static double[][] transpose(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  static void main() {
    Gradients g = backward(
        new double[][] {{1, -0.5}, {0.3, 2}}, new double[][] {{1, 0}, {0, 1}}, new double[][] {{0.7, -0.5}, {0.2, 0.8}},
        new double[][] {{0.82, 0.6}, {-0.23, 1.75}}, new double[][] {{0.82, 0.6}, {0, 1.75}},
        new double[][] {{0.64, 0.23}, {0.36, 0.77}});
    IO.println("dW2 " + java.util.Arrays.deepToString(g.dW2()) + ", db2 " + java.util.Arrays.deepToString(g.db2()));
    IO.println("dW1 " + java.util.Arrays.deepToString(g.dW1()) + ", db1 " + java.util.Arrays.deepToString(g.db1()));
  }
}
