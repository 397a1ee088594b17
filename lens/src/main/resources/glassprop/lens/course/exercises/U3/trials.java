import glassprop.Tensor;
import glassprop.lens.course.Trials;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class U3Trials {
  static Trials trials() {
    SplittableRandom random = new SplittableRandom(5);
    double[] p = random.doubles(U3.SIZE, -1, 1).toArray();
    double[][] x = new double[6][];
    double[][] y = new double[6][];
    for (int s = 0; s < 6; s++) {
      x[s] = random.doubles(4, -1, 1).toArray();
      y[s] = random.doubles(2, -1, 1).toArray();
    }
    Tensor w1 = Tensor.of(Arrays.copyOf(p, 32)).reshape(4, 8).tracked();
    Tensor b1 = Tensor.of(Arrays.copyOfRange(p, 32, 40)).tracked();
    Tensor w2 = Tensor.of(Arrays.copyOfRange(p, 40, 56)).reshape(8, 2).tracked();
    Tensor b2 = Tensor.of(Arrays.copyOfRange(p, 56, 58)).tracked();
    Tensor out = Tensor.of(x).matmul(w1).plus(b1).relu().matmul(w2).plus(b2);
    Tensor loss = out.minus(Tensor.of(y)).square().sum().dividedBy(2);
    loss.backward();
    double[] right = Stream.of(w1, b1, w2, b2).flatMapToDouble(t -> Arrays.stream(t.grad().toDoubles())).toArray();
    double[] before = p.clone();
    return new Trials()
        .about("""
            z1 = x @ W1 + b1
            a1 = relu(z1)
            z2 = a1 @ W2 + b2
            L = sum((z2 - y)^2)/2""",
            Map.of("x", Tensor.of(x), "y", Tensor.of(y), "W1", w1, "b1", b1, "W2", w2, "b2", b2))
        .number("loss", loss.item(), () -> U3.loss(p, x, y), "L")
        .numbers("analytic agrees with the engine", right, () -> U3.analytic(p, x, y), "dL/dW1", "dL/db1", "dL/dW2", "dL/db2")
        .numbers("numeric is near", right, 1e-6, () -> U3.numeric(p, x, y))
        .number("relativeError([3, 0], [0, 4])", 5.0 / 7, () -> U3.relativeError(new double[] {3, 0}, new double[] {0, 4}))
        .holds("both together are below 10⁻⁵", "the relative error is larger",
            () -> U3.relativeError(U3.analytic(p, x, y), U3.numeric(p, x, y)) < 1e-5)
        .holds("the parameters are as before", "a parameter was left changed", () -> Arrays.equals(before, p));
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
