package glassprop.lens.course.experiment;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Residual;
import glassprop.nn.layer.Sequential;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Reduction;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A deep classifier with random weights, to see what comes back to each of its layers.
 *
 * @param hidden how many layers of {@code width} there are between inputs and classes
 * @param normalised whether the sums of hidden layers are normalised over the batch, each unit for itself
 * @param residual whether hidden layers of equal width add their input to their output
 */
record DeepNet(
    int inputs, int width, int hidden, int classes, Activation activation, Initializer initializer, boolean normalised,
    boolean residual) {
  private static final long SEED = 42;

  /** A plain network. */
  DeepNet(int inputs, int width, int hidden, int classes, Activation activation, Initializer initializer) {
    this(inputs, width, hidden, classes, activation, initializer, false, false);
  }

  DeepNet withNormalisation() {
    return new DeepNet(inputs, width, hidden, classes, activation, initializer, true, residual);
  }

  DeepNet withResidual() {
    return new DeepNet(inputs, width, hidden, classes, activation, initializer, normalised, true);
  }

  /**
   * What was seen of each layer, from the first.
   *
   * @param deltas the mean of |∂L/∂z| over a layer's sums
   * @param weights the norm of ∂L/∂W
   * @param slopes the mean of σ′ over a hidden layer's units, where σ is the activation
   * @param entropies the mean entropy of a hidden unit read as a probability, in bits
   */
  record Layers(List<Double> deltas, List<Double> weights, List<Double> slopes, List<Double> entropies) {
    /** How much of the last layer's gradient reaches the first. */
    double ratio() {
      return deltas.getFirst() / deltas.getLast();
    }
  }

  /** Goes forward and back with random samples and labels. */
  Layers probe(int samples) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    Tensor x = Tensor.normal(random, samples, inputs);
    Tensor labels = Tensor.indices(random.longs(samples, 0, classes).toArray());
    List<Tensor> sums = new ArrayList<>();
    List<Tensor> units = new ArrayList<>();
    Network network = Architecture.of(layers(), DType.F64, inputs).initialized(SEED, Map.of("**.sums.weight", initializer))
        .onForward("**.sums", (_, _, output) -> noted(output, sums))
        .onForward("**.units", (_, _, output) -> noted(output, units));
    List<Tensor> weights = network.parameters().stream().filter(parameter -> parameter.label().endsWith("sums.weight")).toList();
    Tensor logits = network.training(SEED).apply(x);
    List<Tensor> wanted = new ArrayList<>(sums);
    wanted.addAll(weights);
    List<Tensor> gradients = Autodiff.grad(new CrossEntropy(Reduction.MEAN).of(logits, labels), wanted);
    return new Layers(
        gradients.subList(0, sums.size()).stream().map(g -> g.abs().mean().item()).toList(),
        gradients.subList(sums.size(), wanted.size()).stream().map(g -> Math.sqrt(g.square().sum().item())).toList(),
        units.stream().map(Tensor::detach).map(p -> p.minus(p.square()).mean().item()).toList(),
        units.stream().map(Tensor::detach).map(DeepNet::entropy).toList());
  }

  /** A layer is its sums and, unless it is the last, its units. */
  private Sequential layers() {
    Sequential layers = Sequential.of();
    for (int i = 0; i <= hidden; i++) {
      Sequential parts = Sequential.of().then("sums", new Dense(i == hidden ? classes : width));
      if (i < hidden) {
        parts = (normalised ? parts.then("norm", new BatchNorm()) : parts).then("units", activation);
      }
      layers = layers.then(residual && i > 0 && i < hidden ? new Residual(parts) : parts);
    }
    return layers;
  }

  private static Tensor noted(Tensor output, List<Tensor> outputs) {
    outputs.add(output);
    return output;
  }

  /** In bits; 0·ln 0 is 0, its limit. Of numbers that are no probabilities, NaN. */
  private static double entropy(Tensor p) {
    Tensor least = Tensor.scalar(Double.MIN_NORMAL);
    Tensor q = p.negate().plus(1);
    Tensor nats = p.times(p.maximum(least).log()).plus(q.times(q.maximum(least).log())).negate();
    return nats.mean().item() / Math.log(2);
  }
}
