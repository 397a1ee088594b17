package glassprop.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.check.GradCheck;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The divergence against cross-entropy less entropy, and at probabilities of 0. */
class KullbackLeiblerTest {
  private static final Offset<Double> TINY = Offset.offset(1e-14);
  private static final double NEVER = Double.NEGATIVE_INFINITY;
  private final Tensor logQ = Tensor.normal(Naive.random(3), 3, 4).logSoftmax(1);
  private final Tensor p = Tensor.normal(Naive.random(4), 3, 4).softmax(1);

  @ParameterizedTest
  @EnumSource
  void itIsCrossEntropyLessEntropy(Reduction reduction) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double[] target = Naive.row(p, i);
      sum += Naive.crossEntropy(target, Naive.row(logQ.exp(), i)) - Naive.crossEntropy(target, target);
    }
    double expected = reduction == Reduction.MEAN ? sum / 3 : sum;
    assertThat(new KullbackLeibler(reduction).of(logQ, p).item()).isCloseTo(expected, TINY);
    assertThat(new KullbackLeibler(reduction, true).of(logQ, p.log()).item()).isCloseTo(expected, TINY);
  }

  @ParameterizedTest
  @EnumSource
  void theGradientIsThatOfTheValueInBothDistributions(Reduction reduction) {
    KullbackLeibler ofP = new KullbackLeibler(reduction);
    KullbackLeibler ofLogP = new KullbackLeibler(reduction, true);
    GradCheck.strict().check(in -> ofP.of(in.get(0), in.get(1)), List.of(logQ, p)).requireOk();
    GradCheck.strict().check(in -> ofLogP.of(in.get(0), in.get(1)), List.of(logQ, p.log())).requireOk();
  }

  @Test
  void itIsZeroForEqualDistributionsAndPositiveForOthers() {
    KullbackLeibler loss = new KullbackLeibler(Reduction.SUM);
    assertThat(loss.of(p.log(), p).item()).isCloseTo(0, TINY);
    for (int i = 0; i < 3; i++) {
      assertThat(loss.of(logQ.slice(0, i, i + 1), p.slice(0, i, i + 1)).item()).isPositive();
    }
  }

  @Test
  void withLogitsItsGradientIsThatOfCrossEntropy() {
    Tensor z = Tensor.of(new double[][] {{0.3, -1, 2}}).tracked();
    new KullbackLeibler(Reduction.SUM).of(z.logSoftmax(1), Tensor.of(new double[][] {{0, 1, 0}})).backward();
    double[] q = Naive.softmax(new double[] {0.3, -1, 2});
    assertThat(z.grad().toDoubles()).containsExactly(new double[] {q[0], q[1] - 1, q[2]}, TINY);
  }

  @Test
  void whatCanNotHappenAddsNothing() {
    Tensor q = Tensor.of(new double[][] {{Math.log(0.5), Math.log(0.5), NEVER}}).tracked();
    Tensor never = Tensor.of(new double[][] {{1, 0, 0}});
    Tensor loss = new KullbackLeibler(Reduction.SUM).of(q, never);
    assertThat(loss.item()).isCloseTo(Math.log(2), TINY);
    loss.backward();
    assertThat(q.grad().plus(0).toDoubles()).containsExactly(-1, 0, 0); // −0 + 0 is 0
    assertThat(new KullbackLeibler(Reduction.SUM, true).of(q, never.log()).item()).isCloseTo(Math.log(2), TINY);
  }

  @Test
  void whereAProbabilityIsZeroDerivativesHaveTheirLimits() {
    Tensor q = Tensor.of(new double[][] {{Math.log(0.5), Math.log(0.5)}}).tracked();
    Tensor certain = Tensor.of(new double[][] {{1, 0}}).tracked();
    Tensor loss = new KullbackLeibler(Reduction.SUM).of(q, certain);
    Tensor byTarget = Autodiff.grad(loss, List.of(certain), BackwardOption.CREATE_GRAPH).getFirst();
    assertThat(byTarget.toDoubles()).containsExactly(new double[] {1 + Math.log(2), NEVER}, TINY);
    assertThat(Autodiff.grad(byTarget.sum(), List.of(certain), BackwardOption.RETAIN_GRAPH).getFirst().toDoubles())
        .containsExactly(1, Double.POSITIVE_INFINITY);
    assertThat(Autodiff.grad(byTarget.sum(), List.of(q)).getFirst().toDoubles()).containsExactly(-1, -1);
  }

  /** Where q is 0 too, ∂²/∂p∂ln q = −1 beside the point, but p·ln q has no slope in p: no number stands in for one. */
  @Test
  void whereBothAreZeroNoSecondDerivativeIsMadeUp() {
    Tensor q = Tensor.of(new double[][] {{0, NEVER}}).tracked();
    Tensor certain = Tensor.of(new double[][] {{1, 0}}).tracked();
    Tensor loss = new KullbackLeibler(Reduction.SUM).of(q, certain);
    assertThat(loss.item()).isZero();
    List<Tensor> slopes = Autodiff.grad(loss, List.of(q, certain), BackwardOption.CREATE_GRAPH);
    assertThat(slopes.get(0).plus(0).toDoubles()).containsExactly(-1, 0);
    assertThat(slopes.get(1).toDoubles()).containsExactly(1, Double.NaN);
    assertThat(Autodiff.grad(slopes.get(0).sum(), List.of(certain)).getFirst().toDoubles()).containsExactly(-1, Double.NaN);
  }

  @Test
  void whatHappensThoughItCanNotCostsEverything() {
    Tensor q = Tensor.of(new double[][] {{0, NEVER}});
    assertThat(new KullbackLeibler(Reduction.MEAN).of(q, Tensor.of(new double[][] {{0.5, 0.5}})).item())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aNegativeProbabilityIsNotTakenForZero() {
    Tensor q = Tensor.of(new double[][] {{-1, -1}});
    assertThat(new KullbackLeibler(Reduction.MEAN).of(q, Tensor.of(new double[][] {{1.5, -0.5}}).tracked()).item()).isNaN();
    assertThat(new KullbackLeibler(Reduction.MEAN).of(q, Tensor.of(new double[][] {{Double.NaN, 0}}).tracked()).item()).isNaN();
  }

  @Test
  void aDistributionIsARow() {
    KullbackLeibler loss = new KullbackLeibler(Reduction.MEAN);
    assertThatThrownBy(() -> loss.of(Tensor.of(-1, -1), Tensor.of(0.5, 0.5))).hasMessageContaining("in each row");
    assertThatThrownBy(() -> loss.of(logQ, p.transpose())).hasMessageContaining("(3, 4)").hasMessageContaining("(4, 3)");
  }
}
