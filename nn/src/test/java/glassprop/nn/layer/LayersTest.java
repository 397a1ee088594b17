package glassprop.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Autodiff;
import glassprop.Tape;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.check.GradCheck;
import glassprop.nn.Activation;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the layers compute, and that they are values. */
class LayersTest {
  private final Tensor x = Tensor.normal(random(1), 5, 3);

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static Network network(Layer layer, int... sizes) {
    return Architecture.of(layer, DType.F64, sizes).initialized(1);
  }

  @ParameterizedTest
  @EnumSource
  void aNetworkOfEveryActivationPassesTheGradientCheck(Activation activation) {
    Network network = network(Sequential.of(new Dense(4, activation), new Dense(3, activation, false), new LayerNorm(), new Dense(2)), 3);
    GradCheck.Report report = GradCheck.strict().withTolerance(1e-7, 1e-8).checkLeaves(() -> network.apply(x).square().sum(), network.parameters());
    report.requireOk();
    assertThat(report.checked() + report.kinks()).isEqualTo(3 * 4 + 4 + 4 * 3 + 3 + 3 + 3 * 2 + 2);
  }

  @ParameterizedTest
  @EnumSource
  void aDenseLayerGivesTheSameForRowsAndForSequencesOfThem(Activation activation) {
    Network rows = network(new Dense(4, activation), 3);
    Tensor sequences = x.reshape(5, 1, 3);
    assertThat(rows.apply(sequences).shape()).isEqualTo(Shape.of(5, 1, 4));
    assertThat(rows.apply(sequences).toDoubles()).containsExactly(rows.apply(x).toDoubles(), Offset.offset(1e-14));
  }

  @ParameterizedTest
  @EnumSource(names = {"RELU", "SIGMOID", "TANH", "IDENTITY"})
  void aDenseLayerIsOneOpAlsoWhereItIsWatchedAndOfSequences(Activation activation) {
    Network network = network(Sequential.of(new Dense(4, activation)), 3).onForward("**", (part, in, out) -> out);
    Tensor sequences = Tensor.normal(random(2), 2, 5, 3);
    for (Tensor input : List.of(x, sequences)) {
      Tape<Tensor> tape = Tape.of(() -> Autodiff.noGrad(() -> network.apply(input)));
      assertThat(tape.entries()).hasSize(1);
    }
  }

  @Test
  void theProductAndTheBiasAreOneOpUnderAnyActivation() {
    Network network = network(Sequential.of(new Dense(4, Activation.GELU)), 3);
    Tape<Tensor> tape = Tape.of(() -> Autodiff.noGrad(() -> network.apply(x)));
    assertThat(tape.entries().getFirst().op().mnemonic()).isEqualTo("affine");
  }

  @Test
  void theGradientHasTheIdentityPathBesideTheBlock() {
    Network alone = network(new Dense(3), 3);
    Network around = Architecture.of(new Residual(new Dense(3)), DType.F64, 3)
        .with(Map.of("block.weight", alone.tensor("weight").array(), "block.bias", alone.tensor("bias").array()));
    Tensor upstream = Tensor.normal(random(3), 5, 3);
    Tensor one = x.tracked();
    alone.apply(one).backward(upstream);
    Tensor other = x.tracked();
    around.apply(other).backward(upstream);
    assertThat(other.grad().minus(one.grad()).toDoubles()).containsExactly(upstream.toDoubles(), Offset.offset(1e-14));
  }

  @Test
  void throughBlocksThatGiveNothingTheGradientArrivesWholeHoweverManyThereAre() {
    Network deep = Architecture.of(Sequential.of(Collections.nCopies(50, new Residual(new Dense(3)))), DType.F64, 3)
        .initialized(1, Map.of("**", glassprop.nn.Initializer.zeros()));
    Tensor input = x.tracked();
    Tensor upstream = Tensor.normal(random(3), 5, 3);
    deep.apply(input).backward(upstream);
    assertThat(input.grad().toDoubles()).containsExactly(upstream.toDoubles());
  }

  @Test
  void layerNormalisationGivesEachExampleMeanZeroAndVarianceOne() {
    Tensor y = network(new LayerNorm(1e-14), 3).apply(x.times(3).plus(2));
    assertThat(y.mean(1).toDoubles()).containsExactly(new double[5], Offset.offset(1e-13));
    assertThat(y.square().mean(1).toDoubles()).containsExactly(Tensor.ones(DType.F64, 5).toDoubles(), Offset.offset(1e-12));
  }

  @Test
  void anEmbeddingLooksUpRowsForIndicesOfAnyShape() {
    Network network = new Architecture(Sequential.of(new Embedding(4, 2), new Flatten()), DType.F64, new TensorType(Shape.of(3), DType.I64)).initialized(1);
    Tensor table = network.tensor("0.weight");
    double[] rows = network.apply(Tensor.indices(new long[][] {{3, 0, 3}})).toDoubles();
    assertThat(rows).containsExactly(table.get(3, 0), table.get(3, 1), table.get(0, 0), table.get(0, 1), table.get(3, 0), table.get(3, 1));
    assertThatThrownBy(() -> network(new Embedding(4, 2), 3)).hasMessageContaining("indices (I64)").hasMessageContaining("F64");
  }

  @Test
  void layersAreValues() {
    Layer one = Sequential.of(new Dense(4, Activation.RELU), new BatchNorm(), new Residual(new Dropout(0.1)));
    Layer same = Sequential.of(new Dense(4, Activation.RELU, true), new BatchNorm(0.1, 1e-5, true), new Residual(new Dropout(0.1), Activation.IDENTITY));
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(Sequential.of(new Dense(4, Activation.TANH)));
  }

  @Test
  void placesHaveTheNamesTheyAreGiven() {
    Sequential named = Sequential.of(new Dense(4)).then(new Dense(3)).then("logits", new Dense(2));
    assertThat(network(named, 3).state().keySet())
        .containsExactly("0.weight", "0.bias", "1.weight", "1.bias", "logits.weight", "logits.bias");
    assertThatThrownBy(() -> named.then("logits", new Dense(2))).hasMessageContaining("two layers of the name logits");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new Dense(0)).hasMessageContaining("0 units");
    assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("rate 1.0");
    assertThatThrownBy(() -> new LayerNorm(Double.NaN)).hasMessageContaining("epsilon NaN");
    assertThatThrownBy(() -> new Embedding(3, 0)).hasMessageContaining("0 numbers");
  }

  @Test
  void theTextOfALargeNetworkIsShortAndCountsWhatItLeavesOut() {
    Layer wide = Sequential.of(Collections.nCopies(1000, new Dense(4)));
    assertThat(wide.toString()).hasSizeLessThan(600).containsPattern("Dense\\[.*\\], … 9\\d\\d more\\)$");
    List<Layer> layers = new ArrayList<>(List.of(wide));
    for (int i = 0; i < 300; i++) {
      layers.set(0, new Residual(Sequential.of(layers.getFirst(), new Dense(4))));
    }
    assertThat(layers.getFirst().toString()).hasSizeLessThan(600).contains("(…)");
  }
}
