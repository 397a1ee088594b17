import glassprop.Tensor;
import glassprop.lens.course.Trials;
import java.util.Map;
import java.util.function.BiFunction;

class B4Trials {
  static Trials trials() {
    Trials trials = new Trials();
    same(trials, "plus", "L = x + y", 2, 3, (x, y) -> x.plus(y), (x, y) -> x.plus(y));
    same(trials, "times", "L = x*y", 2, 3, (x, y) -> x.times(y), (x, y) -> x.times(y));
    same(trials, "power", "L = x^3 + y", 2, 3, (x, y) -> x.power(3).plus(y), (x, y) -> x.pow(3).plus(y));
    same(trials, "relu, open and shut", "L = relu(x) + relu(y)", 2, -3, (x, y) -> x.relu().plus(y.relu()), (x, y) -> x.relu().plus(y.relu()));
    same(trials, "sigmoid", "L = sigmoid(x)*y", 0.4, 3, (x, y) -> x.sigmoid().times(y), (x, y) -> x.sigmoid().times(y));
    same(trials, "a value used twice by one operation", "L = x*x + y", 2, 3, (x, y) -> x.times(x).plus(y), (x, y) -> x.times(x).plus(y));
    same(trials, "paths of different length that join", "s = sigmoid(x)\nL = (s*y + s^2 + x)*s", 0.5, 3,
        (x, y) -> {
          B4 s = x.sigmoid();
          return s.times(y).plus(s.power(2)).plus(x).times(s);
        },
        (x, y) -> {
          Tensor s = x.sigmoid();
          return s.times(y).plus(s.pow(2)).plus(x).times(s);
        });
    trials.about("y = sigmoid(w*x + b)", Map.of("w", Tensor.scalar(3), "x", Tensor.scalar(2), "b", Tensor.scalar(1)));
    return trials.number("the neuron of the worksheet", 0.001820442360243568, () -> {
      B4 w = new B4(3);
      w.times(new B4(2)).plus(new B4(1)).sigmoid().backward();
      return w.grad;
    }, "dy/dw");
  }

  private static void same(
      Trials trials, String name, String program, double x, double y, BiFunction<B4, B4, B4> yours, BiFunction<Tensor, Tensor, Tensor> engine) {
    Tensor a = Tensor.scalar(x).tracked();
    Tensor b = Tensor.scalar(y).tracked();
    Tensor result = engine.apply(a, b);
    result.backward();
    double[] expected = {result.item(), a.grad().item(), b.grad().item()};
    trials.about(program, Map.of("x", Tensor.scalar(x), "y", Tensor.scalar(y)));
    trials.numbers(name + " (value, ∂x, ∂y)", expected, () -> {
      B4 p = new B4(x);
      B4 q = new B4(y);
      B4 out = yours.apply(p, q);
      out.backward();
      return new double[] {out.value, p.grad, q.grad};
    }, "L", "dL/dx", "dL/dy");
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
