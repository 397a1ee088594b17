package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.Activation;
import glassprop.nn.HookedLayer;
import glassprop.nn.Initializer;
import glassprop.nn.Layer;
import glassprop.nn.Linear;
import glassprop.nn.Mlp;
import glassprop.nn.Sequential;
import glassprop.nn.loss.BinaryCrossEntropy;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Loss;
import glassprop.nn.loss.MeanSquaredError;
import glassprop.nn.loss.Reduction;
import glassprop.parity.oracle.Part;
import glassprop.parity.oracle.Question;
import glassprop.parity.oracle.Replay;
import glassprop.parity.oracle.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Layers, losses and initialisers, a row each. A new one joins by a row here; where an oracle has a function of its own for it, by a row of the
 * oracle's peers too.
 */
public final class NetworkCases {
  private static final long SEED = 23;
  private static final int FAN_IN = 400;
  private static final int FAN_OUT = 625;

  private NetworkCases() {}

  /** All of them. */
  public static List<Case> all() {
    return Stream.concat(rows().map(Row::toCase), initializers()).toList();
  }

  /** The layers and losses that have a row. */
  public static List<Object> components() {
    return rows().map(Row::component).toList();
  }

  private static Stream<Row> rows() {
    return Stream.concat(layers().stream(), losses().stream());
  }

  /** A layer or a loss, and what it did. */
  private record Row(Case.Subject subject, String setting, Object component, Replay replay) {

    /** The cotangent is no constant, so that no symmetry hides a fault. */
    Case toCase() {
      Shape shape = replay.tape().result().shape();
      double[] weights = random().doubles(shape.size(), -1, 1).toArray();
      Question question =
          new Question(replay.arrays(), new Whole(component, replay), NdArray.over(weights, shape), List.of());
      return new Case(
          subject, setting, Tolerance.ROUNDING,
          (engine, oracle) -> Optional.of(Case.Answers.to(question, engine, oracle)));
    }
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  }

  private static List<Row> layers() {
    List<Row> rows = new ArrayList<>();
    Tensor x = Tensor.normal(random(), 5, 4);
    for (Activation activation : Activation.values()) {
      rows.add(layer(activation.label(), activation, x));
    }
    rows.add(layer("linear", linear("1", 4, 3), x));
    rows.add(layer("linear", linear("1", 4, 1), Tensor.normal(random(), 1, 4)));
    rows.add(layer("linear", linear("1", 4, 3), Tensor.normal(random(), 2, 5, 4)));
    Linear shared = linear("1", 4, 4);
    rows.add(layer("sequential", new Sequential(List.of(shared, Activation.TANH, shared)), x));
    rows.add(layer("hooked linear", new HookedLayer(linear("1", 4, 3)), x));
    for (Activation activation : Activation.values()) {
      Layer mlp = new Mlp(4, List.of(6, 5), 3, activation).network(DType.F64, random());
      rows.add(layer("mlp of " + activation.label(), mlp, x));
    }
    return rows;
  }

  private static Linear linear(String suffix, int inputs, int outputs) {
    return new Linear(suffix, inputs, outputs, Initializer.xavier(), DType.F64, random());
  }

  /** A layer, by its input and its parameters. */
  private static Row layer(String name, Layer layer, Tensor x) {
    List<Tensor> inputs = new ArrayList<>(List.of(x));
    inputs.addAll(layer.parameters());
    Replay replay = Replay.of(inputs, () -> layer.forward(x));
    return new Row(new Case.Subject("layer", name), "of " + x.shape(), layer, replay);
  }

  private static List<Row> losses() {
    List<Row> rows = new ArrayList<>();
    for (Reduction reduction : Reduction.values()) {
      for (int batch : new int[] {1, 6}) {
        Tensor prediction = Tensor.normal(random(), batch, 4);
        Tensor shares = Tensor.uniform(random(), 0, 1, batch, 4);
        Tensor labels = Tensor.indices(random().longs(batch, 0, 4).toArray());
        rows.add(loss("mean squared error", new MeanSquaredError(reduction), prediction, shares));
        rows.add(loss("binary cross-entropy", new BinaryCrossEntropy(reduction), prediction, shares));
        rows.add(loss("cross-entropy", new CrossEntropy(reduction), prediction, labels));
      }
    }
    Tensor large = Tensor.of(new double[][] {{1e9, -1e9, 0, 40}});
    for (Reduction reduction : Reduction.values()) {
      Tensor wrong = Tensor.of(new double[][] {{0, 1, 0.5, 0}});
      rows.add(loss("binary cross-entropy of large logits", new BinaryCrossEntropy(reduction), large, wrong));
      rows.add(loss("cross-entropy of large logits", new CrossEntropy(reduction), large, Tensor.indices(1)));
    }
    return rows;
  }

  private static Row loss(String name, Loss loss, Tensor prediction, Tensor target) {
    Replay replay = Replay.of(List.of(prediction, target), () -> loss.of(prediction, target)).watching(List.of(prediction));
    return new Row(new Case.Subject("loss", name), prediction.shape() + ", " + loss, loss, replay);
  }

  private static Stream<Case> initializers() {
    return Stream.of(Initializer.he(), Initializer.xavier(), Initializer.normal(0.3), Initializer.zeros())
        .map(NetworkCases::initializer);
  }

  private static Case initializer(Initializer initializer) {
    String name = initializer.describe(FAN_IN, FAN_OUT);
    return new Case(
        new Case.Subject("initialiser", name), FAN_IN + " × " + FAN_OUT, Tolerance.STATISTICS,
        (engine, oracle) ->
            oracle.initial(initializer, FAN_IN, FAN_OUT, SEED)
                .map(
                    theirs ->
                        new Case.Answers(
                            moments(engine.initial(initializer, FAN_IN, FAN_OUT, SEED).orElseThrow()), moments(theirs))));
  }

  /** Mean, standard deviation and kurtosis: the last tells a normal distribution from a uniform one. */
  private static List<Part> moments(NdArray weights) {
    double[] numbers = weights.toDoubles();
    double mean = DoubleStream.of(numbers).average().orElse(0);
    double deviation = Math.sqrt(DoubleStream.of(numbers).map(w -> (w - mean) * (w - mean)).average().orElse(0));
    double kurtosis =
        deviation == 0 ? 0 : DoubleStream.of(numbers).map(w -> Math.pow((w - mean) / deviation, 4)).average().orElse(0);
    return List.of(
        new Part("the shape", NdArray.over(DoubleStream.of(weights.shape().get(0), weights.shape().get(1)).toArray(), Shape.of(2))),
        new Part("the deviation", NdArray.over(new double[] {deviation}, Shape.SCALAR)),
        new Part("the mean and the deviation", NdArray.over(new double[] {mean, deviation}, Shape.of(2))),
        new Part("the kurtosis", NdArray.over(new double[] {kurtosis}, Shape.SCALAR)));
  }
}
