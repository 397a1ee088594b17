package glassprop.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An array is written to element by element, or not at all. */
class NdArrayTest {
  private static NdArray counted(int... sizes) {
    Shape shape = Shape.of(sizes);
    return NdArray.over(IntStream.range(0, shape.size()).mapToDouble(i -> i + 1).toArray(), shape);
  }

  private static Map<String, NdArray> views() {
    Map<String, NdArray> views = new LinkedHashMap<>();
    views.put("whole", counted(2, 3));
    views.put("transposed", counted(2, 3).permute(1, 0));
    views.put("every second column", counted(2, 5).slice(1, 0, 3, 2));
    views.put("a block, transposed", counted(4, 5).slice(0, 1, 2, 1).slice(1, 1, 3, 1).permute(1, 0));
    views.put("a diagonal", counted(9).slice(0, 0, 3, 4));
    views.put("windows that do not overlap", counted(3, 4, 2).permute(2, 0, 1).slice(1, 0, 2, 2));
    views.put("sizes of 1", counted(1, 3).expand(Shape.of(1, 1, 3)));
    views.put("nothing", counted(0, 1).expand(Shape.of(0, 4)));
    views.put("a single element", counted(1));
    return views;
  }

  @Test
  void aViewWhoseElementsLieApartIsWrittenElementByElement() {
    views().forEach(
        (name, view) -> {
          NdArray numbers = counted(view.shape().toArray());
          view.copyFrom(numbers);
          assertThat(view.toDoubles()).as(name).isEqualTo(numbers.toDoubles());
        });
  }

  @Test
  void aViewWhoseElementsShareAPlaceIsNotWrittenTo() {
    Map<String, NdArray> views = new LinkedHashMap<>();
    views.put("expanded in front", counted(3).expand(Shape.of(2, 3)));
    views.put("expanded behind", counted(3, 1).expand(Shape.of(3, 2)));
    views.put("expanded and transposed", counted(3).expand(Shape.of(2, 3)).permute(1, 0));
    views.put("one number", NdArray.full(new TensorType(Shape.of(2, 2), DType.F32), 1));
    views.forEach(
        (name, view) -> {
          double[] before = view.toDoubles();
          NdArray zeros = NdArray.zeros(view.type());
          assertThatThrownBy(() -> view.copyFrom(zeros)).as(name).hasMessageContaining("copyFrom").hasMessageContaining("copy()");
          assertThat(view.toDoubles()).as(name).isEqualTo(before);
        });
  }

  @Test
  void aViewOfTheSameNumbersIsReadBeforeItIsWrittenOver() {
    NdArray square = counted(2, 2);
    square.copyFrom(square.permute(1, 0));
    assertThat(square.toDoubles()).containsExactly(1, 3, 2, 4);
    NdArray row = counted(5);
    row.slice(0, 1, 4, 1).copyFrom(row.slice(0, 0, 4, 1));
    assertThat(row.toDoubles()).containsExactly(1, 1, 2, 3, 4);
    NdArray again = counted(5).slice(0, 0, 3, 2);
    again.copyFrom(again);
    assertThat(again.toDoubles()).containsExactly(1, 3, 5);
  }

  @Test
  void anotherTypeIsNotCopied() {
    assertThatThrownBy(() -> counted(2).copyFrom(counted(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("copyFrom: expected F64 (2), came F64 (3)");
  }
}
