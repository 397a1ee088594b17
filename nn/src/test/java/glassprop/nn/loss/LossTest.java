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

/** Losses: their values, their gradients, and the inputs they refuse. */
class LossTest {
  private static final Offset<Double> TINY = Offset.offset(1e-15);
  private final Tensor logits = Tensor.of(new double[][] {{0.2, -1.3, 0.7}, {2.0, 0.1, -0.4}});
  private final Tensor labels = Tensor.indices(2, 0);

  @Test
  void exercise01IsReproducedToTheLastDigit() { // x = 0.5, y = 1, W1 = 0.8, b1 = 0.2, W2 = 0.6, b2 = 0.1
    Tensor w1 = Tensor.scalar(0.8).tracked();
    Tensor b1 = Tensor.scalar(0.2).tracked();
    Tensor w2 = Tensor.scalar(0.6).tracked();
    Tensor b2 = Tensor.scalar(0.1).tracked();
    Tensor a1 = w1.times(0.5).plus(b1).sigmoid();
    Tensor loss = new BinaryCrossEntropy(Reduction.MEAN).of(w2.times(a1).plus(b2), Tensor.scalar(1));
    loss.backward();
    assertThat(loss.item()).isCloseTo(0.47885503562144355, TINY);
    assertThat(w2.grad().item()).isCloseTo(-0.2456772073729736, TINY);
    assertThat(b2.grad().item()).isCloseTo(-0.3805077175023467, TINY);
    assertThat(w1.grad().item()).isCloseTo(-0.026116250741001216, TINY);
    assertThat(b1.grad().item()).isCloseTo(-0.05223250148200243, TINY);
  }

  @ParameterizedTest
  @EnumSource
  void everyLossHasTheGradientOfItsValue(Reduction reduction) {
    Tensor target = Tensor.of(new double[][] {{0, 1, 0.3}, {1, 1, 0}});
    GradCheck check = GradCheck.strict();
    check.check(in -> new MeanSquaredError(reduction).of(in.getFirst(), target), List.of(logits)).requireOk();
    check.check(in -> new BinaryCrossEntropy(reduction).of(in.getFirst(), target), List.of(logits)).requireOk();
    check.check(in -> new CrossEntropy(reduction).of(in.getFirst(), labels), List.of(logits)).requireOk();
  }

  @Test
  void theMeanIsTheSumOverTheCount() {
    double sum = new CrossEntropy(Reduction.SUM).of(logits, labels).item();
    assertThat(new CrossEntropy(Reduction.MEAN).of(logits, labels).item()).isCloseTo(sum / 2, TINY);
  }

  @Test
  void theGradientOfMeanSquaredErrorIsTwoOverNTimesTheError() {
    Tensor prediction = Tensor.of(1, 2, 4).tracked();
    new MeanSquaredError(Reduction.MEAN).of(prediction, Tensor.of(1, 1, 1)).backward();
    assertThat(prediction.grad().toDoubles()).containsExactly(0, 2.0 / 3, 2);
  }

  @Test
  void theGradientOfSoftmaxCrossEntropyIsPredictionMinusTarget() {
    Tensor z = logits.tracked();
    new CrossEntropy(Reduction.SUM).of(z, labels).backward();
    double[] expected = logits.softmax(1).minus(labels.oneHot(3, DType.F64)).toDoubles();
    assertThat(z.grad().toDoubles()).containsExactly(expected, TINY);
  }

  @Test
  void binaryCrossEntropyIsFiniteAndRightForAnyLogit() {
    Tensor z = Tensor.of(1e9, -1e9, 0, 1e9, -1e9).tracked();
    Tensor loss = new BinaryCrossEntropy(Reduction.SUM).of(z, Tensor.of(1, 0, 1, 0, 1));
    assertThat(loss.item()).isCloseTo(2e9 + Math.log(2), Offset.offset(1e-6));
    loss.backward();
    assertThat(z.grad().toDoubles()).containsExactly(0, 0, -0.5, 1, -1);
  }

  @Test
  void aVectorAgainstAColumnIsAnErrorAndNotASquareOfDifferences() {
    Tensor vector = Tensor.of(1, 2, 3);
    Tensor column = vector.reshape(3, 1);
    assertThatThrownBy(() -> new MeanSquaredError(Reduction.MEAN).of(vector, column))
        .hasMessageContaining("(3)")
        .hasMessageContaining("(3, 1)");
    assertThatThrownBy(() -> new BinaryCrossEntropy(Reduction.MEAN).of(vector, column)).hasMessageContaining("reshape");
  }

  @Test
  void labelsOutsideTheClassesAreNamedWithTheirRow() {
    assertThatThrownBy(() -> new CrossEntropy(Reduction.MEAN).of(logits, Tensor.indices(0, 3)))
        .hasMessageContaining("row 1 is 3")
        .hasMessageContaining("3 classes");
    assertThatThrownBy(() -> new CrossEntropy(Reduction.MEAN).of(logits, Tensor.indices(-1, 0)))
        .hasMessageContaining("row 0 is -1");
    assertThatThrownBy(() -> new CrossEntropy(Reduction.MEAN).of(logits, Tensor.indices(1)))
        .hasMessageContaining("2 rows")
        .hasMessageContaining("1 labels");
    assertThatThrownBy(() -> new CrossEntropy(Reduction.MEAN).of(logits, Tensor.of(0, 1))).hasMessageContaining("I64");
  }
}
