package glassprop.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss refuses of its targets, and what it says. */
class TargetsTest {
  private static final Tensor LOGITS = Tensor.of(new double[][] {{0.3, -1, 2}, {1, 0, 0.5}});
  private static final Tensor LOG_Q = LOGITS.logSoftmax(1);

  /** A loss, a prediction, a target that is none, and what the message has to say. */
  record Row(Loss loss, Tensor prediction, Tensor target, List<String> said) {
    Row(Loss loss, Tensor prediction, Tensor target, String... said) {
      this(loss, prediction, target, List.of(said));
    }

    @Override
    public String toString() {
      return loss + " of " + target;
    }
  }

  static Stream<Row> refused() {
    return Stream.of(Reduction.values()).flatMap(reduction -> {
      Loss kl = new KullbackLeibler(reduction);
      Loss logKl = new KullbackLeibler(reduction, true);
      Loss bce = new BinaryCrossEntropy(reduction);
      Loss crossEntropy = new CrossEntropy(reduction);
      Loss focal = new Focal(reduction);
      return Stream.of(
          new Row(kl, LOG_Q, rows(0.5, 0.4, 0, 0, 1, 0), "KL", "row 0", "sum to 0.9", "divide"),
          new Row(kl, LOG_Q, rows(0, 1, 0, 0.5, 0.5, 0.1), "KL", "row 1", "sum to 1.1"),
          new Row(kl, LOG_Q, rows(0, 1, 0, 1.5, -0.5, 0), "KL", "[1, 1] is -0.5"),
          new Row(kl, LOG_Q, rows(0, 1, 0, Double.NaN, 0, 1), "[1, 0] is NaN"),
          new Row(kl, LOG_Q, rows(0, 1, 0, Double.POSITIVE_INFINITY, 0, 0), "Infinity"),
          new Row(kl, LOG_Q, rows(0, 0, 0, 1, 0, 0), "row 0", "sum to 0.0"),
          new Row(kl, LOG_Q, LOGITS, "[0, 1] is -1.0"),
          new Row(logKl, LOG_Q, LOGITS, "sum to", "logSoftmax"),
          new Row(logKl, LOG_Q, rows(0, Double.NaN, 0, 0, 0, 0), "[0, 1] is NaN", "logarithm"),
          new Row(bce, LOGITS, rows(0, 1, 0.5, 1.5, 0, 0), "binary cross-entropy", "[1, 0] is 1.5", "0 to 1"),
          new Row(bce, LOGITS, rows(0, 1, -1e-9, 1, 0, 0), "[0, 2] is -1.0E-9"),
          new Row(bce, LOGITS, rows(0, 1, 0, 1, 0, Double.NaN), "[1, 2] is NaN"),
          new Row(crossEntropy, LOGITS, LOGITS.softmax(1), "cross-entropy", "I64 class labels", "F64 (2, 3)", "KullbackLeibler"),
          new Row(crossEntropy, LOGITS, Tensor.indices(0, 3), "row 1 is 3"),
          new Row(focal, LOGITS, LOGITS.softmax(1), "focal loss", "I64 class labels"),
          new Row(focal, LOGITS, Tensor.indices(-1, 0), "row 0 is -1"),
          new Row(new BinaryFocal(reduction), LOGITS, rows(0, 1, 0.5, 1, 0, 0), "focal loss", "[0, 2] is 0.5", "0 or 1"),
          new Row(new BinaryFocal(reduction), LOGITS, rows(0, 1, Double.NaN, 1, 0, 0), "[0, 2] is NaN"));
    });
  }

  private static Tensor rows(double... six) {
    return Tensor.of(six).reshape(2, 3);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aTargetThatIsNoneIsNamed(Row row) {
    assertThatThrownBy(() -> row.loss.of(row.prediction, row.target)).message().contains(row.said.toArray(String[]::new));
    if (row.target.dtype() == DType.F64) {
      Tensor singlePrediction = row.prediction.to(DType.F32);
      assertThatThrownBy(() -> row.loss.of(singlePrediction, row.target.to(DType.F32)));
    }
  }

  @Test
  void distributionsPassWithTheRoundingOfTheirType() {
    for (DType type : List.of(DType.F32, DType.F64)) {
      Tensor logits = Tensor.normal(Naive.random(1), 3, 100_000).to(type);
      Tensor p = logits.softmax(1);
      for (Reduction reduction : Reduction.values()) {
        assertThat(new KullbackLeibler(reduction).of(logits.logSoftmax(1), p).item()).isFinite();
        assertThat(new KullbackLeibler(reduction, true).of(logits.logSoftmax(1), logits.logSoftmax(1)).item()).isFinite();
        assertThat(new BinaryCrossEntropy(reduction).of(logits, p).item()).isFinite();
      }
    }
  }

  @Test
  void nothingIsRequiredOfNoRows() {
    Tensor none = Tensor.zeros(DType.F64, 0, 3);
    assertThat(new KullbackLeibler(Reduction.SUM).of(none, none).item()).isZero();
    assertThat(new BinaryCrossEntropy(Reduction.SUM).of(none, none).item()).isZero();
  }
}
