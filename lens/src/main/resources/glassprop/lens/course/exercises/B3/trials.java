import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.lens.course.Trials;
import glassprop.nn.Activation;
import glassprop.nn.Mlp;
import glassprop.nn.loss.MeanSquaredError;
import glassprop.nn.loss.Reduction;
import glassprop.nn.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class B3Trials {
  /// A network of two layers as a loss of one array of parameters, and its gradient by the engine.
  private static double[] gradient(double[] p, Network network, Tensor x, Tensor y) {
    put(p, network);
    network.parameters().forEach(Tensor::zeroGrad);
    new MeanSquaredError(Reduction.MEAN).of(network.apply(x), y).backward();
    return network.parameters().stream().flatMapToDouble(t -> Arrays.stream(t.grad().toDoubles())).toArray();
  }

  private static void put(double[] p, Network network) {
    int at = 0;
    for (Tensor parameter : network.parameters()) {
      int from = at;
      int n = parameter.shape().size();
      parameter.updateInPlace(array -> System.arraycopy(p, from, array.doubles(), array.offset(), n));
      at += n;
    }
  }

  static Trials trials() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    Network network = new Mlp(3, List.of(4), 2, Activation.TANH).architecture(DType.F64).initialized(11);
    Tensor x = Tensor.normal(random, 5, 3);
    Tensor y = Tensor.normal(random, 5, 2);
    double[] p = network.parameters().stream().flatMapToDouble(t -> Arrays.stream(t.toDoubles())).toArray();
    double[] right = gradient(p, network, x, y);
    ToDoubleFunction<double[]> loss = q -> {
      put(q, network);
      return new MeanSquaredError(Reduction.MEAN).of(network.apply(x), y).item();
    };
    double[] wrong = right.clone();
    wrong[4] = -wrong[4];
    wrong[9] *= 1.001;
    double[] before = p.clone();
    return new Trials()
        .number("numeric of a parabola", 6, 1e-8, () -> B3.numeric(q -> q[0] * q[0], new double[] {3}, 0))
        .number("relativeError(1, 3)", 0.5, () -> B3.relativeError(1, 3))
        .number("relativeError where there is nothing to compare", 0, () -> B3.relativeError(1e-11, -1e-11))
        .holds("a right gradient of a network passes", "some parameter was flagged", () -> B3.check(loss, p, right).isEmpty())
        .holds("a flipped sign and a gradient 0.1 % too large are found, and nothing else", "expected the indices 4 and 9",
            () -> B3.check(loss, p, wrong).equals(List.of(4, 9)))
        .holds("a gradient that is NaN is found", "NaN was let through", () -> B3.check(loss, p, nan(right)).equals(List.of(2)))
        .holds("the parameters are as before, bit for bit", "a parameter was left changed", () -> Arrays.equals(before, p));
  }

  private static double[] nan(double[] gradient) {
    double[] changed = gradient.clone();
    changed[2] = Double.NaN;
    return changed;
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
