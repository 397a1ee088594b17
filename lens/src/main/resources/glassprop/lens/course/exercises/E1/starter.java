/// E1 · Backpropagation by hand, as a program: two neurons, σ in both, binary cross-entropy.
class E1 {
  /// What the forward pass computes, and the backward pass needs.
  record Forward(double z1, double a1, double z2, double prediction) {}

  /// The gradients of the four parameters.
  record Gradients(double dW1, double db1, double dW2, double db2) {}

  /// The logistic function. It should neither overflow nor give NaN, however large z is in either direction.
  static double sigmoid(double z) {
    throw new UnsupportedOperationException("TODO sigmoid");
  }

  static Forward forward(double x, double w1, double b1, double w2, double b2) {
    throw new UnsupportedOperationException("TODO forward");
  }

  /// −(y ln ŷ + (1 − y) ln(1 − ŷ)), finite also for a prediction of exactly 0 or 1.
  static double loss(double y, double prediction) {
    throw new UnsupportedOperationException("TODO loss");
  }

  static Gradients backward(double x, double y, Forward f, double w2) {
    throw new UnsupportedOperationException("TODO backward");
  }

  static void main() {
    Forward f = forward(0.5, 0.8, 0.2, 0.6, 0.1);
    IO.println(f);
    IO.println("loss " + loss(1, f.prediction()));
    IO.println(backward(0.5, 1, f, 0.6));
  }
}
