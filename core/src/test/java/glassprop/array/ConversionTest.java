package glassprop.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Anomaly;
import glassprop.AnomalyException;
import glassprop.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements in another type are the same numbers, rounded once, or an error. */
class ConversionTest {

  @ParameterizedTest
  @ValueSource(doubles = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p63, -0x1.000002p63, Double.MAX_VALUE, Float.MAX_VALUE
  })
  void whatIsNoIntegerOf64BitsIsNamedWithItsPlace(double number) {
    Tensor x = Tensor.of(new double[][] {{1, 2}, {3, number}});
    assertThatThrownBy(() -> x.to(DType.I64)).isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("to(I64): " + number + " at [1, 1] of F64 (2, 2)");
    assertThatThrownBy(() -> x.transpose().slice(0, 1, 2).to(DType.I64)).hasMessageContaining(number + " at [0, 1] of F64 (1, 2)");
    assertThatThrownBy(() -> Tensor.scalar(number).to(DType.F32).to(DType.I64)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void fractionsAreCutOffTowardZero() {
    Tensor x = Tensor.of(2.9, -2.9, 0.5, -0.0, -0x1p63, 0x1.fffffffffffffp62);
    assertThat(x.to(DType.I64).toLongs()).containsExactly(2, -2, 0, 0, Long.MIN_VALUE, 0x7ffffffffffffc00L);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void truthValuesAreOneAndZeroAndAllButZeroIsTrue(DType dtype) {
    Tensor truths = Tensor.of(5, 0, -1).to(DType.BOOL).to(dtype);
    assertThat(truths.toDoubles()).containsExactly(1, 0, 1);
    assertThat(truths.to(DType.BOOL).toDoubles()).containsExactly(1, 0, 1);
    assertThat(Tensor.of(Double.NaN).to(DType.BOOL).toDoubles()).containsExactly(1);
  }

  /** By way of a double this integer is in the middle between two numbers of float32, and then goes down. */
  @Test
  void integersAreRoundedOnce() {
    long integer = (1L << 60) + (1L << 36) + 1;
    assertThat(NdArray.over(new long[] {0, integer}, Shape.of(2)).slice(0, 1, 1, 1).to(DType.F32).floats()).containsExactly((float) integer);
    assertThat((float) integer).isNotEqualTo((float) (double) integer);
  }

  @Test
  void whatOverflowsFloat32IsInfiniteAndTheConversionIsNamed() {
    Tensor large = Tensor.of(1, 1e300).named("large");
    assertThat(large.to(DType.F32).toDoubles()).containsExactly(1, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> Anomaly.trace(() -> large.to(DType.F32))).isInstanceOfSatisfying(
        AnomalyException.class, found -> assertThat(found.event()).contains("to gave Infinity at [1]", "large (2)", "1.0E300"));
  }
}
