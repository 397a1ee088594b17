package glassprop.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.check.GradCheck;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Network;
import glassprop.nn.network.Training;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Batch normalisation: moments, gradients, running statistics, and its two views. */
class BatchNormTest {
  private static final Offset<Double> TINY = Offset.offset(1e-13);
  private final Network norm = network(new BatchNorm());
  private final Tensor x = Tensor.normal(random(1), 6, 3).times(2).plus(5);

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static Network network(BatchNorm layer) {
    return Architecture.of(layer, DType.F64, 3).initialized(1);
  }

  private static Network exact() {
    return network(new BatchNorm(0.1, 1e-14, true));
  }

  /** One step of training: the output, and the statistics committed. */
  private static Tensor step(Network network, Tensor x) {
    Training learning = network.training(1);
    Tensor y = learning.apply(x);
    learning.commit();
    return y;
  }

  private static double mean(Tensor x, int feature) {
    double sum = 0;
    for (int i = 0; i < x.shape().get(0); i++) {
      sum += x.get(i, feature);
    }
    return sum / x.shape().get(0);
  }

  private static double variance(Tensor x, int feature, int correction) {
    double sum = 0;
    for (int i = 0; i < x.shape().get(0); i++) {
      sum += Math.pow(x.get(i, feature) - mean(x, feature), 2);
    }
    return sum / (x.shape().get(0) - correction);
  }

  @Test
  void inTrainingEveryFeatureHasMeanZeroAndVarianceOne() {
    Tensor y = step(exact(), x);
    for (int f = 0; f < 3; f++) {
      assertThat(mean(y, f)).isCloseTo(0, TINY);
      assertThat(variance(y, f, 0)).isCloseTo(1, TINY);
    }
  }

  @Test
  void theValueIsThatOfTheDefinition() {
    set(norm.tensor("weight"), 2, 0.5, -1);
    set(norm.tensor("bias"), 0.1, 0.2, 0.3);
    Tensor y = step(norm, x);
    double[] scale = {2, 0.5, -1};
    for (int i = 0; i < 6; i++) {
      for (int f = 0; f < 3; f++) {
        double unit = (x.get(i, f) - mean(x, f)) / Math.sqrt(variance(x, f, 0) + 1e-5);
        assertThat(y.get(i, f)).isCloseTo(scale[f] * unit + 0.1 * (f + 1), TINY);
      }
    }
  }

  @Test
  void theGradientIsOrthogonalToConstantsAndToTheNormalisedInput() {
    Tensor input = x.tracked();
    Tensor unit = step(exact(), x).detach();
    step(exact(), input).backward(Tensor.normal(random(2), 6, 3));
    Tensor gradient = input.grad();
    assertThat(gradient.norm(2).item()).isGreaterThan(0.1);
    for (int f = 0; f < 3; f++) {
      double alongOnes = 0;
      double alongUnit = 0;
      for (int i = 0; i < 6; i++) {
        alongOnes += gradient.get(i, f);
        alongUnit += gradient.get(i, f) * unit.get(i, f);
      }
      assertThat(alongOnes).isCloseTo(0, TINY);
      assertThat(alongUnit).isCloseTo(0, TINY);
    }
  }

  @Test
  void gradientsOfBothViewsAreThoseOfTheirValues() {
    Tensor weights = Tensor.normal(random(3), 6, 3);
    for (UnaryOperator<Tensor> view : List.<UnaryOperator<Tensor>>of(norm::apply, norm.training(1)::apply)) {
      norm.parameters().forEach(p -> set(p, 0.7, -0.3, 1.2));
      GradCheck check = GradCheck.strict().withTolerance(1e-8, 1e-8);
      check.check(in -> view.apply(in.getFirst()).times(weights).sum(), List.of(x)).requireOk();
      check.checkLeaves(() -> view.apply(x).times(weights).sum(), norm.parameters()).requireOk();
    }
    GradCheck.strict().withTolerance(1e-7, 1e-7)
        .checkSecondOrder(in -> norm.training(1).apply(in.getFirst()).times(weights).sum(), List.of(x)).requireOk();
  }

  @Test
  void runningStatisticsFollowTheBatchesWithTheUnbiasedVariance() {
    step(norm, x);
    Tensor second = Tensor.normal(random(4), 4, 3);
    step(norm, second);
    for (int f = 0; f < 3; f++) {
      double runningMean = 0.9 * (0.1 * mean(x, f)) + 0.1 * mean(second, f);
      double runningVariance = 0.9 * (0.9 + 0.1 * variance(x, f, 1)) + 0.1 * variance(second, f, 1);
      assertThat(norm.tensor("running_mean").get(f)).isCloseTo(runningMean, TINY);
      assertThat(norm.tensor("running_var").get(f)).isCloseTo(runningVariance, TINY);
      assertThat(norm.apply(x).get(2, f))
          .isCloseTo((x.get(2, f) - runningMean) / Math.sqrt(runningVariance + 1e-5), TINY);
    }
  }

