package glassprop.parity.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistanceTest {
  private static NdArray v(double... numbers) {
    return NdArray.over(numbers, Shape.of(numbers.length));
  }

  private static double between(NdArray a, NdArray b) {
    return new Distance(List.of(a, b)).between(a, b);
  }

  @Test
  void aDifferenceIsRelativeToTheLargestElement() {
    assertThat(between(v(1, 1000), v(2, 1000))).isCloseTo(1e-3, within(1e-15));
  }

  @Test
  void whereTermsCancelTheRestOfTheAnswerGivesTheScale() {
    NdArray noise = v(1e-16);
    NdArray none = v(0);
    assertThat(new Distance(List.of(v(1), noise, none)).between(noise, none)).isCloseTo(1e-14, within(1e-20));
  }

  @Test
  void whatIsNoNumberEqualsItselfOnly() {
    double inf = Double.POSITIVE_INFINITY;
    assertThat(between(v(Double.NaN, inf, -inf), v(Double.NaN, inf, -inf))).isZero();
    assertThat(between(v(Double.NaN), v(0))).isInfinite();
    assertThat(between(v(inf), v(-inf))).isInfinite();
    assertThat(between(v(inf), v(1e300))).isInfinite();
  }

  @Test
  void shapesMustBeEqual() {
    assertThat(between(v(1), NdArray.over(new double[] {1}, Shape.SCALAR))).isInfinite();
  }

  @Test
  void nothingEqualsNothing() {
    assertThat(between(v(), v())).isZero();
    assertThat(between(v(0), v(-0.0))).isZero();
  }
}
