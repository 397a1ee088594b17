package glassprop.op.vocabulary;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.op.convolution.Slide;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Pooling by its definition and by hand, ties, and windows over nothing. */
class PoolingTest {
  private static final Slide PLAIN = Slide.by(1);

  /** 1 to 16 in four rows. */
  private static final Tensor IMAGE = Tensor.full(1, DType.F64, 16).cumsum(0).reshape(1, 1, 4, 4);

  record Pool(int rows, int columns, Slide down, Slide across) {}

  static final List<Pool> POOLS =
      List.of(
          new Pool(2, 2, Slide.by(2), Slide.by(2)),
          new Pool(3, 2, Slide.by(2), PLAIN),
          new Pool(2, 3, Slide.by(1).dilated(2), Slide.by(2).dilated(3)),
          new Pool(3, 3, Slide.by(2).padded(1), Slide.by(2).padded(1)),
          new Pool(2, 4, PLAIN.padded(1, 0), Slide.by(3).padded(0, 2)),
          new Pool(3, 2, Slide.by(2).padded(1, 2).dilated(2), PLAIN.padded(1).dilated(4)),
          new Pool(3, 2, Slide.by(3).partially(), Slide.by(4).padded(1).partially()),
          new Pool(2, 2, Slide.by(3).padded(1).partially(), Slide.by(2).padded(0, 1).dilated(2).partially()),
          new Pool(1, 9, PLAIN, PLAIN.padded(1).partially()),
          new Pool(6, 1, Slide.by(5).padded(2, 3), Slide.by(7)));

