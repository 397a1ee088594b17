package glassprop.lens.course.experiment;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.Linear;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Reduction;
import java.util.ArrayList;
import java.util.List;
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
  private static final double EPSILON = 1e-5;

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
    Tensor a = Tensor.normal(random, samples, inputs);
    Tensor labels = Tensor.indices(random.longs(samples, 0, classes).toArray());
    List<Tensor> sums = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    List<Tensor> units = new ArrayList<>();
    for (int i = 0; i <= hidden; i++) {
      int from = i == 0 ? inputs : width;
      Linear layer = new Linear(String.valueOf(i + 1), from, i == hidden ? classes : width, initializer, DType.F64, random);
      Tensor z = layer.forward(a);
      sums.add(z);
      weights.add(layer.weight());
      if (i == hidden) {
        a = z;
      } else {
        Tensor y = activation.forward(normalised ? normalised(z) : z);
        units.add(y.detach());
        a = residual && i > 0 ? a.plus(y) : y;
      }
    }
    List<Tensor> wanted = new ArrayList<>(sums);
    wanted.addAll(weights);
    List<Tensor> gradients = Autodiff.grad(new CrossEntropy(Reduction.MEAN).of(a, labels), wanted);
    return new Layers(
        gradients.subList(0, sums.size()).stream().map(g -> g.abs().mean().item()).toList(),
        gradients.subList(sums.size(), wanted.size()).stream().map(g -> Math.sqrt(g.square().sum().item())).toList(),
        units.stream().map(p -> p.minus(p.square()).mean().item()).toList(),
        units.stream().map(DeepNet::entropy).toList());
  }

  private static Tensor normalised(Tensor z) {
    Tensor centred = z.minus(z.mean(0));
    return centred.dividedBy(centred.square().mean(0).plus(EPSILON).sqrt());
  }

  /** In bits; 0·ln 0 is 0, its limit. Of numbers that are no probabilities, NaN. */
  private static double entropy(Tensor p) {
    Tensor least = Tensor.scalar(Double.MIN_NORMAL);
    Tensor q = p.negate().plus(1);
    Tensor nats = p.times(p.maximum(least).log()).plus(q.times(q.maximum(least).log())).negate();
    return nats.mean().item() / Math.log(2);
  }
}
