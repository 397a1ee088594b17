package glassprop.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.check.GradCheck;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.Recomputed;
import glassprop.nn.layer.Residual;
import glassprop.nn.layer.Sequential;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The cases that a way of writing networks breaks at, if it breaks. */
class HardCasesTest {
  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static List<String> paths(Network network) {
    return network.entries().stream().map(Entry::path).toList();
  }

  private static void requireGradients(Network network, Tensor x) {
    GradCheck.strict().withTolerance(1e-7, 1e-8)
        .checkLeaves(() -> network.apply(x).square().sum(), network.parameters()).requireOk();
  }

  @Test
  void tiedWeightsAreOneParameterThatGetsBothGradients() {
    Architecture tied = new Architecture(new Blocks.Tied(5, 3), DType.F64, new TensorType(Shape.of(4), DType.I64));
    Network network = tied.initialized(1);
    assertThat(paths(network)).containsExactly("embedding.weight");
    Tensor tokens = Tensor.indices(new long[][] {{0, 1, 4, 1}, {2, 2, 3, 0}});
    assertThat(network.apply(tokens).shape()).isEqualTo(Shape.of(2, 4, 5));
    requireGradients(network, tokens);
  }

  @Test
  void aBlockWithinABlockTwiceTheSameObjectHasParametersOfItsOwnAtEachPlace() {
    Layer inner = new Residual(new Dense(4, Activation.TANH));
    Layer block = new Residual(Sequential.of(inner, inner));
    Network network = Architecture.of(Sequential.of(block, block, new Dense(2)), DType.F64, 4).initialized(1);
    assertThat(paths(network)).containsExactly(
        "0.block.0.block.weight", "0.block.0.block.bias", "0.block.1.block.weight", "0.block.1.block.bias",
        "1.block.0.block.weight", "1.block.0.block.bias", "1.block.1.block.weight", "1.block.1.block.bias", "2.weight", "2.bias");
    Set<List<Double>> different = new HashSet<>();
    network.state().forEach((path, w) -> {
      if (path.endsWith("block.weight")) {
        different.add(java.util.Arrays.stream(w.toDoubles()).boxed().toList());
      }
    });
    assertThat(different).hasSize(4);
    requireGradients(network, Tensor.normal(random(2), 3, 4));
  }

  @Test
  void aPartThatIsAppliedTwiceSharesItsParameters() {
    Layer twice = (scope, x) -> {
      Part part = scope.part("shared", new Dense(4, Activation.TANH));
      return part.apply(part.apply(x));
    };
    Network network = Architecture.of(twice, DType.F64, 4).initialized(1);
    assertThat(paths(network)).containsExactly("shared.weight", "shared.bias");
    assertThat(network.description().uses()).extracting(Description.Use::path).containsExactly("", "shared", "shared");
    requireGradients(network, Tensor.normal(random(2), 3, 4));
  }

  @Test
  void aCellWithTwoInputsAndTwoOutputsRunsAtEachStepWithTheSameParameters() {
    Network network = Architecture.of(new Blocks.Lstm(3), DType.F64, 5, 2).initialized(1);
    assertThat(paths(network)).containsExactly("cell.weight_ih", "cell.weight_hh", "cell.bias");
    requireGradients(network, Tensor.normal(random(2), 2, 5, 2));
  }

  @Test
  void attentionOverItselfAndOverAMemoryAreMethodsWithAScope() {
    Network network = Architecture.of(new Blocks.Decoder(2), DType.F64, 6, 4).initialized(1);
    assertThat(paths(network)).containsExactly(
        "self.query", "self.key", "self.value", "self.out", "cross.query", "cross.key", "cross.value", "cross.out");
    Tensor x = Tensor.normal(random(2), 2, 6, 4);
    requireGradients(network, x);
    Tensor changed = x.plus(Tensor.concat(1, Tensor.zeros(DType.F64, 2, 5, 4), Tensor.ones(DType.F64, 2, 1, 4)));
    assertThat(network.apply(changed).slice(1, 0, 2).toDoubles()).containsExactly(network.apply(x).slice(1, 0, 2).toDoubles());
  }

