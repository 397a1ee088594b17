package glassprop.op.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.op.vocabulary.Convolutions;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions by hand, and bad windows. */
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

  /** Images so large that a block holds a part of their places only: some rows, one, or a part of one; and those read in place. */
  @ParameterizedTest
  @CsvSource({
    "F64, 16, 30, 31, 5, 1, 2, 1, 1", "F32, 32, 30, 31, 5, 1, 2, 1, 2", "F64, 40, 60, 61, 6, 2, 3, 2, 2",
    "F64, 2, 21, 400, 21, 1, 1, 1, 1", "F32, 4, 41, 400, 21, 2, 1, 2, 1",
    "F64, 8, 3, 4, 1, 1, 0, 1, 2", "F64, 8, 3, 4, 1, 2, 1, 1, 1"
  })
  void blocksMakeNoDifference(
      DType dtype, int channels, int rows, int columns, int kernel, int stride, int padding, int dilation, int groups) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    Tensor turned = Tensor.normal(random, 2, rows, channels, columns + 3).to(dtype);
    Tensor w = Tensor.normal(random, 4, channels / groups, kernel, kernel).to(dtype);
    int[] order = {0, 2, 1, 3}; // so that images are not in the order of memory
    Function<List<Tensor>, Tensor> convolution =
        in -> in.get(0).permute(order).slice(3, 2, 2 + columns).conv2d(in.get(1), stride, padding, dilation, groups);
    Function<List<Tensor>, Tensor> definition =
        in -> byAllPatches(in.get(0).permute(order).slice(3, 2, 2 + columns), in.get(1), stride, padding, dilation, groups);
    Tensor ybar = Tensor.normal(random, convolution.apply(List.of(turned, w)).shape().toArray()).to(dtype);

    int places = ybar.shape().get(2) * ybar.shape().get(3);
    assertThat(kernel == 1 || channels / groups * kernel * kernel * places > PatchBlocks.LARGEST).as("several blocks").isTrue();

    Autodiff.ValueAndGradients actual = Autodiff.vjp(convolution, List.of(turned, w), ybar);

    Autodiff.ValueAndGradients expected = Autodiff.vjp(definition, List.of(turned, w), ybar);
    assertClose(actual.value(), expected.value());
    assertClose(actual.gradients().get(0), expected.gradients().get(0));
    assertClose(actual.gradients().get(1), expected.gradients().get(1));
  }

  /** A convolution by its definition: a product with everything that windows cover. */
  private static Tensor byAllPatches(Tensor x, Tensor w, int stride, int padding, int dilation, int groups) {
    int images = x.shape().get(0);
    int outputs = w.shape().get(0) / groups;
    int channels = w.shape().get(1);
    Tensor p = x.unfold(w.shape().get(2), stride, padding, dilation);
    int covered = channels * p.shape().get(2) * p.shape().get(3);
    Tensor patches = p.reshape(images, groups, covered, p.shape().get(4) * p.shape().get(5));
    return w.reshape(groups, outputs, covered).matmul(patches)
        .reshape(images, groups * outputs, p.shape().get(4), p.shape().get(5));
  }

  /** Compares by one number: of long arrays a failing comparison of each would take minutes to describe. */
  private static void assertClose(Tensor actual, Tensor expected) {
    double[] a = actual.toDoubles();
    double[] e = expected.toDoubles();
    double largest = 0;
    double error = 0;
    for (int i = 0; i < e.length; i++) {
      largest = Math.max(largest, Math.abs(e[i]));
      error = Math.max(error, Math.abs(a[i] - e[i])); // NaN stays
    }
    double ulp = actual.dtype() == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(error).isLessThanOrEqualTo(100 * ulp * largest);
  }

  @Test
  void paddingMayDifferBetweenEndsAndAxes() {
    Tensor ones = Tensor.full(1, DType.F64, 1, 1, 2, 2);
    Tensor padded = IMAGE.pad(new int[] {0, 0, 0, 2}, new int[] {0, 0, 1, 0}, 0);
    Tensor convolved = IMAGE.conv2d(ones, Slide.by(2).padded(0, 1), Slide.by(1).padded(2, 0).dilated(2), 1);
    assertThat(convolved.shape()).isEqualTo(Shape.of(1, 1, 2, 4));
    Tensor columns = padded.slice(3, 0, 4).plus(padded.slice(3, 2, 6));
    Tensor expected = columns.slice(2, 0, 4, 2).plus(columns.slice(2, 1, 5, 2));
    assertThat(convolved.toDoubles()).containsExactly(expected.toDoubles());

    Tensor a = Tensor.of(1, 2, 3).reshape(1, 1, 3);
    Tensor b = Tensor.of(4, 5).flip(0).reshape(1, 1, 2);
    assertThat(a.conv1d(b, Slide.by(1).padded(1, 0), 1).toDoubles()).containsExactly(4, 13, 22); // only what came before: causal
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
    assertThatThrownBy(() -> IMAGE.conv2d(small, Slide.by(1).padded(0, -1), Slide.by(1), 1))
        .hasMessageContaining("padding 0 before and -1 after");
    assertThatThrownBy(() -> IMAGE.unfold(0, 1, 0, 1)).hasMessageContaining("kernel of 0");
    assertThatThrownBy(() -> IMAGE.conv1d(small, 1, 0, 1, 1)).hasMessageContaining("conv1d: expected 3 axes");
  }
}
