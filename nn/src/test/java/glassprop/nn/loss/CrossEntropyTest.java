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

/** The options of cross-entropy, against a mixture of distributions that is written out. */
class CrossEntropyTest {
  private static final Offset<Double> TINY = Offset.offset(1e-14);
  private static final double[] WEIGHTS = {0.5, 2, 1.25, 0};
  private static final double SMOOTHING = 0.1;
  private static final long IGNORED = -100;
  private final Tensor logits = Tensor.normal(Naive.random(1), 5, 4).times(2);
  private final Tensor labels = Tensor.indices(2, 0, 1, 1, 3);
  private final Tensor padded = Tensor.indices(2, IGNORED, 1, IGNORED, 0);

  /** −Σ_c w_c q_c ln p_c with q the mixture (1 − ε)·onehot + ε·uniform, over the rows that count. */
  private double expected(Reduction reduction, double smoothing, double[] weights, Tensor classes) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < 5; i++) {
      int label = (int) classes.get(i);
      if (label == IGNORED) {
        continue;
      }
      double[] p = Naive.softmax(Naive.row(logits, i));
      double[] q = new double[4];
      for (int c = 0; c < 4; c++) {
        q[c] = weights[c] * ((c == label ? 1 - smoothing : 0) + smoothing / 4);
      }
      sum += Naive.crossEntropy(q, p);
      total += weights[label];
    }
    return reduction == Reduction.MEAN ? sum / total : sum;
  }

  @ParameterizedTest
  @EnumSource
  void everyCombinationIsTheCrossEntropyWithTheMixture(Reduction reduction) {
    double[] ones = {1, 1, 1, 1};
    CrossEntropy plain = new CrossEntropy(reduction);
    for (Tensor classes : List.of(labels, padded)) {
      CrossEntropy loss = plain.ignoring(IGNORED);
      assertThat(loss.of(logits, classes).item()).isCloseTo(expected(reduction, 0, ones, classes), TINY);
      assertThat(loss.smoothing(SMOOTHING).of(logits, classes).item())
          .isCloseTo(expected(reduction, SMOOTHING, ones, classes), TINY);
      assertThat(loss.weighting(WEIGHTS).of(logits, classes).item())
          .isCloseTo(expected(reduction, 0, WEIGHTS, classes), TINY);
      assertThat(loss.weighting(WEIGHTS).smoothing(SMOOTHING).of(logits, classes).item())
          .isCloseTo(expected(reduction, SMOOTHING, WEIGHTS, classes), TINY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCombinationHasTheGradientOfItsValue(Reduction reduction) {
    CrossEntropy plain = new CrossEntropy(reduction);
    for (CrossEntropy loss : List.of(
        plain.smoothing(SMOOTHING), plain.weighting(WEIGHTS), plain.ignoring(1),
        plain.smoothing(SMOOTHING).weighting(WEIGHTS).ignoring(1))) {
      GradCheck.strict().check(in -> loss.of(in.getFirst(), labels), List.of(logits)).requireOk();
      GradCheck.strict().withTolerance(1e-8, 1e-8)
          .checkSecondOrder(in -> loss.of(in.getFirst(), labels), List.of(logits)).requireOk();
    }
  }

  @Test
  void fullSmoothingIsTheCrossEntropyWithTheUniformDistributionWhateverTheLabels() {
    CrossEntropy loss = new CrossEntropy(Reduction.MEAN).smoothing(1);
    double uniform = 0;
    for (int i = 0; i < 5; i++) {
      uniform += Naive.crossEntropy(new double[] {0.25, 0.25, 0.25, 0.25}, Naive.softmax(Naive.row(logits, i))) / 5;
    }
    assertThat(loss.of(logits, labels).item()).isCloseTo(uniform, TINY);
    assertThat(loss.of(logits, Tensor.indices(0, 0, 0, 0, 0)).item()).isCloseTo(uniform, TINY);
  }

  @Test
  void anIgnoredRowCountsForNothingEvenIfItIsNotANumber() {
    double[] numbers = logits.toDoubles();
    numbers[4] = Double.NaN; // in row 1
    numbers[13] = Double.POSITIVE_INFINITY; // in row 3
    Tensor z = Tensor.of(numbers).reshape(5, 4).tracked();
    for (CrossEntropy loss : List.of(
        new CrossEntropy(Reduction.MEAN).ignoring(IGNORED),
        new CrossEntropy(Reduction.MEAN).ignoring(IGNORED).smoothing(SMOOTHING).weighting(WEIGHTS))) {
      Tensor value = loss.of(z, padded);
      assertThat(value.item()).isEqualTo(loss.of(logits, padded).item());
      z.zeroGrad();
      value.backward();
      assertThat(Naive.row(z.grad(), 1)).containsOnly(0);
      assertThat(Naive.row(z.grad(), 3)).containsOnly(0);
      assertThat(Naive.row(z.grad(), 0)).doesNotContain(0);
    }
  }

  @Test
  void ifEveryRowIsIgnoredTheMeanIsNotANumberAndTheSumIsZero() {
    Tensor none = Tensor.indices(7, 7, 7, 7, 7);
    Tensor z = logits.tracked();
    for (double smoothing : new double[] {0, SMOOTHING}) {
      assertThat(new CrossEntropy(Reduction.MEAN).smoothing(smoothing).ignoring(7).of(z, none).item()).isNaN();
      Tensor sum = new CrossEntropy(Reduction.SUM).smoothing(smoothing).ignoring(7).of(z, none);
      assertThat(sum.item()).isZero();
      sum.backward();
      assertThat(z.grad().toDoubles()).containsOnly(0);
    }
  }

  @Test
  void aMaskedClassNeedsNoProbabilityUnlessLabelsAreSmoothed() {
    Tensor masked = Tensor.of(new double[][] {{1, 0, Double.NEGATIVE_INFINITY}}).tracked();
    Tensor loss = new CrossEntropy(Reduction.MEAN).weighting(1, 2, 3).of(masked, Tensor.indices(0));
    assertThat(loss.item()).isCloseTo(Math.log(1 + Math.exp(-1)), TINY);
    loss.backward();
    assertThat(masked.grad().toDoubles()[2]).isZero();
    assertThat(new CrossEntropy(Reduction.MEAN).smoothing(0.3).of(masked, Tensor.indices(0)).item())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void float32LogitsGiveAFloat32Loss() {
    CrossEntropy loss = new CrossEntropy(Reduction.MEAN).smoothing(SMOOTHING).weighting(WEIGHTS).ignoring(3);
    Tensor single = loss.of(logits.to(DType.F32), labels);
    assertThat(single.dtype()).isEqualTo(DType.F32);
    assertThat(single.item()).isCloseTo(loss.of(logits, labels).item(), Offset.offset(1e-6));
  }

  @Test
  void wrongOptionsAreRefused() {
    CrossEntropy plain = new CrossEntropy(Reduction.MEAN);
    assertThatThrownBy(() -> plain.smoothing(1.1)).hasMessageContaining("1.1").hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> plain.smoothing(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> plain.weighting(1, -1)).hasMessageContaining("class 1 is -1.0");
    assertThatThrownBy(() -> plain.weighting(1, 2).of(logits, labels))
        .hasMessageContaining("2 class weights").hasMessageContaining("4 classes");
    assertThatThrownBy(() -> plain.ignoring(-100).of(logits, Tensor.indices(0, -100, 4, 0, 0)))
        .hasMessageContaining("row 2 is 4");
  }
}
