package glassprop.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.check.GradCheck;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Focal losses against the formula of the paper, written out with probabilities. */
class FocalTest {
  private static final Offset<Double> TINY = Offset.offset(1e-13);
  private final Tensor scores = Tensor.normal(Naive.random(2), 3, 4).times(2);
  private final Tensor hits = Tensor.of(new double[][] {{0, 1, 0, 1}, {1, 1, 0, 0}, {0, 0, 1, 0}});
  private final Tensor labels = Tensor.indices(3, 0, 1);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 2, 5})
  void theLossOfALogitIsThatOfThePaper(double gamma) {
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        double p = Naive.sigmoid(scores.get(i, j));
        double ofTruth = hits.get(i, j) == 1 ? p : 1 - p;
        double loss = -Math.pow(1 - ofTruth, gamma) * Math.log(ofTruth);
        sum += loss;
        weighted += (hits.get(i, j) == 1 ? 0.3 : 0.7) * loss;
      }
    }
    assertThat(new BinaryFocal(Reduction.SUM, gamma, OptionalDouble.empty()).of(scores, hits).item()).isCloseTo(sum, TINY);
    assertThat(new BinaryFocal(Reduction.MEAN, gamma, OptionalDouble.of(0.3)).of(scores, hits).item())
        .isCloseTo(weighted / 12, TINY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 2, 5})
  void theLossOfClassesIsThatOfThePaper(double gamma) {
    double[] weights = {1, 0.5, 2, 3};
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < 3; i++) {
      int label = (int) labels.get(i);
      double p = Naive.softmax(Naive.row(scores, i))[label];
      sum += -Math.pow(1 - p, gamma) * Math.log(p);
      weighted += -weights[label] * Math.pow(1 - p, gamma) * Math.log(p);
    }
    assertThat(new Focal(Reduction.SUM, gamma, ClassWeights.EQUAL).of(scores, labels).item()).isCloseTo(sum, TINY);
    assertThat(new Focal(Reduction.MEAN, gamma, ClassWeights.of(weights)).of(scores, labels).item())
        .isCloseTo(weighted / 3, TINY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 2})
  void theGradientIsThatOfTheValue(double gamma) {
    BinaryFocal binary = new BinaryFocal(Reduction.SUM, gamma, OptionalDouble.of(0.25));
    Focal many = new Focal(Reduction.MEAN, gamma, ClassWeights.of(1, 0.5, 2, 3));
    GradCheck.strict().check(in -> binary.of(in.getFirst(), hits), List.of(scores)).requireOk();
    GradCheck.strict().check(in -> many.of(in.getFirst(), labels), List.of(scores)).requireOk();
    GradCheck.strict().withTolerance(1e-8, 1e-8)
        .checkSecondOrder(in -> many.of(in.getFirst(), labels), List.of(scores)).requireOk();
  }

  @Test
  void withoutFocusItIsCrossEntropy() {
    assertThat(new BinaryFocal(Reduction.MEAN, 0, OptionalDouble.empty()).of(scores, hits).item())
        .isCloseTo(new BinaryCrossEntropy(Reduction.MEAN).of(scores, hits).item(), TINY);
    assertThat(new Focal(Reduction.MEAN, 0, ClassWeights.EQUAL).of(scores, labels).item())
        .isCloseTo(new CrossEntropy(Reduction.MEAN).of(scores, labels).item(), TINY);
  }

  @Test
  void twoClassesAreOneLogit() {
    Tensor z = scores.slice(1, 0, 2);
    Tensor difference = z.select(1, 1).minus(z.select(1, 0));
    Tensor positive = Tensor.of(1, 0, 1);
    assertThat(new Focal(Reduction.SUM).of(z, Tensor.indices(1, 0, 1)).item())
        .isCloseTo(new BinaryFocal(Reduction.SUM, 2, OptionalDouble.empty()).of(difference, positive).item(), TINY);
  }

  @Test
  void easyExamplesCountLessThanHardOnesByThePowerOfTheirError() { // p = 0.9 and p = 0.1, γ = 2: (0.1/0.9)² of what cross-entropy says
    double easy = Math.log(9);
    BinaryFocal focal = new BinaryFocal(Reduction.SUM, 2, OptionalDouble.empty());
    double ratio = focal.of(Tensor.of(easy), Tensor.of(1)).item() / focal.of(Tensor.of(-easy), Tensor.of(1)).item();
    assertThat(ratio).isCloseTo(Math.log(0.9) / Math.log(0.1) / 81, TINY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 2})
  void valueAndSlopeAreFiniteForLogitsOfAnySize(double gamma) {
    Tensor z = Tensor.of(1e9, -1e9, 1e9, -1e9, 800).tracked();
    Tensor loss = new BinaryFocal(Reduction.SUM, gamma, OptionalDouble.empty()).of(z, Tensor.of(1, 0, 0, 1, 1));
    assertThat(loss.item()).isEqualTo(2e9);
    loss.backward();
    assertThat(z.grad().plus(0).toDoubles()).containsExactly(0, 0, 1, -1, 0); // −0 + 0 is 0
    Tensor rows = Tensor.of(new double[][] {{1e9, 0, -1e9}, {1e9, 0, -1e9}}).tracked();
    new Focal(Reduction.SUM, gamma, ClassWeights.EQUAL).of(rows, Tensor.indices(0, 2)).backward();
    assertThat(rows.grad().plus(0).toDoubles()).containsExactly(0, 0, 0, 1, 0, -1);
  }

  @Test
  void wrongInputsAreRefused() {
    BinaryFocal binary = new BinaryFocal(Reduction.MEAN);
    Focal many = new Focal(Reduction.MEAN);
    assertThatThrownBy(() -> binary.of(Tensor.of(1, 2), Tensor.of(1, 0.3)))
        .hasMessageContaining("[1] is 0.3").hasMessageContaining("0 or 1");
    assertThatThrownBy(() -> binary.of(Tensor.of(1, 2), Tensor.of(1))).hasMessageContaining("reshape");
    assertThatThrownBy(() -> many.of(scores.slice(1, 0, 1), Tensor.indices(0, 0, 0))).hasMessageContaining("BinaryFocal");
    assertThatThrownBy(() -> many.of(scores, Tensor.indices(0, 4, 0))).hasMessageContaining("row 1 is 4");
    assertThatThrownBy(() -> new Focal(Reduction.MEAN, -1, ClassWeights.EQUAL)).hasMessageContaining("gamma -1.0");
    assertThatThrownBy(() -> new BinaryFocal(Reduction.MEAN, 2, OptionalDouble.of(2))).hasMessageContaining("alpha 2.0");
  }
}
