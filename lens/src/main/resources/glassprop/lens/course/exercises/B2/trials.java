import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.lens.course.Trials;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class B2Trials {
  static Trials trials() {
    Trials trials = new Trials();
    tried(trials, "one sample: ", 3, 4, 2, 1);
    tried(trials, "ten samples: ", 3, 4, 2, 10);
    return trials;
  }

  private static void tried(Trials trials, String which, int features, int hidden, int classes, int m) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    Tensor x = Tensor.normal(random, features, m);
    double[][] y = new double[classes][m];
    for (int s = 0; s < m; s++) {
      y[random.nextInt(classes)][s] = 1;
    }
    List<Tensor> p = List.of(
        Tensor.normal(random, hidden, features).tracked(), Tensor.normal(random, hidden, 1).tracked(),
        Tensor.normal(random, classes, hidden).tracked(), Tensor.normal(random, classes, 1).tracked());
    Tensor z1 = p.get(0).matmul(x).plus(p.get(1));
    Tensor a1 = z1.relu();
    Tensor z2 = p.get(2).matmul(a1).plus(p.get(3));
    Tensor loss = z2.logSoftmax(0).times(Tensor.of(y)).sum().negate().dividedBy(m);
    List<Tensor> right = Autodiff.grad(loss, p);
    trials.about("""
        z1 = W1 @ X + b1
        a1 = relu(z1)
        z2 = W2 @ a1 + b2
        p = softmax(z2, axis=0)
        L = -sum(y*ln(p))/%d""".formatted(m), Map.of("X", x, "y", Tensor.of(y), "W1", p.get(0), "b1", p.get(1), "W2", p.get(2), "b2", p.get(3)));
    double[][][] in = {rows(x), y, rows(p.get(2)), rows(z1), rows(a1), rows(z2.softmax(0))};
    trials.matrix(which + "dW2", rows(right.get(2)), () -> backward(in).dW2(), "dL/dW2");
    trials.matrix(which + "db2", rows(right.get(3)), () -> backward(in).db2(), "dL/db2");
    trials.matrix(which + "dW1", rows(right.get(0)), () -> backward(in).dW1(), "dL/dW1");
    trials.matrix(which + "db1", rows(right.get(1)), () -> backward(in).db1(), "dL/db1");
  }

  private static B2.Gradients backward(double[][][] in) {
    return B2.backward(in[0], in[1], in[2], in[3], in[4], in[5]);
  }

  static double[][] rows(Tensor x) {
    int columns = x.shape().get(1);
    double[] all = x.toDoubles();
    double[][] rows = new double[x.shape().get(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * columns, (i + 1) * columns);
    }
    return rows;
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
