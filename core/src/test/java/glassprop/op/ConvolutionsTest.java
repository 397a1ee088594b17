package glassprop.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import org.junit.jupiter.api.Test;

/** Convolutions and pooling by hand, ties and bad windows. */
class ConvolutionsTest {
  /** 1 to 16 in four rows. */
  private static final Tensor IMAGE = Tensor.full(1, DType.F64, 16).cumsum(0).reshape(1, 1, 4, 4);

  @Test
  void aConvolutionOfSeriesIsAProductOfPolynomials() {
    Tensor a = Tensor.of(1, 2, 3).reshape(1, 1, 3); // 1 + 2x + 3x²
    Tensor b = Tensor.of(4, 5).flip(0).reshape(1, 1, 2); // 4 + 5x, turned: networks do not turn the weights
    assertThat(a.conv1d(b, 1, 1, 1, 1).toDoubles()).containsExactly(4, 13, 22, 15); // 4 + 13x + 22x² + 15x³
  }

  @Test
  void stridesDilationAndPaddingMoveTheWindow() {
    Tensor ones = Tensor.full(1, DType.F64, 1, 1, 2, 2);
    assertThat(IMAGE.conv2d(ones, 2, 0, 1, 1).toDoubles()).containsExactly(14, 22, 46, 54);
    assertThat(IMAGE.conv2d(ones, 1, 0, 3, 1).toDoubles()).containsExactly(1 + 4 + 13 + 16);
    assertThat(IMAGE.conv2d(ones, 5, 1, 5, 1).toDoubles()).containsExactly(0);
    assertThat(IMAGE.conv2d(ones).shape()).isEqualTo(Shape.of(1, 1, 3, 3));
  }

  @Test
  void groupsDoNotSeeEachOther() {
    Tensor x = Tensor.of(1, 2, 3, 4).reshape(1, 4, 1, 1);
    Tensor w = Tensor.of(1, 1, 10, 10).reshape(2, 2, 1, 1);
    assertThat(x.conv2d(w, 1, 0, 1, 2).toDoubles()).containsExactly(3, 70);
  }

  @Test
  void theFirstOfEqualsInAWindowHasTheGradient() {
    Tensor x = Tensor.of(1, 5, 5, 0).reshape(1, 1, 2, 2).tracked();
    x.maxPool2d(2, 2, 0).sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(0, 1, 0, 0);
    Tensor zeros = Tensor.zeros(DType.F64, 1, 1, 4).tracked();
    zeros.maxPool1d(2, 2, 1).sum().backward();
    assertThat(zeros.grad().toDoubles()).containsExactly(1, 1, 0, 1);
  }

  @Test
  void poolingByHand() {
    assertThat(IMAGE.maxPool2d(2, 2, 0).toDoubles()).containsExactly(6, 8, 14, 16);
    assertThat(IMAGE.negate().maxPool2d(2, 2, 1).toDoubles()).containsExactly(-1, -2, -4, -5, -6, -8, -13, -14, -16);
    assertThat(IMAGE.avgPool2d(2, 2, 0).toDoubles()).containsExactly(3.5, 5.5, 11.5, 13.5);
    assertThat(Tensor.of(2, 4, 6).reshape(1, 1, 3).avgPool1d(2, 1, 1).toDoubles()).containsExactly(1, 3, 5, 3);
    assertThat(IMAGE.maxPool2d(3, 1, 0).shape()).isEqualTo(Shape.of(1, 1, 2, 2));
    assertThat(IMAGE.to(DType.F32).maxPool2d(2, 2, 1).dtype()).isEqualTo(DType.F32);
  }

  @Test
  void badWindowsAreNamedWithTheirNumbers() {
    Tensor large = Tensor.zeros(DType.F64, 1, 1, 7, 7);
    Tensor small = Tensor.zeros(DType.F64, 1, 1, 2, 2);
    assertThatThrownBy(() -> IMAGE.conv2d(large, 1, 1, 1, 1))
        .hasMessageContaining("kernel of 7").hasMessageContaining("input of 4 with padding 1: 6");
    assertThatThrownBy(() -> IMAGE.conv2d(small, 0, 0, 1, 1)).hasMessageContaining("stride 0");
    assertThatThrownBy(() -> IMAGE.conv2d(small, 1, -1, 1, 1)).hasMessageContaining("padding -1");
    assertThatThrownBy(() -> IMAGE.conv2d(small, 1, 0, 1, 2)).hasMessageContaining("2 groups do not divide the 1 channels");
    assertThatThrownBy(() -> IMAGE.conv2d(Tensor.zeros(DType.F64, 1, 3, 2, 2)))
        .hasMessageContaining("see 3 channels").hasMessageContaining("has 1 channels");
    assertThatThrownBy(() -> IMAGE.conv2d(Tensor.zeros(DType.F64, 2, 2))).hasMessageContaining("expected 4 axes");
    assertThatThrownBy(() -> IMAGE.conv2d(small.to(DType.F32))).hasMessageContaining("element types differ");
    assertThatThrownBy(() -> IMAGE.maxPool2d(2, 1, 2)).hasMessageContaining("padding 2 is more than half");
    assertThatThrownBy(() -> IMAGE.conv1d(small, 1, 0, 1, 1)).hasMessageContaining("conv1d: expected 3 axes");
  }
}
