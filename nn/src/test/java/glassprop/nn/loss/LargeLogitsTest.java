package glassprop.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.array.DType;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses of classes depend on the differences of a row's logits alone: their common size takes no digit, in float32 either. */
class LargeLogitsTest {
  private static final Tensor LABELS = Tensor.indices(0, 1, 2, 3, 0);
  private static final double GRAIN = 0x1p-8; // multiples of it up to 16 are exact in float32 even with 1024 added

  static Stream<Loss> losses() {
    CrossEntropy plain = new CrossEntropy(Reduction.MEAN);
    return Stream.of(
        plain, plain.weighting(0.5, 2, 1.25, 1), plain.smoothing(0.1), plain.smoothing(0.1).weighting(0.5, 2, 1.25, 1).ignoring(3),
        new Focal(Reduction.MEAN), new Focal(Reduction.SUM, 0, ClassWeights.of(0.5, 2, 1.25, 1)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aShiftOfAllLogitsThatIsExactChangesNoBitOfLossAndGradient(Loss loss) {
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      Tensor near = Tensor.normal(Naive.random(3), 5, 4).times(2 / GRAIN).round().times(GRAIN).to(dtype).tracked();
      Tensor far = Tensor.of(near.array()).plus(1_024).tracked();
      Tensor expected = loss.of(near, LABELS);
      Tensor actual = loss.of(far, LABELS);
      assertThat(actual.item()).isEqualTo(expected.item());
      expected.backward();
      actual.backward();
      assertThat(far.grad().toDoubles()).isEqualTo(near.grad().toDoubles());
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void inFloat32AnErrorIsOfTheSizeOfTheLossAndNotOfTheLogits(Loss loss) {
    Tensor single = Tensor.normal(Naive.random(4), 5, 4).times(2).plus(1_000).to(DType.F32);
    double expected = loss.of(single.to(DType.F64), LABELS).item();
    assertThat(loss.of(single, LABELS).item()).isCloseTo(expected, Offset.offset(4e-7 * expected + 1e-7));
  }
}