  @Test
  void byItselfItTreatsEachExampleAloneAndChangesNothing() {
    step(norm, x);
    double[] before = norm.tensor("running_mean").toDoubles();
    double[] all = norm.apply(x).toDoubles();
    double[] alone = norm.apply(x.slice(0, 4, 5)).toDoubles();
    assertThat(alone).containsExactly(all[12], all[13], all[14]);
    assertThat(norm.tensor("running_mean").toDoubles()).containsExactly(before);
    assertThat(step(norm, x).toDoubles()).isNotEqualTo(all);
  }

  @Test
  void aBatchThatIsNotFiniteShowsInTheOutputAndNotInTheRunningStatistics() {
    double[] numbers = x.toDoubles();
    numbers[4] = Double.NaN;
    assertThat(step(norm, Tensor.of(numbers).reshape(6, 3)).toDoubles()).contains(Double.NaN);
    assertThat(norm.tensor("running_mean").toDoubles()).containsOnly(0);
    assertThat(norm.tensor("running_var").toDoubles()).containsOnly(1);
  }

  @Test
  void featuresOfImagesAreNormalisedOverExamplesAndPlaces() {
    Tensor images = Tensor.normal(random(5), 4, 3, 2, 5).plus(2);
    Tensor y = step(exact(), images);
    assertThat(y.shape()).isEqualTo(images.shape());
    Tensor rows = images.permute(0, 2, 3, 1).reshape(40, 3);
    Tensor expected = step(exact(), rows).reshape(4, 2, 5, 3).permute(0, 3, 1, 2);
    assertThat(y.toDoubles()).containsExactly(expected.toDoubles(), TINY);
    assertThat(norm.apply(images).shape()).isEqualTo(images.shape());
  }

  @Test
  void withoutScaleAndShiftThereIsNothingToLearn() {
    Network plain = network(new BatchNorm(0.1, 1e-5, false));
    assertThat(plain.parameters()).isEmpty();
    assertThat(step(plain, x).toDoubles()).containsExactly(step(norm, x).toDoubles());
  }

  @Test
  void aFeatureThatDoesNotVaryIsZero() {
    Tensor constant = Tensor.full(7, DType.F64, 4, 3).tracked();
    Tensor y = step(norm, constant);
    assertThat(y.toDoubles()).containsOnly(0);
    y.square().sum().backward();
    assertThat(constant.grad().toDoubles()).containsOnly(0);
  }

  @Test
  void parametersAndBuffersHaveTheNamesOfPyTorch() {
    assertThat(norm.state().keySet()).containsExactly("running_mean", "running_var", "weight", "bias");
    assertThat(norm.parameters()).extracting(Tensor::label).containsExactly("weight", "bias");
  }

  @Test
  void wrongInputsAndSettingsAreRefused() {
    assertThatThrownBy(() -> step(norm, x.slice(0, 0, 1)))
        .hasMessageContaining("at least 2").hasMessageContaining("(1, 3)").hasMessageContaining("batch size");
    assertThatThrownBy(() -> norm.apply(Tensor.zeros(DType.F64, 4, 2))).hasMessageContaining("running_mean").hasMessageContaining("(3)").hasMessageContaining("(2)");
    assertThatThrownBy(() -> norm.apply(Tensor.of(1, 2, 3))).hasMessageContaining("(3)");
    assertThatThrownBy(() -> new BatchNorm(1.5, 1e-5, true)).hasMessageContaining("momentum 1.5");
    assertThatThrownBy(() -> new BatchNorm(0.1, 0, true)).hasMessageContaining("epsilon 0.0");
  }

  private static void set(Tensor vector, double... numbers) {
    vector.updateInPlace(array -> array.copyFrom(Tensor.of(numbers).array()));
  }

  @Test
  void constantsThatVanishOrOverflowInTheTypeAreRefused() {
    for (double epsilon : new double[] {1e-50, 1e50}) {
      assertThatThrownBy(() -> Architecture.of(new BatchNorm(0.1, epsilon, true), DType.F32, 2).describe())
          .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("epsilon " + epsilon).hasMessageContaining("F32");
      assertThat(Architecture.of(new BatchNorm(0.1, epsilon, true), DType.F64, 2).describe().entries()).hasSize(4);
    }
    assertThatThrownBy(() -> Architecture.of(new BatchNorm(1e-50, 1e-5, true), DType.F32, 2).describe()).hasMessageContaining("momentum 1.0E-50 is 0 in F32");
  }
}
