package glassprop.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions between the layers of networks: closed forms, far ends, kinks, and digits in float32. */
class ActivationTest {

  private static double[] gradient(UnaryOperator<Tensor> f, double... at) {
    Tensor x = Tensor.of(at).tracked();
    f.apply(x).sum().backward();
    return x.grad().toDoubles();
  }

  private static double curvature(UnaryOperator<Tensor> f, double at) {
    return Autodiff.hessian(f, Tensor.scalar(at)).item();
  }

  @Test
  void logSigmoidIsExactAtBothEnds() {
    assertThat(Tensor.of(-1e9, -800, 1e9, NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN).logSigmoid().toDoubles())
        .containsExactly(-1e9, -800, -0.0, NEGATIVE_INFINITY, -0.0, NaN);
    assertThat(Tensor.scalar(0).logSigmoid().item()).isCloseTo(-Math.log(2), within(1e-16));
    assertThat(Tensor.scalar(40).logSigmoid().item()).isCloseTo(-Math.exp(-40), within(1e-15 * Math.exp(-40)));
    assertThat(gradient(Tensor::logSigmoid, -1e9, 0, 1e9)).containsExactly(1, 0.5, 0);
    assertThat(gradient(Tensor::logSigmoid, 40)).containsExactly(new double[] {Math.exp(-40)}, within(1e-15 * Math.exp(-40)));
    assertThat(curvature(Tensor::logSigmoid, 0)).isEqualTo(-0.25);
    assertThat(curvature(Tensor::logSigmoid, -1e9)).isZero();
  }

  @Test
  void mishIsTheNumberWithItsShareBetweenTheEnds() {
    double e = 1 + Math.E;
    assertThat(Tensor.scalar(1).mish().item()).isCloseTo((e * e - 1) / (e * e + 1), within(1e-15)); // tanh(ln u) = (u² − 1)/(u² + 1)
    assertThat(Tensor.of(0, 1e9, -1e9).mish().toDoubles()).containsExactly(0, 1e9, -0.0);
    assertThat(Tensor.scalar(-40).mish().item()).isCloseTo(-40 * Math.exp(-40), within(1e-15 * Math.exp(-36)));
    assertThat(gradient(Tensor::mish, 0)).containsExactly(new double[] {0.6}, within(1e-15)); // tanh(ln 2)
    assertThat(gradient(Tensor::mish, 1e9, -1e9)).containsExactly(1, 0);
  }

  @Test
  void productsWithAShareThatVanishesAreNoNumberAtMinusInfinity() {
    Tensor end = Tensor.scalar(Double.NEGATIVE_INFINITY);
    for (Tensor y : List.of(end.silu(), end.mish(), end.hardSwish(), end.gelu())) {
      assertThat(y.item()).isNaN();
    }
  }

  @Test
  void hardSwishHasTheSlopesBeyondItsKinksThere() {
    assertThat(Tensor.of(-4, -3, 0, 1, 3, 4).hardSwish().toDoubles()).containsExactly(-0.0, -0.0, 0, 4.0 / 6, 3, 4);
    assertThat(gradient(Tensor::hardSwish, -4, -3, 0, 3, 4, NaN)).containsExactly(0, 0, 0.5, 1, 1, NaN);
    assertThat(gradient(Tensor::hardSwish, 1)).containsExactly(new double[] {5.0 / 6}, within(1e-15));
    assertThat(curvature(Tensor::hardSwish, 1)).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(curvature(Tensor::hardSwish, 4)).isZero();
  }

  @Test
  void softsignEndsAtOneAndItsSlopeKeepsItsDigits() {
    assertThat(Tensor.of(POSITIVE_INFINITY, NEGATIVE_INFINITY, Double.MAX_VALUE, 0, -3, NaN).softsign().toDoubles())
        .containsExactly(1, -1, 1, 0, -0.75, NaN);
    assertThat(gradient(Tensor::softsign, 0, -1, POSITIVE_INFINITY, NaN)).containsExactly(1, 0.25, 0, NaN);
    assertThat(gradient(Tensor::softsign, 1e8)).containsExactly(new double[] {1e-16 * (1 - 2e-8)}, within(1e-30));
    assertThat(curvature(Tensor::softsign, 1)).isEqualTo(-0.25);
    assertThat(curvature(Tensor::softsign, -1)).isEqualTo(0.25);
  }

  @Test
  void gluIsOneHalfGatedByTheOther() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 0, Math.log(3)}, {-4, 8, 1e9, -1e9}});
    assertThat(x.glu(1).toDoubles()).containsExactly(new double[] {0.5, 1.5, -4, 0}, within(1e-15));
    assertThat(x.glu(-2).shape()).isEqualTo(Shape.of(1, 4));
    assertThatThrownBy(() -> Tensor.zeros(DType.F64, 2, 3).named("h").glu(-1))
        .hasMessageContaining("glu: 3 elements along axis -1 of h (2, 3), an odd number, which has no two halves");
  }

  static List<Arguments> activations() {
    return List.of(
        of("logSigmoid", Tensor::logSigmoid), of("mish", Tensor::mish), of("hardSwish", Tensor::hardSwish),
        of("softsign", Tensor::softsign), of("entropy", x -> x.abs().entropy()), of("xlogy", x -> x.xlogy(x.abs().plus(2))));
  }

  private static Arguments of(String name, UnaryOperator<Tensor> f) {
    return Arguments.of(name, f);
  }

  /** Values and slopes in float32 against those in float64 at the same numbers, from tiny to large: none loses its digits where it is small. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("activations")
  void float32LosesNoDigits(String name, UnaryOperator<Tensor> f) {
    double[] numbers =
        IntStream.range(-60, 60).mapToDouble(i -> Math.signum(i + 0.5) * Math.pow(1.2, Math.abs(i) - 35)).map(x -> (float) x).toArray();
    Tensor wide = Tensor.of(numbers).tracked();
    Tensor narrow = Tensor.of(numbers).to(DType.F32).tracked();
    Tensor exact = f.apply(wide);
    Tensor rounded = f.apply(narrow);
    exact.sum().backward();
    rounded.sum().backward();
    for (int i = 0; i < numbers.length; i++) {
      double value = exact.toDoubles()[i];
      assertThat(rounded.toDoubles()[i]).as("%s(%s)", name, numbers[i]).isCloseTo(value, within(8 * Math.ulp((float) value) + 1e-37));
      double slope = wide.grad().toDoubles()[i];
      double scale = Math.max(Math.abs(slope), name.equals("softsign") ? 0 : Math.min(1, Math.abs(value)));
      assertThat(narrow.grad().toDoubles()[i]).as("%s'(%s)", name, numbers[i]).isCloseTo(slope, within(1e-6 * scale + 1e-37));
    }
  }
}
