package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tensors made from numbers have those numbers, the shape and the element type that were asked for. */
class TensorFactoriesTest {

  @Test
  void theJavaTypeOfTheNumbersIsTheElementType() {
    assertThat(Tensor.of(1, 2).dtype()).isEqualTo(DType.F64);
    assertThat(Tensor.floats(0.1f, 2).dtype()).isEqualTo(DType.F32);
    assertThat(Tensor.floats(0.1f, 2).toDoubles()).containsExactly(0.1f, 2);
    assertThat(Tensor.indices(3, -4).dtype()).isEqualTo(DType.I64);
    assertThat(Tensor.mask(true, false).dtype()).isEqualTo(DType.BOOL);
    assertThat(Tensor.floats(new float[][] {{1, 2, 3}, {4, 5, 6}}).type()).isEqualTo(new TensorType(Shape.of(2, 3), DType.F32));
    assertThat(Tensor.indices(new long[][] {{1, 2, 3}, {4, 5, 6}}).select(0, 1).toDoubles()).containsExactly(4, 5, 6);
    assertThat(Tensor.mask(new boolean[][] {{true}, {false}}).toDoubles()).containsExactly(1, 0);
  }

  @Test
  void aTensorDoesNotShareTheArrayThatItIsMadeOf() {
    float[] numbers = {1, 2};
    boolean[] values = {true};
    Tensor floats = Tensor.floats(numbers);
    Tensor mask = Tensor.mask(values);
    numbers[0] = 5;
    values[0] = false;
    assertThat(floats.toDoubles()).containsExactly(1, 2);
    assertThat(mask.toDoubles()).containsExactly(1);
  }

  @Test
  void rowsOfDifferentLengthsAreRefusedInEveryType() {
    assertThatThrownBy(() -> Tensor.of(new double[][] {{1}, {1, 2}})).isInstanceOf(ShapeException.class).hasMessageContaining("row 1 has 2");
    assertThatThrownBy(() -> Tensor.floats(new float[][] {{1}, {1, 2}})).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.indices(new long[][] {{1}, {}})).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.mask(new boolean[][] {{}, {true}})).isInstanceOf(ShapeException.class);
  }

  @Test
  void everyElementTypeHasZerosOnesAndAnIdentity() {
    for (DType dtype : DType.values()) {
      TensorType type = new TensorType(Shape.of(2, 2), dtype);
      Tensor eye = Tensor.eye(dtype, 2);
      assertThat(eye.type()).isEqualTo(type);
      assertThat(eye.toDoubles()).containsExactly(1, 0, 0, 1);
      assertThat(Tensor.ones(dtype, 2, 2).type()).isEqualTo(type);
      assertThat(Tensor.onesLike(eye).type()).isEqualTo(type);
      assertThat(Tensor.onesLike(eye).toDoubles()).containsOnly(1);
      assertThat(Tensor.zerosLike(eye).type()).isEqualTo(type);
      assertThat(Tensor.zerosLike(eye).toDoubles()).containsOnly(0);
    }
  }

  @Test
  void aNumberThatIsNoElementOfTheTypeIsRefused() {
    assertThatThrownBy(() -> Tensor.full(0.5, DType.I64, 3)).hasMessageContaining("0.5 is no integer");
    assertThatThrownBy(() -> Tensor.full(Double.NaN, DType.I64)).hasMessageContaining("NaN is no integer");
    assertThatThrownBy(() -> Tensor.full(Long.MAX_VALUE, DType.I64)).hasMessageContaining("beyond 2^53");
    assertThatThrownBy(() -> Tensor.full(2, DType.BOOL)).hasMessageContaining("0 or 1");
    assertThatThrownBy(() -> Tensor.indices(1, 2).equalTo(1.5)).hasMessageContaining("1.5 is no integer");
    assertThat(Tensor.full(-0x1p53, DType.I64).toString()).endsWith("-9007199254740992");
  }

  @Test
  void eachElementOfARepeatedNumberHasAPlaceOfItsOwn() {
    for (DType dtype : DType.values()) {
      for (Tensor x : List.of(Tensor.full(1, dtype, 2, 2), Tensor.ones(dtype, 2, 2), Tensor.onesLike(Tensor.eye(dtype, 2)))) {
        x.array().copyFrom(Tensor.eye(dtype, 2).array());
        assertThat(x.toDoubles()).containsExactly(1, 0, 0, 1);
        x.updateInPlace(array -> array.copyFrom(Tensor.zeros(dtype, 2, 2).array()));
        assertThat(x.toDoubles()).containsOnly(0);
      }
    }
  }

  @Test
  void rangesOfIntegersAreExactToTheEndsOfTheType() {
    assertThat(Tensor.arange(2, 5).toDoubles()).containsExactly(2, 3, 4);
    assertThat(Tensor.arange(0, 10, 4).toDoubles()).containsExactly(0, 4, 8);
    assertThat(Tensor.arange(5, 0, -2).toDoubles()).containsExactly(5, 3, 1);
    assertThat(Tensor.arange(5, 5).shape()).isEqualTo(Shape.of(0));
    assertThat(Tensor.arange(0, 5, -1).shape()).isEqualTo(Shape.of(0));
    long whole = Long.MAX_VALUE;
    assertThat(Tensor.arange(Long.MIN_VALUE, whole, whole).toString()).endsWith("[-9223372036854775808, -1, 9223372036854775806]");
    assertThat(Tensor.arange(whole, Long.MIN_VALUE, Long.MIN_VALUE).toString()).endsWith("[9223372036854775807, -1]");
    assertThatThrownBy(() -> Tensor.arange(Long.MIN_VALUE, whole)).hasMessageContaining("18446744073709551615 numbers");
    assertThatThrownBy(() -> Tensor.arange(0, 5, 0)).hasMessageContaining("steps of 0");
  }

  @Test
  void equalDistancesHitBothEnds() {
    assertThat(Tensor.linspace(0, 1, 5).toDoubles()).containsExactly(0, 0.25, 0.5, 0.75, 1);
    assertThat(Tensor.linspace(3, 1, 3).toDoubles()).containsExactly(3, 2, 1);
    assertThat(Tensor.linspace(2, 7, 1).toDoubles()).containsExactly(2);
    assertThat(Tensor.linspace(2, 7, 0).shape()).isEqualTo(Shape.of(0));
    double[] tenths = Tensor.linspace(0.1, 0.7, 100).toDoubles();
    assertThat(tenths[0]).isEqualTo(0.1);
    assertThat(tenths[99]).isEqualTo(0.7);
    assertThatThrownBy(() -> Tensor.linspace(0, 1, -1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.linspace(-1e308, 1e308, 3)).hasMessageContaining("must be finite");
    assertThatThrownBy(() -> Tensor.linspace(0, Double.NaN, 3)).hasMessageContaining("must be finite");
  }
}
