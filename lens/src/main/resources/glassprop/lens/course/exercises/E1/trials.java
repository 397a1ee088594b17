import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.lens.course.Trials;
import java.util.List;
import java.util.Map;

class E1Trials {
  private static final String PROGRAM = """
      z1 = W1*x + b1
      a1 = sigmoid(z1)
      z2 = W2*a1 + b2
      ŷ = sigmoid(z2)
      L = -(y*ln(ŷ) + (1 - y)*ln(1 - ŷ))""";

  static Trials trials() {
    Trials trials = new Trials()
        .number("sigmoid(0.6)", 0.6456563062257954, () -> E1.sigmoid(0.6))
        .numbers("sigmoid of ±1000 is 1 and 0", new double[] {1, 0}, () -> new double[] {E1.sigmoid(1000), E1.sigmoid(-1000)})
        .holds("sigmoid(-750) is 0 or as good as that, and not NaN", "it is not", () -> E1.sigmoid(-750) >= 0 && E1.sigmoid(-750) < 1e-300)
        .about(PROGRAM, values(0.5, 1, 0.8, 0.2, 0.6, 0.1))
        .numbers("the forward pass", new double[] {0.6, 0.6456563062257954, 0.48739378373547726, 0.6194922824976533}, () -> {
          E1.Forward f = E1.forward(0.5, 0.8, 0.2, 0.6, 0.1);
          return new double[] {f.z1(), f.a1(), f.z2(), f.prediction()};
        }, "z1", "a1", "z2", "ŷ")
        .number("the loss", 0.47885503562144355, () -> E1.loss(1, 0.6194922824976533), "L")
        .holds("the loss of a prediction of exactly 0 is finite", "it is infinite or NaN: keep ln from 0",
            () -> Double.isFinite(E1.loss(1, 0)) && Double.isFinite(E1.loss(0, 1)))
        .holds("where the prediction is right, the loss is 0", "it is not 0", () -> Math.abs(E1.loss(1, 1)) < 1e-12);
    agrees(trials, "the backward pass agrees with the engine", 0.5, 1, 0.8, 0.2, 0.6, 0.1);
    agrees(trials, "and for other numbers", -1.2, 0, -0.4, 0.7, 1.5, -0.3);
    return trials;
  }

  private static Map<String, Tensor> values(double x, double y, double w1, double b1, double w2, double b2) {
    return Map.of(
        "x", Tensor.scalar(x), "y", Tensor.scalar(y), "W1", Tensor.scalar(w1), "b1", Tensor.scalar(b1), "W2", Tensor.scalar(w2),
        "b2", Tensor.scalar(b2));
  }

  private static void agrees(Trials trials, String name, double x, double y, double w1, double b1, double w2, double b2) {
    List<Tensor> p = List.of(
        Tensor.scalar(w1).tracked(), Tensor.scalar(b1).tracked(), Tensor.scalar(w2).tracked(), Tensor.scalar(b2).tracked());
    Tensor a1 = p.get(0).times(x).plus(p.get(1)).sigmoid();
    Tensor q = p.get(2).times(a1).plus(p.get(3)).sigmoid();
    Tensor loss = q.log().times(y).plus(q.negate().plus(1).log().times(1 - y)).negate();
    double[] expected = Autodiff.grad(loss, p).stream().mapToDouble(Tensor::item).toArray();
    trials.about(PROGRAM, values(x, y, w1, b1, w2, b2)).numbers(name + " (W1, b1, W2, b2)", expected, () -> {
      E1.Gradients g = E1.backward(x, y, E1.forward(x, w1, b1, w2, b2), w2);
      return new double[] {g.dW1(), g.db1(), g.dW2(), g.db2()};
    }, "dL/dW1", "dL/db1", "dL/dW2", "dL/db2");
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
