package glassprop.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.check.GradCheck;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The likelihood of normal distributions, against their density and against squared error. */
class GaussianNllTest {
  private static final Offset<Double> TINY = Offset.offset(1e-14);
  private final Tensor mean = Tensor.normal(Naive.random(5), 3, 2);
  private final Tensor variance = Tensor.uniform(Naive.random(6), 0.2, 3, 3, 2);
  private final Tensor target = Tensor.normal(Naive.random(7), 3, 2);

  @ParameterizedTest
  @EnumSource
  void theFullLossIsMinusTheLogarithmOfTheDensity(Reduction reduction) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        double deviation = Math.sqrt(variance.get(i, j));
        double z = (target.get(i, j) - mean.get(i, j)) / deviation;
        sum -= Math.log(Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI)));
      }
    }
    double expected = reduction == Reduction.MEAN ? sum / 6 : sum;
    assertThat(new GaussianNll(reduction, true, 1e-6).of(mean, variance, target).item()).isCloseTo(expected, TINY);
  }

  @ParameterizedTest
  @EnumSource
  void theGradientIsThatOfTheValue(Reduction reduction) {
    GaussianNll loss = new GaussianNll(reduction);
    GradCheck.strict().check(in -> loss.of(in.get(0), in.get(1), in.get(2)), List.of(mean, variance, target)).requireOk();
    Tensor prediction = Tensor.normal(Naive.random(8), 3, 4);
    GradCheck.strict().check(in -> loss.of(in.getFirst(), target), List.of(prediction)).requireOk();
  }

  @Test
  void squaredErrorIsTheLossOfVarianceOneHalfUpToAConstant() {
    Tensor half = Tensor.full(0.5, DType.F64, 3, 2);
    double constant = Math.log(0.5) / 2 + Math.log(2 * Math.PI) / 2;
    double squared = new MeanSquaredError(Reduction.MEAN).of(mean, target).item();
    assertThat(new GaussianNll(Reduction.MEAN, true, 1e-6).of(mean, half, target).item())
        .isCloseTo(squared + constant, TINY);
    Tensor one = mean.tracked();
    Tensor two = mean.tracked();
    new GaussianNll(Reduction.MEAN).of(one, half, target).backward();
    new MeanSquaredError(Reduction.MEAN).of(two, target).backward();
    assertThat(one.grad().toDoubles()).containsExactly(two.grad().toDoubles(), TINY);
  }

  @Test
  void theBestVarianceIsTheSquaredError() {
    Tensor v = mean.minus(target).square().tracked();
    new GaussianNll(Reduction.SUM).of(mean, v, target).backward();
    double[] slopeTimesVariance = v.grad().times(v).toDoubles();
    assertThat(slopeTimesVariance).containsExactly(new double[6], TINY);
  }

  @Test
  void aNetworkPredictsMeansAndThenVariancesBeforeSoftplus() {
    Tensor prediction = Tensor.of(new double[][] {{1, -2, 0.5, -1}});
    Tensor y = Tensor.of(new double[][] {{0.3, -1}});
    double first = Math.log(1 + Math.exp(0.5));
    double second = Math.log(1 + Math.exp(-1));
    double expected = (Math.log(first) + 0.49 / first + Math.log(second) + 1 / second) / 2;
    assertThat(new GaussianNll(Reduction.SUM).of(prediction, y).item()).isCloseTo(expected, TINY);
  }

  @Test
  void aVarianceBelowEpsilonCountsAsEpsilonAndHasNoSlope() {
    Tensor v = Tensor.of(0, 0.005, 0.02).tracked();
    Tensor zero = Tensor.of(0, 0, 0);
    Tensor loss = new GaussianNll(Reduction.SUM, false, 0.01).of(zero, v, zero);
    assertThat(loss.item()).isCloseTo((2 * Math.log(0.01) + Math.log(0.02)) / 2, TINY);
    loss.backward();
    assertThat(v.grad().toDoubles()).containsExactly(new double[] {0, 0, 25}, Offset.offset(1e-12));
  }

  @Test
  void wrongInputsAreRefused() {
    GaussianNll loss = new GaussianNll(Reduction.MEAN);
    assertThatThrownBy(() -> loss.of(mean, variance.negate(), target))
        .hasMessageContaining("variance at [0, 0] is -").hasMessageContaining("softplus");
    assertThatThrownBy(() -> loss.of(mean, variance.slice(1, 0, 1), target)).hasMessageContaining("(3, 1)");
    assertThatThrownBy(() -> loss.of(mean, target)).hasMessageContaining("2k").hasMessageContaining("(3, 2)");
    assertThatThrownBy(() -> new GaussianNll(Reduction.MEAN, false, 0)).hasMessageContaining("epsilon 0.0");
  }
}
