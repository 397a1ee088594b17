package glassprop.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.nn.Activation;
import glassprop.nn.Mlp;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.Sequential;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Loss;
import glassprop.nn.loss.MeanSquaredError;
import glassprop.nn.loss.Reduction;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Network;
import glassprop.nn.optim.Adam;
import glassprop.nn.optim.Clipping;
import glassprop.nn.optim.Optimizer;
import glassprop.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Whole training runs on small problems. */
class TrainerTest {

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Points in the plane, labelled by the quadrant's parity: a linear model can not do it. */
  private static Examples xor(int n, long seed) {
    Tensor points = Tensor.uniform(random(seed), -1, 1, n, 2);
    double[] p = points.toDoubles();
    long[] labels = new long[n];
    for (int i = 0; i < n; i++) {
      labels[i] = p[2 * i] * p[2 * i + 1] > 0 ? 1 : 0;
    }
    return new Examples(points.to(DType.F32), Tensor.indices(labels));
  }

  private static TrainingResult train(Network network, int epochs) {
    return train(network, epochs, _ -> false);
  }

  private static TrainingResult train(Network network, int epochs, Predicate<TrainingEvent> stop) {
    Trainer trainer =
        new Trainer(
            network, new CrossEntropy(Reduction.MEAN), new Optimizer(new Adam(0.01), network.parameters()), Metric.ACCURACY, 16);
    return trainer.run(xor(400, 1), xor(100, 2), epochs, 3, _ -> { }, stop);
  }

  private static Network network() {
    return new Mlp(2, List.of(16), 2, Activation.TANH).architecture(DType.F32).initialized(4);
  }

  @Test
  void aNetworkLearnsWhatALinearModelCanNot() {
    Network network = network();
    TrainingResult result = train(network, 40);
    Examples test = xor(500, 9);
    assertThat(Metric.ACCURACY.of(network.apply(test.inputs()), test.targets())).isGreaterThan(0.95);
    assertThat(result.epochs()).hasSize(40);
    assertThat(result.flow()).extracting(LayerFlow::name).containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
    assertThat(result.flow()).allMatch(flow -> flow.gradNorm() > 0);
  }

  @Test
  void theSameSeedsGiveTheSameWeightsBitForBit() {
    Network one = network();
    Network two = network();
    train(one, 3);
    train(two, 3);
    for (int i = 0; i < one.parameters().size(); i++) {
      assertThat(one.parameters().get(i).toDoubles()).containsExactly(two.parameters().get(i).toDoubles());
    }
  }

  @Test
  void aNetworkWithChanceAndStatisticsLearnsTheSameFromTheSameSeedAndKeepsItsFrozenPart() {
    Architecture architecture =
        Architecture.of(Sequential.of(new Dense(16), new BatchNorm(), Activation.TANH, new Dropout(0.3), new Dense(2)), DType.F32, 2);
    List<Network> runs = new ArrayList<>();
    for (long seed : new long[] {3, 3, 5}) {
      Network network = architecture.initialized(4).frozen("0");
      Trainer trainer = new Trainer(
          network, new CrossEntropy(Reduction.MEAN), new Optimizer(new Adam(0.01), network.parameters()), Metric.ACCURACY, 16);
      trainer.run(xor(100, 1), xor(50, 2), 12, seed);
      runs.add(network);
    }
    assertThat(runs.get(1).tensor("4.weight").toDoubles()).containsExactly(runs.get(0).tensor("4.weight").toDoubles());
    assertThat(runs.get(1).tensor("1.running_var").toDoubles()).containsExactly(runs.get(0).tensor("1.running_var").toDoubles());
    assertThat(runs.get(2).tensor("4.weight").toDoubles()).isNotEqualTo(runs.get(0).tensor("4.weight").toDoubles());
    assertThat(runs.get(0).tensor("0.weight").toDoubles()).containsExactly(architecture.initialized(4).tensor("0.weight").toDoubles());
  }

  @Test
  void theNetworkKeepsTheParametersOfItsBestEpoch() {
    Network network = network();
    TrainingResult result = train(network, 15);
    Examples validation = xor(100, 2);
    double loss = new CrossEntropy(Reduction.MEAN).of(network.apply(validation.inputs()), validation.targets()).item();
    assertThat(loss).isEqualTo(result.epochs().get(result.bestEpoch() - 1).validationLoss());
    assertThat(result.epochs()).allMatch(epoch -> epoch.validationLoss() >= loss);
  }