  /** The indices of the elements and of the padding that a window covers, at each of its places. */
  private static List<List<Integer>> covered(int size, int kernel, Slide slide) {
    List<List<Integer>> places = new ArrayList<>();
    int end = size + slide.after();
    int span = (kernel - 1) * slide.dilation() + 1;
    for (int start = -slide.before(); slide.partial() ? start < size : start + span <= end; start += slide.stride()) {
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < kernel; i++) {
        if (start + i * slide.dilation() < end) {
          indices.add(start + i * slide.dilation());
        }
      }
      places.add(indices);
      if (start + span >= end) {
        break; // a further place would show nothing new
      }
    }
    return places;
  }

  @ParameterizedTest
  @FieldSource("POOLS")
  void poolingIsWhatItsDefinitionSays(Pool pool) {
    int rows = 7;
    int columns = 8;
    Tensor x = Tensor.normal(new SplittableRandom(3), 2, 3, rows, columns);
    List<Double> largest = new ArrayList<>();
    List<Double> mean = new ArrayList<>();
    List<Double> meanWithPadding = new ArrayList<>();
    for (int image = 0; image < 6; image++) {
      for (List<Integer> down : covered(rows, pool.rows, pool.down)) {
        for (List<Integer> across : covered(columns, pool.columns, pool.across)) {
          double max = NEGATIVE_INFINITY;
          double sum = 0;
          int count = 0;
          for (int i : down) {
            for (int j : across) {
              if (i >= 0 && i < rows && j >= 0 && j < columns) {
                double element = x.get(image / 3, image % 3, i, j);
                max = Math.max(max, element);
                sum += element;
                count++;
              }
            }
          }
          largest.add(max);
          mean.add(sum / count);
          meanWithPadding.add(sum / (down.size() * across.size()));
        }
      }
    }
    Tensor max = x.maxPool2d(pool.rows, pool.columns, pool.down, pool.across);
    assertThat(max.toDoubles()).containsExactly(numbers(largest));
    assertThat(x.avgPool2d(pool.rows, pool.columns, pool.down, pool.across, false).toDoubles())
        .containsExactly(numbers(mean), within(1e-14));
    Tensor withPadding = x.avgPool2d(pool.rows, pool.columns, pool.down, pool.across, true);
    assertThat(withPadding.toDoubles()).containsExactly(numbers(meanWithPadding), within(1e-14));
    assertThat(withPadding.shape()).isEqualTo(max.shape());
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void poolingOfSeriesIsThatOfImagesOfOneRow() {
    Tensor x = Tensor.normal(new SplittableRandom(5), 2, 3, 9);
    Slide slide = Slide.by(2).padded(1, 0).dilated(2).partially();
    Tensor row = x.unsqueeze(2);
    assertThat(x.maxPool1d(3, slide).toDoubles()).containsExactly(row.maxPool2d(1, 3, PLAIN, slide).toDoubles());
    for (boolean countPadding : new boolean[] {true, false}) {
      assertThat(x.avgPool1d(3, slide, countPadding).toDoubles())
          .containsExactly(row.avgPool2d(1, 3, PLAIN, slide, countPadding).toDoubles());
    }
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
  void paddingIsNeverChosenEvenWhereAllElementsAreMinusInfinity() {
    Tensor x = Tensor.of(NEGATIVE_INFINITY, NEGATIVE_INFINITY, 3, NEGATIVE_INFINITY).reshape(1, 1, 4).tracked();
    Tensor max = x.maxPool1d(2, Slide.by(2).padded(1));
    assertThat(max.toDoubles()).containsExactly(NEGATIVE_INFINITY, 3, NEGATIVE_INFINITY);
    max.sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(1, 0, 1, 1);
  }

  @Test
  void aNanIsTheLargest() {
    assertThat(Tensor.of(1, NaN, 3).reshape(1, 1, 3).maxPool1d(2, Slide.by(1).padded(0, 1)).toDoubles()).containsExactly(NaN, NaN, 3);
  }

  @Test
  void poolingByHand() {
    assertThat(IMAGE.maxPool2d(2, 2, 0).toDoubles()).containsExactly(6, 8, 14, 16);
    assertThat(IMAGE.negate().maxPool2d(2, 2, 1).toDoubles()).containsExactly(-1, -2, -4, -5, -6, -8, -13, -14, -16);
    assertThat(IMAGE.avgPool2d(2, 2, 0).toDoubles()).containsExactly(3.5, 5.5, 11.5, 13.5);
    assertThat(Tensor.of(2, 4, 6).reshape(1, 1, 3).avgPool1d(2, 1, 1).toDoubles()).containsExactly(1, 3, 5, 3);
    assertThat(Tensor.of(2, 4, 6).reshape(1, 1, 3).avgPool1d(2, PLAIN.padded(1), false).toDoubles()).containsExactly(2, 3, 5, 6);
    assertThat(IMAGE.maxPool2d(3, 1, 0).shape()).isEqualTo(Shape.of(1, 1, 2, 2));
    assertThat(IMAGE.to(DType.F32).maxPool2d(2, 2, 1).dtype()).isEqualTo(DType.F32);
    assertThat(IMAGE.to(DType.F32).avgPool2d(2, 2, PLAIN.padded(1), PLAIN, false).dtype()).isEqualTo(DType.F32);
  }

  @Test
  void aWindowOverNothingIsNamed() {
    assertThatThrownBy(() -> IMAGE.maxPool2d(2, 1, 2))
        .hasMessageContaining("max_pool2d: at place 0 the window covers nothing but padding")
        .hasMessageContaining("kernel 2").hasMessageContaining("axis of 4 with padding 2");
    Tensor narrow = Tensor.of(5).reshape(1, 1, 1);
    assertThatThrownBy(() -> narrow.maxPool1d(2, Slide.by(1).padded(1).dilated(2))).hasMessageContaining("nothing but padding");
    assertThatThrownBy(() -> narrow.avgPool1d(2, PLAIN.padded(0, 2), false)).hasMessageContaining("padding 0 before and 2 after");
    assertThatThrownBy(() -> narrow.maxPool1d(3, PLAIN)).hasMessageContaining("kernel of 3");
    assertThatThrownBy(() -> narrow.maxPool2d(1, 1, 0)).hasMessageContaining("expected 4 axes");
  }
}