  @Test
  void recomputationChangesNeitherMasksNorGradientsNorStatistics() {
    Layer block = Sequential.of(new Dense(6), new BatchNorm(), Activation.TANH, new Dropout(0.4), new Blocks.Noisy(6, 0.3));
    Layer plain = Sequential.of(block, new Dropout(0.2), block);
    Layer parted = (scope, x) -> { // the same places, remembered or not
      Tensor y = scope.recomputed(in -> scope.apply("0", block, in.getFirst()), List.of(x));
      Tensor z = scope.apply("1", new Dropout(0.2), y);
      return scope.recomputed(in -> scope.recomputed(inner -> scope.apply("2", block, inner.getFirst()), in), List.of(z));
    };
    Tensor x = Tensor.normal(random(2), 8, 6);
    List<Map<String, double[]>> found = Stream.of(plain, parted).map(layer -> {
      Network network = Architecture.of(layer, DType.F64, 6).initialized(1);
      Training learning = network.training(7);
      Map<String, double[]> numbers = new LinkedHashMap<>();
      for (int step = 1; step <= 2; step++) {
        network.parameters().forEach(Tensor::zeroGrad);
        Tensor y = learning.apply(x);
        y.square().sum().backward();
        learning.commit();
        numbers.put("y" + step, y.toDoubles());
      }
      network.parameters().forEach(p -> numbers.put("gradient of " + p.label(), p.grad().toDoubles()));
      network.state().forEach((path, tensor) -> numbers.put(path, tensor.toDoubles()));
      return numbers;
    }).toList();
    assertThat(found.get(1).keySet()).isEqualTo(found.get(0).keySet());
    found.get(0).forEach((what, numbers) -> assertThat(found.get(1).get(what)).as(what).containsExactly(numbers));
    assertThat(found.get(0).get("y1")).isNotEqualTo(found.get(0).get("y2"));
  }

  @Test
  void aCheckpointThatKnowsNoScopeDoesNotChangeMasksSilently() {
    Layer careless = (scope, x) -> glassprop.Autodiff.checkpoint(in -> scope.dropout(in.getFirst().tanh(), 0.5), List.of(x));
    Training learning = Architecture.of(careless, DType.F64, 50).initialized(1).training(1);
    Tensor y = learning.apply(Tensor.normal(random(2), 3, 50).tracked());
    assertThatThrownBy(() -> y.sum().backward()).hasMessageContaining("gave another value when it ran again");
  }

  @Test
  void statisticsOfThreeWorkersComeTogetherOnceAStep() {
    Network network = Architecture.of(Sequential.of(new BatchNorm(), new Dropout(0.5)), DType.F64, 3).initialized(1);
    Tensor x = Tensor.normal(random(2), 12, 3);
    Map<String, Tensor> sums = new LinkedHashMap<>();
    Set<List<Double>> masks = new HashSet<>();
    for (int worker = 0; worker < 3; worker++) {
      Training share = Architecture.of(network.architecture().layer(), DType.F64, 3).with(network.numbers()).training(7); // elsewhere
      share.begin(5, worker);
      Tensor y = share.apply(x.slice(0, 4 * worker, 4 * worker + 4));
      masks.add(java.util.Arrays.stream(y.toDoubles()).map(v -> v == 0 ? 0 : 1).boxed().toList());
      share.pending().forEach((path, value) -> sums.merge(path, value.dividedBy(3), Tensor::plus));
    }
    assertThat(masks).hasSize(3);
    Training driver = network.training(7);
    driver.begin(5, 0);
    driver.commit(sums);
    assertThat(driver.step()).isEqualTo(6);
    assertThat(network.tensor("0.running_mean").toDoubles()).containsExactly(x.mean(0).times(0.1).toDoubles(), Offset.offset(1e-15));
  }