  @Test
  void aNormalisedNetworkLearnsByItsBatchesAndIsJudgedByItsRunningStatistics() {
    Network network = new Mlp(2, List.of(16), 2, Activation.TANH, true).architecture(DType.F32).initialized(4);
    TrainingResult result = train(network, 20);
    assertThat(network.tensor("1.running_mean").toDoubles()).doesNotContain(0);
    Examples validation = xor(100, 2);
    double loss = new CrossEntropy(Reduction.MEAN).of(network.apply(validation.inputs()), validation.targets()).item();
    assertThat(loss).isEqualTo(result.epochs().get(result.bestEpoch() - 1).validationLoss()); // buffers are restored too
    assertThat(result.bestEpoch()).isLessThan(20);
    assertThat(result.epochs().get(result.bestEpoch() - 1).validationMetric()).isGreaterThan(0.85);
  }

  @Test
  void aRunWithoutProgressStopsEarlyWithItsBestEpoch() {
    Network network = new Mlp(2, List.of(16), 2, Activation.TANH).architecture(DType.F32).initialized(4);
    Trainer trainer =
        new Trainer(
            network, new CrossEntropy(Reduction.MEAN), new Optimizer(new Adam(0.3), network.parameters()), Metric.ACCURACY, 16,
            new EarlyStopping(3, 0));
    TrainingResult result = trainer.run(xor(400, 1), xor(100, 2), 500, 3);
    assertThat(result.interrupted()).isFalse();
    assertThat(result.epochs()).hasSize(result.bestEpoch() + 3).hasSizeLessThan(500);
    Examples validation = xor(100, 2);
    double loss = new CrossEntropy(Reduction.MEAN).of(network.apply(validation.inputs()), validation.targets()).item();
    assertThat(loss).isEqualTo(result.epochs().get(result.bestEpoch() - 1).validationLoss());
  }

  private static Predicate<TrainingEvent> stoppingAt(int epoch, int batch) {
    return event -> event instanceof TrainingEvent.BatchDone done && done.epoch() == epoch && done.batch() == batch;
  }

  @Test
  void anEpochThatIsCutShortIsNotTheBestThoughItsLossMayBeTheLeast() {
    int best = train(network(), 15).bestEpoch();
    assertThat(best).isGreaterThan(2);
    Network network = network();
    TrainingResult result = train(network, 15, stoppingAt(best, 24)); // of 25 batches
    assertThat(result.interrupted()).isTrue();
    assertThat(result.epochs()).hasSize(best - 1);
    assertThat(result.lastEpoch()).isEqualTo(best);
    assertThat(result.bestEpoch()).isBetween(1, best - 1);
    Examples validation = xor(100, 2);
    double loss = new CrossEntropy(Reduction.MEAN).of(network.apply(validation.inputs()), validation.targets()).item();
    assertThat(loss).isEqualTo(result.epochs().get(result.bestEpoch() - 1).validationLoss());
  }

  @Test
  void anEpochWhoseLastBatchIsDoneCounts() {
    TrainingResult result = train(network(), 15, stoppingAt(2, 25));
    assertThat(result.interrupted()).isTrue();
    assertThat(result.epochs()).hasSize(2);
    assertThat(result.lastEpoch()).isEqualTo(2);
  }

  @Test
  void anUnfinishedFirstEpochCounts() {
    TrainingResult result = train(network(), 15, stoppingAt(1, 20));
    assertThat(result.epochs()).hasSize(1);
    assertThat(result.bestEpoch()).isEqualTo(1);
    assertThat(result.lastEpoch()).isEqualTo(1);
  }

