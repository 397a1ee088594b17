package glassprop.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.GradientHook;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.nn.Activation;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views of a network: how it learns, what is frozen, what watches it. */
class TrainingViewTest {
  private final Tensor x = Tensor.normal(RandomGeneratorFactory.of("L64X128MixRandom").create(5), 6, 3);
  private final Network network =
      Architecture.of(Sequential.of(new Dense(4), new BatchNorm(), Activation.TANH, new Dropout(0.5), new Dense(2)), DType.F64, 3).initialized(1);

  private double[] mean() {
    return network.tensor("1.running_mean").toDoubles();
  }

  @Test
  void buffersChangeWhenAStepIsCommittedAndNotBefore() {
    Training learning = network.training(1);
    learning.apply(x);
    assertThat(mean()).containsOnly(0);
    learning.commit();
    assertThat(mean()).doesNotContain(0);
    double[] before = mean();
    learning.apply(x);
    learning.begin(2, 0); // the step is left undone
    learning.commit();
    assertThat(mean()).containsExactly(before);
    network.apply(x);
    assertThat(mean()).containsExactly(before);
  }

  @Test
  void aSecondApplicationInAStepReadsThePendingUpdateOfTheFirst() {
    Network norm = Architecture.of(new BatchNorm(), DType.F64, 3).initialized(1);
    Training learning = norm.training(1);
    learning.apply(x);
    learning.apply(x);
    learning.commit();
    double[] ofBatch = x.mean(0).toDoubles();
    double[] expected = Arrays.stream(ofBatch).map(m -> 0.9 * (0.1 * m) + 0.1 * m).toArray();
    assertThat(norm.tensor("running_mean").toDoubles()).containsExactly(expected, Offset.offset(1e-15));
  }

  @Test
  void statisticsThatAreNotFiniteAreNotCommitted() {
    double[] numbers = x.toDoubles();
    numbers[4] = Double.NaN;
    Network norm = Architecture.of(new BatchNorm(), DType.F64, 3).initialized(1);
    Training learning = norm.training(1);
    assertThat(learning.apply(Tensor.of(numbers).reshape(6, 3)).toDoubles()).contains(Double.NaN);
    learning.commit();
    assertThat(norm.tensor("running_mean").toDoubles()).containsOnly(0);
    assertThat(norm.tensor("running_var").toDoubles()).containsOnly(1);
  }

  @Test
  void choicesFollowFromSeedStepPlaceAndCount() {
    Layer two = (scope, in) -> Tensor.concat(1, scope.dropout(in, 0.5), scope.dropout(in, 0.5), scope.apply("a", new Dropout(0.5), in));
    Network chance = Architecture.of(two, DType.F64, 40).initialized(1);
    Tensor ones = Tensor.ones(DType.F64, 1, 40);
    Training one = chance.training(7);
    double[] first = one.apply(ones).toDoubles();
    assertThat(Arrays.copyOfRange(first, 0, 40)).isNotEqualTo(Arrays.copyOfRange(first, 40, 80));
    assertThat(Arrays.copyOfRange(first, 0, 40)).isNotEqualTo(Arrays.copyOfRange(first, 80, 120));
    one.commit();
    double[] second = one.apply(ones).toDoubles();
    assertThat(second).isNotEqualTo(first);
    Training resumed = chance.training(7);
    resumed.begin(2, 0);
    assertThat(resumed.apply(ones).toDoubles()).containsExactly(second);
    assertThat(chance.training(8).apply(ones).toDoubles()).isNotEqualTo(first);
    assertThat(chance.apply(ones).toDoubles()).containsOnly(1);
  }

  @Test
  void dropoutKeepsTheMeanAndDropsTheShareItSays() {
    Network chance = Architecture.of(new Dropout(0.3), DType.F32, 1000).initialized(1);
    double[] y = chance.training(3).apply(Tensor.ones(DType.F32, 100, 1000)).toDoubles();
    double deviation = Math.sqrt(0.3 * 0.7 / y.length);
    assertThat(Arrays.stream(y).filter(v -> v == 0).count() / (double) y.length).isCloseTo(0.3, Offset.offset(5 * deviation));
    assertThat(Arrays.stream(y).filter(v -> v != 0).distinct().toArray()).containsExactly((float) (1 / 0.7));
  }

