import glassprop.Tensor;
import glassprop.lens.course.Trials;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.random.RandomGeneratorFactory;

class U9Trials {
  static Trials trials() {
    Tensor x = Tensor.normal(RandomGeneratorFactory.of("L64X128MixRandom").create(9), 3, 4);
    double[] before = x.toDoubles();
    Trials trials = new Trials()
        .number("of x² at 3", 6, 1e-8, () -> U9.gradient(t -> t.square().item(), Tensor.scalar(3)).item())
        .holds("the gradient has the shape of x", "it has another",
            () -> U9.gradient(t -> t.sum().item(), x).shape().equals(x.shape()));
    near(trials, "of a sum of squares", x, t -> t.square().sum());
    near(trials, "of a softmax cross-entropy", x, t -> t.logSoftmax(1).sum().negate());
    near(trials, "of a chain of functions", x, t -> t.sin().exp().mean());
    return trials
        .number("the step is the caller's", 0.01, 1e-6,
            () -> U9.gradient(t -> Math.pow(t.item(), 3), Tensor.scalar(0), 0.1).item())
        .holds("x is as before", "its numbers were changed", () -> Arrays.equals(before, x.toDoubles()));
  }

  /// To six digits of the largest.
  private static void near(Trials trials, String name, Tensor x, UnaryOperator<Tensor> f) {
    Tensor leaf = Tensor.of(x.array().copy()).tracked();
    f.apply(leaf).backward();
    trials.numbers(name + ": near the engine's", leaf.grad().toDoubles(), 1e-6, () -> U9.gradient(t -> f.apply(t).item(), x).toDoubles());
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