  @Test
  void aFloat64TwinHasTheSameNumbersAndIsFrozenAlike() {
    Network network = Architecture.of(Sequential.of(new Dense(4, Activation.RELU), new BatchNorm(), new Dense(2)), DType.F32, 3).initialized(1).frozen("0");
    Network twin = network.to(DType.F64);
    network.state().forEach((path, tensor) -> {
      assertThat(twin.tensor(path).dtype()).isEqualTo(DType.F64);
      assertThat(twin.tensor(path).toDoubles()).containsExactly(tensor.toDoubles());
    });
    assertThat(twin.parameters()).extracting(Tensor::label).containsExactly("1.weight", "1.bias", "2.weight", "2.bias");
    Tensor x = Tensor.normal(random(2), 5, 3).to(DType.F32);
    assertThat(twin.apply(x.to(DType.F64)).toDoubles()).containsExactly(network.apply(x).toDoubles(), Offset.offset(1e-5));
    Network whole = Architecture.of(network.architecture().layer(), DType.F64, 3).initialized(1);
    assertThat(whole.tensor("0.weight").to(DType.F32).toDoubles()).containsExactly(network.tensor("0.weight").toDoubles()); // drawn alike
  }

  @Test
  void aMillionParametersAndAThousandMillionAreDescribedWithoutAllocating() {
    Architecture wide = Architecture.of(Sequential.of(new Dense(1000, Activation.RELU), new Dense(10)), DType.F32, 990);
    assertThat(wide.describe().parameterCount()).isEqualTo(990L * 1000 + 1000 + 1000 * 10 + 10);
    Architecture huge = Architecture.of(
        Sequential.of(java.util.Collections.nCopies(10, new Dense(20_000, Activation.RELU))), DType.F64, 20_000);
    assertThat(huge.describe().parameterCount()).isEqualTo(10 * (20_000L * 20_000 + 20_000)); // 32 GB
  }

  @Test
  void initialValuesFollowFromTheSeedAndThePathAlone() {
    Network two = Architecture.of(new Sequential(List.of(new Sequential.Named("a", new Dense(4)), new Sequential.Named("b", new Dense(4)))), DType.F32, 4).initialized(3);
    Network other = Architecture.of(new Sequential(List.of(new Sequential.Named("c", new Dense(4)), new Sequential.Named("b", new Dense(4)))), DType.F32, 4).initialized(3);
    assertThat(other.tensor("b.weight").toDoubles()).containsExactly(two.tensor("b.weight").toDoubles());
    assertThat(two.tensor("a.weight").toDoubles()).isNotEqualTo(two.tensor("b.weight").toDoubles());
    Network zeros = two.architecture().initialized(3, Map.of("b", Initializer.zeros()));
    assertThat(zeros.tensor("b.weight").toDoubles()).containsOnly(0);
    assertThat(zeros.tensor("a.weight").toDoubles()).containsExactly(two.tensor("a.weight").toDoubles());
  }

  @Test
  void aRecomputedLayerIsTheLayer() {
    Layer block = Sequential.of(new Dense(4, Activation.TANH), new Dense(3, Activation.TANH));
    Network plain = Architecture.of(block, DType.F64, 4).initialized(1);
    Map<String, NdArray> numbers = new LinkedHashMap<>();
    plain.numbers().forEach((path, array) -> numbers.put("block." + path, array));
    Network parted = Architecture.of(new Recomputed(block), DType.F64, 4).with(numbers);
    Tensor x = Tensor.normal(random(2), 5, 4);
    plain.apply(x).square().sum().backward();
    parted.apply(x).square().sum().backward();
    for (Tensor parameter : plain.parameters()) {
      assertThat(parted.tensor("block." + parameter.label()).grad().toDoubles()).containsExactly(parameter.grad().toDoubles());
    }
  }
}
