package glassprop.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.array.DType;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of no examples there is no mean: every loss says NaN; and their sum is 0. */
class NoExamplesTest {

  record Row(Loss loss, Tensor target) {}

  static Stream<Row> means() {
    return rows(Reduction.MEAN);
  }

  static Stream<Row> sums() {
    return rows(Reduction.SUM);
  }

  private static Stream<Row> rows(Reduction reduction) {
    Tensor numbers = Tensor.zeros(DType.F64, 0, 3);
    Tensor labels = Tensor.zeros(DType.I64, 0);
    return Stream.of(
        new Row(new MeanSquaredError(reduction), numbers),
        new Row(new BinaryCrossEntropy(reduction), numbers),
        new Row(new BinaryFocal(reduction), numbers),
        new Row(new Focal(reduction), labels),
        new Row(new InfoNce(reduction, 0.5, false), numbers),
        new Row(new KullbackLeibler(reduction), numbers),
        new Row(new KullbackLeibler(reduction, true), numbers),
        new Row(new CrossEntropy(reduction), labels),
        new Row(new CrossEntropy(reduction, 0.1, ClassWeights.EQUAL, OptionalLong.of(1)), labels));
  }

  @ParameterizedTest
  @MethodSource("means")
  void theMeanOfNoLossesIsNoNumber(Row row) {
    assertThat(row.loss.of(Tensor.zeros(DType.F64, 0, 3), row.target).item()).isNaN();
  }

  @ParameterizedTest
  @MethodSource("sums")
  void theSumOfNoLossesIsZero(Row row) {
    assertThat(row.loss.of(Tensor.zeros(DType.F64, 0, 3), row.target).item()).isZero();
  }
}
