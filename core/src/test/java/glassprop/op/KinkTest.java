package glassprop.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Values and gradients where calculus alone does not decide. They follow PyTorch, except where it is wrong. */
class KinkTest {

  private static double[] gradient(UnaryOperator<Tensor> f, double... at) {
    Tensor x = Tensor.of(at).tracked();
    f.apply(x).sum().backward();
    return x.grad().toDoubles();
  }

  @Test
  void reluAndAbsHaveSlopeZeroAtZero() {
    assertThat(gradient(Tensor::relu, 0)).containsExactly(0);
    assertThat(gradient(Tensor::relu, -0.0)).containsExactly(0);
    assertThat(gradient(Tensor::abs, 0)).containsExactly(0);
  }

  @Test
  void aNanPassesThroughReluAndItsSlope() {
    assertThat(Tensor.of(NaN).relu().toDoubles()).containsExactly(NaN);
    assertThat(gradient(Tensor::relu, NaN)).containsExactly(NaN);
  }

  @Test
  void twoEqualValuesShareTheGradientOfTheirMaximum() {
    Tensor a = Tensor.of(1, 2, 3).tracked();
    Tensor b = Tensor.of(1, 1, 4).tracked();
    a.maximum(b).sum().backward();
    assertThat(a.grad().toDoubles()).containsExactly(0.5, 1, 0);
    assertThat(b.grad().toDoubles()).containsExactly(0.5, 0, 1);
    a.zeroGrad();
    b.zeroGrad();
    a.minimum(b).sum().backward();
    assertThat(a.grad().toDoubles()).containsExactly(0.5, 0, 1);
    assertThat(b.grad().toDoubles()).containsExactly(0.5, 1, 0);
  }

  @Test
  void tiesShareTheGradientOfTheLargestElementEvenly() {
    assertThat(gradient(x -> x.max(), 2, 5, 5, 1, 5)).containsExactly(0, 1.0 / 3, 1.0 / 3, 0, 1.0 / 3);
    assertThat(gradient(x -> x.min(), 2, 1, 1)).containsExactly(0, 0.5, 0.5);
    assertThat(gradient(x -> x.max(), NaN, NaN)).containsExactly(0.5, 0.5);
    assertThat(gradient(x -> x.max(), 1, NaN, 2)).containsExactly(0, 1, 0);
    assertThat(gradient(x -> x.max(), POSITIVE_INFINITY, 1)).containsExactly(1, 0);
  }

  @Test
  void sqrtAndLogHaveInfiniteSlopeAtZero() {
    assertThat(gradient(Tensor::sqrt, 0)).containsExactly(POSITIVE_INFINITY);
    assertThat(gradient(Tensor::log, 0)).containsExactly(POSITIVE_INFINITY);
    assertThat(Tensor.of(0).log().toDoubles()).containsExactly(NEGATIVE_INFINITY);
  }

  @Test
  void sqrtAtZeroTimesAnUpstreamZeroIsNan() {
    assertThat(gradient(x -> x.sqrt().times(0), 0)).containsExactly(NaN);
  }

  @Test
  void xToTheZeroHasSlopeZeroAtZero() {
    assertThat(gradient(x -> x.pow(0), 0, 2)).containsExactly(0, 0);
    Tensor x = Tensor.of(0, 2).tracked();
    Tensor y = Tensor.of(0, 0).tracked();
    x.pow(y).sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(0, 0);
    assertThat(y.grad().toDoubles()).containsExactly(0, Math.log(2));
  }

  @Test
  void theHessianOfAPowerIsSymmetricWhereTheExponentIsZero() {
    Tensor x = Tensor.scalar(4).tracked();
    Tensor y = Tensor.scalar(0).tracked();
    List<Tensor> first = Autodiff.grad(x.pow(y), List.of(x, y), BackwardOption.CREATE_GRAPH);
    assertThat(Autodiff.grad(first.get(0), List.of(y), BackwardOption.RETAIN_GRAPH).getFirst().item()).isEqualTo(0.25);
    assertThat(Autodiff.grad(first.get(1), List.of(x)).getFirst().item()).isEqualTo(0.25);
  }

  @Test
  void aNanInTheBranchNotTakenReachesThatBranchsGradient() {
    assertThat(gradient(x -> x.greaterThan(0).where(x.log(), x), -1, 2)[0]).isEqualTo(1);
    assertThat(gradient(x -> x.greaterThan(0).where(x.sqrt(), x.times(0)), 0)).containsExactly(NaN);
    UnaryOperator<Tensor> doubleWhere =
        x -> {
          Tensor positive = x.greaterThan(0);
          Tensor safe = positive.where(x, x.times(0).plus(1));
          return positive.where(safe.sqrt(), x.times(0));
        };
    assertThat(gradient(doubleWhere, 0)).containsExactly(0);
  }

  @Test
  void logSumExpOfNothingButMinusInfinityIsMinusInfinity() {
    assertThat(Tensor.of(NEGATIVE_INFINITY, NEGATIVE_INFINITY).logSumExp().item()).isEqualTo(NEGATIVE_INFINITY);
  }

  @Test
  void softmaxOfAFullyMaskedRowIsNan() {
    assertThat(Tensor.of(NEGATIVE_INFINITY, NEGATIVE_INFINITY).softmax(0).toDoubles()).containsExactly(NaN, NaN);
  }

  @Test
  void signAndStepAreFlat() {
    assertThat(gradient(Tensor::sign, -1, 0, 2)).containsExactly(0, 0, 0);
    assertThat(gradient(Tensor::step, -1, 0, 2)).containsExactly(0, 0, 0);
  }

  @Test
  void emptyReductionsAreWhatTheyMustBe() {
    Tensor empty = Tensor.of(new double[0]);
    assertThat(empty.sum().item()).isZero();
    assertThat(empty.mean().item()).isNaN();
    assertThat(empty.logSumExp().item()).isEqualTo(NEGATIVE_INFINITY);
    assertThat(empty.softmax(0).toDoubles()).isEmpty();
  }
}
