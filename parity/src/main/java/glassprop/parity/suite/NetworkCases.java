package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.Mlp;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.Embedding;
import glassprop.nn.layer.Flatten;
import glassprop.nn.layer.LayerNorm;
import glassprop.nn.layer.Recomputed;
import glassprop.nn.layer.Residual;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import glassprop.nn.network.Training;
import glassprop.parity.oracle.BatchView;
import glassprop.parity.oracle.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Layers, functions, losses and initialisers, a row each. A new one joins by a row here; where an oracle has a function of its own for it, by a row of the
 * oracle's peers too.
 */
public final class NetworkCases {
  private static final long SEED = 23;
  private static final int FAN_IN = 400;
  private static final int FAN_OUT = 625;

  private NetworkCases() {}

  /** All of them. */
  public static List<Case> all() {
    return Stream.concat(rows().map(ComponentRow::toCase), initializers()).toList();
  }

  /** The layers, functions and losses that have a row. */
  public static List<Object> components() {
    return rows().map(ComponentRow::component).toList();
  }

  private static Stream<ComponentRow> rows() {
    return Stream.of(layers(), normalizations(), FunctionCases.rows(), LossCases.rows()).flatMap(List::stream);
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  }

  private static List<ComponentRow> layers() {
    List<ComponentRow> rows = new ArrayList<>();
    Tensor x = Tensor.normal(random(), 5, 4);
    for (Activation activation : Activation.values()) {
      rows.add(ComponentRow.layer(activation.label(), activation, x));
    }
    rows.add(ComponentRow.layer("dense", new Dense(3), x));
    rows.add(ComponentRow.layer("dense", new Dense(1), Tensor.normal(random(), 1, 4)));
    rows.add(ComponentRow.layer("dense", new Dense(3), Tensor.normal(random(), 2, 5, 4)));
    rows.add(ComponentRow.layer("dense without bias", new Dense(3, Activation.IDENTITY, false), x));
    rows.add(ComponentRow.layer("sequential", Sequential.of(new Dense(4), Activation.TANH, new Dense(4)), x));
    for (Activation activation : Activation.values()) {
      rows.add(ComponentRow.layer("dense with " + activation.label(), new Dense(3, activation), x));
      Layer mlp = new Mlp(4, List.of(6, 5), 3, activation).layer();
      rows.add(ComponentRow.layer("mlp of " + activation.label(), mlp, x));
      rows.add(ComponentRow.layer("mlp of " + activation.label(), mlp, Tensor.normal(random(), 2, 5, 4)));
    }
    rows.add(ComponentRow.layer("residual", new Residual(new Dense(4, Activation.TANH)), x));
    rows.add(ComponentRow.layer("residual with a shortcut", new Residual(new Dense(3), new Dense(3)), x));
    rows.add(ComponentRow.layer("recomputed", new Recomputed(new Dense(3, Activation.GELU)), x));
    rows.add(ComponentRow.layer("layer norm", new LayerNorm(), x));
    rows.add(ComponentRow.layer("layer norm", new LayerNorm(1e-2), Tensor.normal(random(), 2, 5, 4)));
    rows.add(ComponentRow.layer("flatten", new Flatten(), Tensor.normal(random(), 2, 5, 4)));
    rows.add(ComponentRow.layer("dropout out of training", new Dropout(0.4), x));
    rows.add(ComponentRow.layer("embedding", new Embedding(6, 3), Tensor.indices(new long[][] {{0, 5, 2}, {5, 5, 1}})));
    return rows;
  }

  /** In training, by the statistics of the batch; else by those that several batches left. */
  private static List<ComponentRow> normalizations() {
    List<ComponentRow> rows = new ArrayList<>();
    for (Shape shape : List.of(Shape.of(6, 3), Shape.of(4, 3, 2, 5))) {
      for (boolean affine : new boolean[] {true, false}) {
        BatchNorm norm = new BatchNorm(0.3, 1e-3, affine);
        RandomGenerator random = random();
        Tensor x = Tensor.normal(random, shape.toArray());
        Network network = ComponentRow.network(norm, x);
        network.parameters().forEach(p -> p.updateInPlace(array -> array.copyFrom(Tensor.uniform(random, -2, 2, 3).array())));
        Training training = network.training(SEED);
        for (int batch = 0; batch < 3; batch++) {
          training.apply(Tensor.normal(random, shape.toArray()).times(2).plus(1));
          training.commit();
        }
        rows.add(ComponentRow.network("batch norm", network, norm, x));
        rows.add(ComponentRow.network("batch norm in training", network, new BatchView(norm), x, training::apply));
      }
    }
    return rows;
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
