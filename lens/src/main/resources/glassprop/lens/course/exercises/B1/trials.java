import glassprop.Tensor;
import glassprop.lens.course.Trials;
import java.util.Map;

class B1Trials {
  static Trials trials() {
    Tensor w = Tensor.scalar(0.5).tracked();
    Tensor loss = w.times(2).sigmoid().minus(0.8).square();
    loss.backward();
    double slope = w.grad().item();
    return new Trials()
        .about("""
            a = sigmoid(w*x)
            L = (a - y)^2""", Map.of("w", Tensor.scalar(0.5), "x", Tensor.scalar(2), "y", Tensor.scalar(0.8)))
        .number("sigmoid(1)", Tensor.scalar(1).sigmoid().item(), () -> B1.sigmoid(1))
        .number("loss(0.5)", loss.item(), () -> B1.loss(0.5), "L")
        .number("analytic(0.5) agrees with the engine", slope, () -> B1.analytic(0.5), "dL/dw")
        .number("numeric(0.5, 1e-5) is near", slope, 1e-7, () -> B1.numeric(0.5, 1e-5))
        .number("numeric is a central difference: its error at a step of 0.01 is small", slope, 1e-3, () -> B1.numeric(0.5, 0.01))
        .number("relativeError(1, 3)", 0.5, () -> B1.relativeError(1, 3))
        .number("relativeError of numbers below 0", 0.5, () -> B1.relativeError(-1, -3));
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