  @Test
  void anInfiniteGradientIsNamedWithItsBatchIfGradientsAreClipped() {
    Network network = new Mlp(1, List.of(), 1, Activation.RELU).architecture(DType.F64).initialized(4);
    network.parameters().forEach(p -> p.hook(gradient -> gradient.times(Double.POSITIVE_INFINITY)));
    Examples examples = new Examples(Tensor.of(new double[][] {{1}, {2}}), Tensor.of(new double[][] {{5}, {6}}));
    Optimizer optimizer = new Optimizer(new Sgd(0.1, 0), Clipping.byNorm(1), network.parameters());
    Trainer trainer = new Trainer(network, new MeanSquaredError(Reduction.MEAN), optimizer, Metric.R2, 2);
    assertThatThrownBy(() -> trainer.run(examples, examples, 5, 3))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("0.weight (1, 1) is -Infinity")
        .hasMessageContaining("epoch 1, batch 1");
  }

  @Test
  void aGradientThatIsNotANumberIsNamedWithItsBatchAndTheParametersStay() {
    Network network = new Mlp(1, List.of(), 1, Activation.RELU).architecture(DType.F64).initialized(4);
    double[] before = network.parameters().getFirst().toDoubles();
    int[] passes = {0};
    network.parameters().getFirst().hook(gradient -> gradient.times(++passes[0] == 3 ? Double.NaN : 0));
    Examples examples = new Examples(Tensor.of(new double[][] {{1}, {2}, {3}, {4}}), Tensor.of(new double[][] {{5}, {6}, {7}, {8}}));
    Optimizer optimizer = new Optimizer(new Sgd(0.1, 0), network.parameters());
    Trainer trainer = new Trainer(network, new MeanSquaredError(Reduction.MEAN), optimizer, Metric.R2, 2);
    assertThatThrownBy(() -> trainer.run(examples, examples, 5, 3))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("in epoch 2, batch 1").hasMessageContaining("the gradient of 0.weight (1, 1) is NaN")
        .hasMessageContaining("smaller learning rate");
    assertThat(network.parameters().getFirst().toDoubles()).containsExactly(before);
  }

  @Test
  void eventsTellTheRunInOrder() {
    List<TrainingEvent> events = new ArrayList<>();
    Network network = network();
    Trainer trainer = new Trainer(
        network, new CrossEntropy(Reduction.MEAN), new Optimizer(new Adam(0.01), network.parameters()), Metric.ACCURACY, 16);
    TrainingResult result = trainer.run(xor(40, 1), xor(100, 2), 2, 3, events::add, _ -> false);
    List<TrainingEvent> batches = events.stream().filter(TrainingEvent.BatchDone.class::isInstance).toList();
    List<Double> losses = batches.stream().map(event -> ((TrainingEvent.BatchDone) event).loss()).toList();
    Epoch start = result.start();
    Epoch first = result.epochs().get(0);
    Epoch second = result.epochs().get(1);
    assertThat(events).containsExactly(
        new TrainingEvent.Started(2, 3, start),
        new TrainingEvent.BatchDone(1, 1, 3, losses.get(0)), new TrainingEvent.BatchDone(1, 2, 3, losses.get(1)),
        new TrainingEvent.BatchDone(1, 3, 3, losses.get(2)), new TrainingEvent.EpochDone(first, first.validationLoss() < start.validationLoss()),
        new TrainingEvent.BatchDone(2, 1, 3, losses.get(3)), new TrainingEvent.BatchDone(2, 2, 3, losses.get(4)),
        new TrainingEvent.BatchDone(2, 3, 3, losses.get(5)), new TrainingEvent.EpochDone(second, second.validationLoss() < Math.min(start.validationLoss(), first.validationLoss())),
        new TrainingEvent.Stopped(TrainingEvent.Reason.DONE, 2, result.bestEpoch()));
    double mean = (16 * losses.get(0) + 16 * losses.get(1) + 8 * losses.get(2)) / 40;
    assertThat(result.epochs().getFirst().trainLoss()).isEqualTo(mean, Offset.offset(1e-12));
  }

  @Test
  void whoeverListensCanStopTheRunAtAnyEvent() {
    assertThat(train(network(), 40, stoppingAt(1, 3)).interrupted()).isTrue();
    TrainingResult afterTwo = train(network(), 40, event -> event instanceof TrainingEvent.EpochDone done && done.epoch().number() == 2);
    assertThat(afterTwo.epochs()).hasSize(2);
    TrainingResult none = train(network(), 40, TrainingEvent.Started.class::isInstance);
    assertThat(none.epochs()).isEmpty();
    assertThat(none.lastEpoch()).isZero();
  }

