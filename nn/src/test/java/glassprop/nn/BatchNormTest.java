package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.check.GradCheck;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Batch normalisation: moments, gradients, running statistics, and its two views. */
class BatchNormTest {
  private static final Offset<Double> TINY = Offset.offset(1e-13);
  private final BatchNorm norm = new BatchNorm("1", 3, DType.F64);
  private final Tensor x = Tensor.normal(random(1), 6, 3).times(2).plus(5);

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static BatchNorm exact() {
    return new BatchNorm("", 3, DType.F64, 0.1, 1e-14, true);
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
    Tensor y = exact().training().forward(x);
    for (int f = 0; f < 3; f++) {
      assertThat(mean(y, f)).isCloseTo(0, TINY);
      assertThat(variance(y, f, 0)).isCloseTo(1, TINY);
    }
  }

  @Test
  void theValueIsThatOfTheDefinition() {
    set(norm.parameters().get(0), 2, 0.5, -1);
    set(norm.parameters().get(1), 0.1, 0.2, 0.3);
    Tensor y = norm.training().forward(x);
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
    Tensor unit = exact().training().forward(x).detach();
    exact().training().forward(input).backward(Tensor.normal(random(2), 6, 3));
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
    for (Layer view : List.of(norm, norm.training())) {
      norm.parameters().forEach(p -> set(p, 0.7, -0.3, 1.2));
      GradCheck check = GradCheck.strict().withTolerance(1e-8, 1e-8);
      check.check(in -> view.forward(in.getFirst()).times(weights).sum(), List.of(x)).requireOk();
      check.checkLeaves(() -> view.forward(x).times(weights).sum(), view.parameters()).requireOk();
    }
    GradCheck.strict().withTolerance(1e-7, 1e-7)
        .checkSecondOrder(in -> norm.training().forward(in.getFirst()).times(weights).sum(), List.of(x)).requireOk();
  }

  @Test
  void runningStatisticsFollowTheBatchesWithTheUnbiasedVariance() {
    norm.training().forward(x);
    Tensor second = Tensor.normal(random(4), 4, 3);
    norm.training().forward(second);
    for (int f = 0; f < 3; f++) {
      double runningMean = 0.9 * (0.1 * mean(x, f)) + 0.1 * mean(second, f);
      double runningVariance = 0.9 * (0.9 + 0.1 * variance(x, f, 1)) + 0.1 * variance(second, f, 1);
      assertThat(norm.buffers().get(0).get(f)).isCloseTo(runningMean, TINY);
      assertThat(norm.buffers().get(1).get(f)).isCloseTo(runningVariance, TINY);
      assertThat(norm.forward(x).get(2, f))
          .isCloseTo((x.get(2, f) - runningMean) / Math.sqrt(runningVariance + 1e-5), TINY);
    }
  }

  @Test
  void byItselfItTreatsEachExampleAloneAndChangesNothing() {
    norm.training().forward(x);
    double[] before = norm.buffers().get(0).toDoubles();
    double[] all = norm.forward(x).toDoubles();
    double[] alone = norm.forward(x.slice(0, 4, 5)).toDoubles();
    assertThat(alone).containsExactly(all[12], all[13], all[14]);
    assertThat(norm.buffers().get(0).toDoubles()).containsExactly(before);
    assertThat(norm.training().forward(x).toDoubles()).isNotEqualTo(all);
  }

  @Test
  void aBatchThatIsNotFiniteShowsInTheOutputAndNotInTheRunningStatistics() {
    double[] numbers = x.toDoubles();
    numbers[4] = Double.NaN;
    assertThat(norm.training().forward(Tensor.of(numbers).reshape(6, 3)).toDoubles()).contains(Double.NaN);
    assertThat(norm.buffers().get(0).toDoubles()).containsOnly(0);
    assertThat(norm.buffers().get(1).toDoubles()).containsOnly(1);
  }

  @Test
  void featuresOfImagesAreNormalisedOverExamplesAndPlaces() {
    Tensor images = Tensor.normal(random(5), 4, 3, 2, 5).plus(2);
    Tensor y = exact().training().forward(images);
    assertThat(y.shape()).isEqualTo(images.shape());
    Tensor rows = images.permute(0, 2, 3, 1).reshape(40, 3);
    Tensor expected = exact().training().forward(rows).reshape(4, 2, 5, 3).permute(0, 3, 1, 2);
    assertThat(y.toDoubles()).containsExactly(expected.toDoubles(), TINY);
    assertThat(norm.forward(images).shape()).isEqualTo(images.shape());
  }

  @Test
  void withoutScaleAndShiftThereIsNothingToLearn() {
    BatchNorm plain = new BatchNorm("", 3, DType.F64, 0.1, 1e-5, false);
    assertThat(plain.parameters()).isEmpty();
    assertThat(plain.training().forward(x).toDoubles()).containsExactly(norm.training().forward(x).toDoubles());
  }

  @Test
  void aFeatureThatDoesNotVaryIsZero() {
    Tensor constant = Tensor.full(7, DType.F64, 4, 3).tracked();
    Tensor y = norm.training().forward(constant);
    assertThat(y.toDoubles()).containsOnly(0);
    y.square().sum().backward();
    assertThat(constant.grad().toDoubles()).containsOnly(0);
  }

  @Test
  void parametersAndBuffersAreLabelledAndSharedByBothViews() {
    assertThat(norm.state()).extracting(Tensor::label).containsExactly("gamma1", "beta1", "mean1", "variance1");
    assertThat(norm.training().state()).isEqualTo(norm.state());
  }

  @Test
  void wrongInputsAndSettingsAreRefused() {
    assertThatThrownBy(() -> norm.training().forward(x.slice(0, 0, 1)))
        .hasMessageContaining("at least 2").hasMessageContaining("(1, 3)").hasMessageContaining("batch size");
    assertThatThrownBy(() -> norm.forward(Tensor.zeros(DType.F64, 4, 2))).hasMessageContaining("(batch, 3, …)");
    assertThatThrownBy(() -> norm.forward(Tensor.of(1, 2, 3))).hasMessageContaining("(3)");
    assertThatThrownBy(() -> new BatchNorm("", 0, DType.F64)).hasMessageContaining("0 features");
    assertThatThrownBy(() -> new BatchNorm("", 3, DType.F64, 1.5, 1e-5, true)).hasMessageContaining("momentum 1.5");
    assertThatThrownBy(() -> new BatchNorm("", 3, DType.F64, 0.1, 0, true)).hasMessageContaining("epsilon 0.0");
  }

  private static void set(Tensor vector, double... numbers) {
    vector.updateInPlace(array -> array.copyFrom(Tensor.of(numbers).array()));
  }

  @Test
  void constantsThatVanishOrOverflowInTheTypeAreRefused() {
    for (double epsilon : new double[] {1e-50, 1e50}) {
      assertThatThrownBy(() -> new BatchNorm("1", 2, DType.F32, 0.1, epsilon, true))
          .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("epsilon " + epsilon).hasMessageContaining("F32");
      assertThat(new BatchNorm("1", 2, DType.F64, 0.1, epsilon, true).epsilon()).isEqualTo(epsilon);
    }
    assertThatThrownBy(() -> new BatchNorm("1", 2, DType.F32, 1e-50, 1e-5, true)).hasMessageContaining("momentum 1.0E-50 is 0 in F32");
  }
}