  @Test
  void whatIsFrozenGetsNoGradientAndTheSameNumbersServeBothViews() {
    Network part = network.frozen("0", "4.bias");
    assertThat(part.parameters()).extracting(Tensor::label).containsExactly("1.weight", "1.bias", "4.weight");
    part.training(1).apply(x).sum().backward();
    assertThat(part.tensor("0.weight").hasGrad()).isFalse();
    assertThat(part.tensor("4.bias").hasGrad()).isFalse();
    assertThat(part.tensor("4.weight").hasGrad()).isTrue();
    part.tensor("4.weight").updateInPlace(array -> array.copyFrom(Tensor.zeros(DType.F64, 4, 2).array()));
    assertThat(network.tensor("4.weight").toDoubles()).containsOnly(0);
    assertThat(part.thawed("**").parameters()).isEqualTo(network.parameters());
    assertThat(part.apply(x).toDoubles()).containsExactly(network.apply(x).toDoubles());
    assertThat(network.frozen("**").apply(x).isTracked()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "encoder, encoder.0.weight, true", "encoder, encoder, true", "encoder, encoders.0, false", "*.bias, 0.bias, true", "*.bias, a.0.bias, false",
    "**.bias, 0.bias, true", "**.bias, bias, true", "**.bias, a.0.bias, true", "**, a.b, true", "enc*.0, encoder.0.weight, true", "a.c, abc, false"
  })
  void aPatternCoversAPathOrAPlaceAroundIt(String pattern, String path, boolean covers) {
    assertThat(new PathPattern(pattern).covers(path)).isEqualTo(covers);
  }

  @Test
  void hooksSeeWhatGoesInAndOutAndMayReplaceIt() {
    List<String> seen = new ArrayList<>();
    Network watched = network.onForward("*", (part, in, out) -> {
      seen.add(part.path() + " " + in.shape() + " " + out.shape());
      return part.path().equals("4") ? out.times(2) : out;
    });
    assertThat(watched.apply(x).toDoubles()).containsExactly(network.apply(x).times(2).toDoubles());
    assertThat(seen).containsExactly("0 (6, 3) (6, 4)", "1 (6, 4) (6, 4)", "2 (6, 4) (6, 4)", "3 (6, 4) (6, 4)", "4 (6, 4) (6, 2)");
    seen.clear();
    watched.training(1).apply(x);
    assertThat(seen).hasSize(5);
    network.apply(x); // which nobody watches
    assertThat(seen).hasSize(5);
  }

  @Test
  void hooksSeeTheGradientsOfTheirOwnCallAndMayReplaceThem() {
    Layer twice = (scope, in) -> {
      Part part = scope.part("a", Activation.RELU);
      return part.apply(in).plus(part.apply(in).times(3));
    };
    List<Double> in = new ArrayList<>();
    List<Double> out = new ArrayList<>();
    Network watched = Architecture.of(twice, DType.F64, 1).initialized(1)
        .onBackward("a", (part, gradient) -> {
          out.add(gradient.item());
          return gradient.times(10);
        })
        .onInputGradient("a", (part, gradient) -> {
          in.add(gradient.item());
          return gradient;
        });
    Tensor leaf = Tensor.of(2).reshape(1, 1).tracked();
    watched.apply(leaf).plus(leaf).sum().backward();
    assertThat(out).containsExactlyInAnyOrder(1.0, 3.0);
    assertThat(in).containsExactlyInAnyOrder(10.0, 30.0);
    assertThat(leaf.grad().item()).isEqualTo(41);
    watched.apply(leaf.detach()); // has no gradient to see
  }

  @Test
  void hooksRunInOrderAndWhatGivesNullIsNamed() {
    Network watched = network.onForward("4", (part, in, out) -> out.plus(1)).onForward("4", (part, in, out) -> out.times(2));
    assertThat(watched.apply(x).toDoubles()).containsExactly(network.apply(x).plus(1).times(2).toDoubles());
    assertThatThrownBy(() -> network.onForward("4", (part, in, out) -> nothing()).apply(x)).hasMessageContaining("at 4").hasMessageContaining("a forward hook gave null");
    assertThatThrownBy(() -> network.onBackward("4", (part, gradient) -> nothing()).apply(x).sum().backward())
        .hasMessageContaining("a backward hook gave null");
    GradientHook.Registration unused = network.tensor("0.bias").hook(gradient -> gradient);
    unused.remove();
  }

  @SuppressWarnings("NullAway") // what careless code gives
  private static Tensor nothing() {
    return null;
  }

  @Test
  void codeMayUseTheParametersInAnotherWay() {
    Tensor first = network.run(scope -> scope.apply("0", new Dense(4), x));
    assertThat(first.shape()).isEqualTo(Shape.of(6, 4));
    assertThat(first.toDoubles()).containsExactly(x.matmul(network.tensor("0.weight")).plus(network.tensor("0.bias")).toDoubles());
  }

  @Test
  void aFailingHalfUpdateChangesNothing() {
    Training learning = network.training(1);
    assertThatThrownBy(() -> learning.commit(java.util.Map.of("1.running_mean", Tensor.of(1, 2)))).hasMessageContaining("1.running_mean");
    assertThatThrownBy(() -> learning.commit(java.util.Map.of("0.bias", Tensor.of(1, 2, 3, 4)))).hasMessageContaining("a parameter");
    assertThatThrownBy(() -> learning.begin(0, 0)).hasMessageContaining("step 0");
    assertThat(learning.step()).isEqualTo(1);
  }
}