  @Test
  void aRunThatOnlyHarmsLeavesTheNetworkAsItWas() {
    Network network = network();
    train(network, 10);
    double[] before = network.parameters().getFirst().toDoubles();
    Trainer harmful = new Trainer(
        network, new CrossEntropy(Reduction.MEAN), new Optimizer(new Sgd(300, 0), network.parameters()), Metric.ACCURACY, 16);
    TrainingResult result = harmful.run(xor(400, 1), xor(100, 2), 3, 3);
    assertThat(result.bestEpoch()).isZero();
    assertThat(result.best()).isEqualTo(result.start());
    assertThat(network.parameters().getFirst().toDoubles()).containsExactly(before);
  }

  @Test
  void manyExamplesAreJudgedAsAllAtOnce() {
    Network network = network();
    Examples many = xor(2500, 5);
    TrainingResult result = new Trainer(
        network, new CrossEntropy(Reduction.SUM), new Optimizer(new Adam(0.01), network.parameters()), Metric.ACCURACY, 16)
        .run(xor(16, 1), many, 0, 3);
    Tensor prediction = network.apply(many.inputs());
    double loss = new CrossEntropy(Reduction.SUM).of(prediction, many.targets()).item();
    assertThat(result.start().validationLoss()).isEqualTo(loss, Offset.offset(1e-5 * loss));
    assertThat(result.start().validationMetric()).isEqualTo(
        prediction.argmax(1).equalTo(many.targets()).to(DType.F64).mean().item());
  }

  @Test
  void aLossThatIsNotFiniteStopsTheRunAndNamesBatchAndRow() {
    Network network = new Mlp(2, List.of(), 1, Activation.RELU).architecture(DType.F64).initialized(4);
    double[] before = network.parameters().getFirst().toDoubles();
    Tensor inputs = Tensor.uniform(random(1), -1, 1, 8, 2);
    Tensor targets = Tensor.of(1, 2, 3, 4, 5, Double.NaN, 7, 8).reshape(8, 1);
    Examples examples = new Examples(inputs, targets);
    Trainer trainer =
        new Trainer(
            network, new MeanSquaredError(Reduction.MEAN), new Optimizer(new Sgd(0.1, 0), network.parameters()), Metric.R2, 8);
    assertThatThrownBy(() -> trainer.run(examples, examples, 5, 3))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("NaN in epoch 1, batch 1")
        .hasMessageContaining("training example 5");
    assertThat(network.parameters().getFirst().toDoubles()).containsExactly(before);
  }

  @Test
  void aBatchOfNothingIsRefused() {
    Network network = network();
    Optimizer optimizer = new Optimizer(new Adam(0.01), network.parameters());
    assertThatThrownBy(() -> new Trainer(network, new CrossEntropy(Reduction.MEAN), optimizer, Metric.ACCURACY, 0))
        .hasMessageContaining("batch size 0");
  }

  @Test
  void aNetworkOrALossThatGivesNullIsNamed() {
    boolean[] described = {false};
    Network empty = Architecture.of((scope, x) -> described[0] ? nothing() : scope.part("d", new Dense(2)).apply(x), DType.F32, 2).initialized(1);
    described[0] = true;
    Loss mute = (prediction, target) -> nothing();
    Optimizer optimizer = new Optimizer(new Sgd(0.1, 0), empty.parameters());
    Network network = network();
    assertThatThrownBy(() -> new Trainer(network, mute, optimizer, Metric.ACCURACY, 4)).hasMessageContaining("is no parameter of this network");
    assertThatThrownBy(() -> new Trainer(empty, mute, optimizer, Metric.ACCURACY, 4).run(xor(4, 1), xor(4, 2), 1, 3))
        .hasMessageContaining("the network").hasMessageContaining("the layer gave null; expected a tensor");
    Optimizer another = new Optimizer(new Sgd(0.1, 0), network.parameters());
    assertThatThrownBy(() -> new Trainer(network, mute, another, Metric.ACCURACY, 4).run(xor(4, 1), xor(4, 2), 1, 3))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching("the loss .* gave null; expected a tensor");
  }

  @SuppressWarnings("NullAway") // what careless code gives
  private static Tensor nothing() {
    return null;
  }
}
