package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.nn.Activation;
import glassprop.nn.Mlp;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Residual;
import glassprop.nn.layer.Sequential;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Loss;
import glassprop.nn.loss.MeanSquaredError;
import glassprop.nn.loss.Reduction;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import glassprop.nn.optim.AdaDelta;
import glassprop.nn.optim.AdaGrad;
import glassprop.nn.optim.Adam;
import glassprop.nn.optim.AdamW;
import glassprop.nn.optim.RmsProp;
import glassprop.nn.optim.Sgd;
import glassprop.nn.optim.UpdateRule;
import glassprop.parity.oracle.Replay;
import glassprop.parity.oracle.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** Optimizers, 20 steps each, and whole trainings of networks: the same initial weights and the same batches. */
public final class TrainingCases {
  private static final int OPTIMIZER_STEPS = 20;
  private static final int TRAINING_STEPS = 50;
  private static final int BATCH = 16;
  private static final long SEED = 29;
  private static final int FEATURES = 3;
  private static final int CLASSES = 4;

  private TrainingCases() {}

  /** All of them. */
  public static List<Case> all() {
    return Stream.concat(optimizers(), networks()).toList();
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  }

  /** Each rule, with its parameters off their defaults too. */
  public static List<UpdateRule> rules() {
    return List.of(
        new Sgd(0.1, 0), new Sgd(0.05, 0.9), new Sgd(0.01, 0.5), new Sgd(0.05, 0.9, true, 0), new Sgd(0.05, 0.8, false, 0.1), new Sgd(0.05, 0.8, true, 0.1),
        new Sgd(0.1, 0, false, 0.1), new Adam(0.1), new Adam(0.01, 0.8, 0.95, 1e-3), new AdamW(0.1), new AdamW(0.05, 0.8, 0.95, 1e-3, 0.2), new RmsProp(0.01),
        new RmsProp(0.01, 0.9, 1e-3, 0.8, 0.1), new AdaGrad(0.1), new AdaGrad(0.1, 0.1, 1e-3, 0.1), new AdaDelta(1), new AdaDelta(0.5, 0.8, 1e-3));
  }

  private static Stream<Case> optimizers() {
    Tensor w = Tensor.normal(random(), 3, 2).named("w");
    Tensor x = Tensor.normal(random(), 5, 3);
    Replay loss = Replay.of(List.of(w, x), () -> x.matmul(w).tanh().square().sum()).watching(List.of(w));
    List<List<NdArray>> batches = batches(OPTIMIZER_STEPS, r -> List.of(Tensor.normal(r, 5, 3)));
    return rules().stream()
        .map(
            rule ->
                training("optimizer", rule.getClass().getSimpleName(), rule.toString(),
                    new Training(loss, List.of(w.array()), batches, rule)));
  }

  private static Stream<Case> networks() {
    return Stream.of(new Sgd(0.05, 0.9), new Adam(0.01)).flatMap(rule -> Stream.of(classification(rule), regression(rule), normalized(rule)));
  }

  private static Case classification(UpdateRule rule) {
    return mlp(
        "classification", new Mlp(FEATURES, List.of(16, 16), CLASSES, Activation.RELU), new CrossEntropy(Reduction.MEAN), rule,
        r -> List.of(Tensor.normal(r, BATCH, FEATURES), Tensor.indices(r.longs(BATCH, 0, CLASSES).toArray())));
  }

  private static Case regression(UpdateRule rule) {
    return mlp(
        "regression", new Mlp(FEATURES, List.of(12, 8), 2, Activation.TANH), new MeanSquaredError(Reduction.MEAN), rule,
        r -> List.of(Tensor.normal(r, BATCH, FEATURES), Tensor.normal(r, BATCH, 2)));
  }

  private static Case normalized(UpdateRule rule) {
    Layer layers = Sequential.of(
        new Dense(8, Activation.IDENTITY, false), new BatchNorm(), Activation.RELU, new Residual(new Dense(8, Activation.TANH)), new Dense(CLASSES));
    Network network = Architecture.of(layers, DType.F64, FEATURES).initialized(SEED);
    glassprop.nn.network.Training learning = network.training(SEED);
    return network(
        "classification", "with batch norm and a residual block", network, learning::apply,
        new CrossEntropy(Reduction.MEAN).smoothing(0.1), rule,
        r -> List.of(Tensor.normal(r, BATCH, FEATURES), Tensor.indices(r.longs(BATCH, 0, CLASSES).toArray())));
  }

  private static Case mlp(
      String task, Mlp mlp, Loss loss, UpdateRule rule, Function<RandomGenerator, List<Tensor>> batch) {
    Network network = mlp.architecture(DType.F64).initialized(SEED);
    return network(task, mlp.widths().toString(), network, network::apply, loss, rule, batch);
  }

  private static Case network(
      String task, String what, Network network, UnaryOperator<Tensor> view, Loss loss, UpdateRule rule,
      Function<RandomGenerator, List<Tensor>> batch) {
    List<Tensor> example = batch.apply(random());
    List<Tensor> inputs = new ArrayList<>(network.parameters());
    inputs.addAll(example);
    Replay replay =
        Replay.of(inputs, () -> loss.of(view.apply(example.getFirst()), example.getLast()))
            .watching(network.parameters());
    List<NdArray> parameters = network.parameters().stream().map(Tensor::array).toList();
    return training(
        "training", task, what + ", " + TRAINING_STEPS + " steps of " + rule,
        new Training(replay, parameters, batches(TRAINING_STEPS, batch), rule));
  }

  private static List<List<NdArray>> batches(int count, Function<RandomGenerator, List<Tensor>> batch) {
    RandomGenerator random = random();
    return Stream.generate(() -> batch.apply(random).stream().map(Tensor::array).toList()).limit(count).toList();
  }

  private static Case training(String group, String name, String setting, Training training) {
    return new Case(
        new Case.Subject(group, name), setting, Tolerance.TRAINING,
        (engine, oracle) ->
            oracle.train(training)
                .map(theirs -> new Case.Answers(engine.train(training).orElseThrow().parts(), theirs.parts())));
  }
}
