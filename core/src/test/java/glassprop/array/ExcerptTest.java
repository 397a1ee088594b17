package glassprop.array;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.Workspace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What arrays and tensors say they are. */
class ExcerptTest {

  @Test
  void aSmallTensorShowsAllItsNumbersInTheirPlaces() {
    assertThat(Tensor.of(new double[][] {{1, -2.5}, {0, Double.NaN}}).named("A")).hasToString("A F64 (2, 2) [[1.0, -2.5], [0.0, NaN]]");
    assertThat(Tensor.of(new double[][] {{1, 2}, {3, 4}}).transpose()).hasToString("F64 (2, 2) [[1.0, 3.0], [2.0, 4.0]]");
    assertThat(Tensor.floats(0.1f, 2)).hasToString("F32 (2) [0.1, 2.0]");
    assertThat(Tensor.indices(Long.MAX_VALUE)).hasToString("I64 (1) [9223372036854775807]");
    assertThat(Tensor.mask(true, false).array()).hasToString("BOOL (2) [true, false]");
    assertThat(Tensor.zeros(DType.F64, 2, 0)).hasToString("F64 (2, 0) [[], []]");
  }

  @Test
  void aScalarIsCalledOne() {
    assertThat(Tensor.scalar(0.5).named("w").tracked()).hasToString("w F64 scalar 0.5 tracked");
    assertThat(Tensor.scalar(0.5).describe()).isEqualTo("a scalar");
    assertThat(Tensor.scalar(0.5).named("w").describe()).isEqualTo("the scalar w");
    assertThat(Tensor.of(0.5).describe()).isEqualTo("a tensor of shape (1)");
  }

  @Test
  void whatIsLeftOutIsCounted() {
    assertThat(Tensor.arange(0, 100)).hasToString("I64 (100) [0, 1, 2, 3, 4, 5, … 94 more]");
    assertThat(Tensor.arange(0, 8)).hasToString("I64 (8) [0, 1, 2, 3, 4, 5, 6, 7]");
    assertThat(Tensor.arange(0, 40).reshape(4, 10).toString()).startsWith("I64 (4, 10) [[0, 1, 2, 3, 4, 5, … 4 more], [10, ").endsWith("]]");
  }

  @Test
  void theTextIsShortForAnySizeAndRank() {
    int[] twos = new int[24];
    Arrays.fill(twos, 2);
    assertThat(Tensor.zeros(DType.BOOL, twos).toString()).hasSizeLessThan(1000).contains("more");
    int[] empty = new int[30];
    Arrays.fill(empty, 1000);
    empty[29] = 0;
    assertThat(Tensor.full(1, DType.F64, empty).toString()).hasSizeLessThan(2000).contains("more");
    assertThat(Tensor.scalar(1).expand(40_000, 50_000).toString()).hasSizeLessThan(1000);
  }

  @Test
  void aReleasedArrayCanBeNamed() {
    Tensor escaped = new Workspace().step(() -> Tensor.full(1, DType.F32, 4096).plus(1));
    assertThat(escaped).hasToString("F32 (4096), released");
  }
}
