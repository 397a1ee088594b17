/// E1 · Backpropagation by hand, as a program: two neurons, σ in both, binary cross-entropy.
class E1 {
  /// What the forward pass computes, and the backward pass needs.
  record Forward(double z1, double a1, double z2, double prediction) {}

  /// The gradients of the four parameters.
  record Gradients(double dW1, double db1, double dW2, double db2) {}

  /// The logistic function. It should neither overflow nor give NaN, however large z is in either direction.
  static double sigmoid(double z) {
    if (z >= 0) {
      return 1 / (1 + Math.exp(-z));
    }
    double e = Math.exp(z);
    return e / (1 + e);
  }

  static Forward forward(double x, double w1, double b1, double w2, double b2) {
    double z1 = w1 * x + b1;
    double a1 = sigmoid(z1);
    double z2 = w2 * a1 + b2;
    return new Forward(z1, a1, z2, sigmoid(z2));
  }

  /// −(y ln ŷ + (1 − y) ln(1 − ŷ)), finite also for a prediction of exactly 0 or 1.
  static double loss(double y, double prediction) {
    double p = Math.clamp(prediction, Double.MIN_NORMAL, 1 - Math.ulp(0.5));
    return -(y * Math.log(p) + (1 - y) * Math.log(1 - p));
  }

  static Gradients backward(double x, double y, Forward f, double w2) {
    double dz2 = f.prediction() - y;
    double dz1 = dz2 * w2 * f.a1() * (1 - f.a1());
    return new Gradients(dz1 * x, dz1, dz2 * f.a1(), dz2);
  }

  static void main() {
    Forward f = forward(0.5, 0.8, 0.2, 0.6, 0.1);
    IO.println(f);
    IO.println("loss " + loss(1, f.prediction()));
    IO.println(backward(0.5, 1, f, 0.6));
  }
}
