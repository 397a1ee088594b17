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
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions of numbers: published values, and values and gradients where calculus alone does not decide. */
@SuppressWarnings("FloatingPointLiteralPrecision") // golden numbers as their source prints them
class ElementaryFunctionsTest {

  /**
   * x, erf x, erfc x to 20 digits: the series 2/√π Σ (−1)ᵏx²ᵏ⁺¹/(k!(2k+1)) (NIST Digital Library of Mathematical Functions, 7.6.1) summed
   * with 120 digits; to the 10 and more digits printed there it is Abramowitz and Stegun, table 7.1.
   */
  private static final double[][] ERF = {
    {0.1, 0.11246291601828489220, 8.87537083981715107797e-1},
    {0.25, 0.27632639016823693299, 7.23673609831763067015e-1},
    {0.46875, 0.49261347321793799159, 5.07386526782062008412e-1},
    {0.5, 0.52049987781304653768, 4.79500122186953462317e-1},
    {1, 0.84270079294971486934, 1.57299207050285130659e-1},
    {1.5, 0.96610514647531072707, 3.38948535246892729330e-2},
    {2, 0.99532226501895273416, 4.67773498104726583793e-3},
    {3, 0.99997790950300141456, 2.20904969985854413728e-5},
    {4, 0.99999998458274209972, 1.54172579002800188522e-8},
    {5, 0.99999999999846254021, 1.53745979442803485019e-12},
    {10, 1, 2.08848758376254475700e-45},
  };

  private static double[] gradient(UnaryOperator<Tensor> f, double... at) {
    Tensor x = Tensor.of(at).tracked();
    f.apply(x).sum().backward();
    return x.grad().toDoubles();
  }

  @Test
  void theErrorFunctionHasItsPublishedValues() {
    for (double[] row : ERF) {
      assertThat(Tensor.scalar(row[0]).erf().item()).isCloseTo(row[1], within(1e-15 * row[1]));
      assertThat(Tensor.scalar(-row[0]).erf().item()).isCloseTo(-row[1], within(1e-15 * row[1]));
      assertThat(Tensor.scalar(row[0]).erfc().item()).isCloseTo(row[2], within(1e-15 * row[2]));
      assertThat(Tensor.scalar(-row[0]).erfc().item()).isCloseTo(1 + row[1], within(2e-15));
    }
    assertThat(Tensor.of(POSITIVE_INFINITY, NEGATIVE_INFINITY, 0, NaN).erf().toDoubles()).containsExactly(1, -1, 0, NaN);
    assertThat(Tensor.of(POSITIVE_INFINITY, NEGATIVE_INFINITY, 0, 27).erfc().toDoubles())
        .containsExactly(0, 2, 1, 5.237048923789255e-319);
  }

  @Test
  void geluKeepsItsDigitsWhereItIsTiny() {
    assertThat(Tensor.scalar(-10).gelu().item()).isCloseTo(-10 * 7.6198530241605260660e-24, within(1e-36)); // Φ(−10); rounding x·√½ costs 2x² = 200 half-units
    assertThat(Tensor.scalar(1).gelu().item()).isCloseTo(0.84134474606854294859, within(1e-15)); // Φ(1)
    assertThat(Tensor.scalar(1).geluTanh().item()).isCloseTo(Tensor.scalar(1).gelu().item(), within(2e-4));
  }

  @Test
  void seluHasTheConstantsOfItsFixedPoint() {
    double alpha = -Math.sqrt(2 / Math.PI) / (Tensor.scalar(Math.sqrt(0.5)).erfc().item() * Math.exp(0.5) - 1);
    double saturated = Tensor.scalar(-60).selu().item();
    assertThat(saturated).isCloseTo(-alpha * Tensor.scalar(1).selu().item(), within(1e-14));
  }

  @Test
  void clampHasSlopeOneAtItsBoundsAndRelu6HasZero() {
    assertThat(gradient(x -> x.clamp(-1, 2), -1.5, -1, 0, 2, 2.5, NaN)).containsExactly(0, 1, 1, 1, 0, NaN);
    assertThat(gradient(Tensor::relu6, -1, 0, 3, 6, 7, NaN)).containsExactly(0, 0, 1, 0, 0, NaN);
    assertThat(Tensor.of(-1, 3, 9).relu6().toDoubles()).containsExactly(0, 3, 6);
    assertThatThrownBy(() -> Tensor.scalar(0).clamp(2, 1)).hasMessageContaining("2.0").hasMessageContaining("1.0");
  }

  @Test
  void leakyReluAndEluTakeTheirLeftSlopeAtZero() {
    assertThat(gradient(x -> x.leakyRelu(0.1), -1, 0, 1, NaN)).containsExactly(0.1, 0.1, 1, NaN);
    assertThat(gradient(x -> x.elu(0.5), 0, 1)).containsExactly(0.5, 1);
  }

  @Test
  void stairsAreFlat() {
    for (UnaryOperator<Tensor> stair : List.<UnaryOperator<Tensor>>of(Tensor::floor, Tensor::ceil, Tensor::round)) {
      assertThat(gradient(stair, -1.5, 0, 0.5, 2)).containsExactly(0, 0, 0, 0);
    }
    assertThat(Tensor.of(-1.5, -0.5, 0.5, 1.5, 2.5).round().toDoubles()).containsExactly(-2, -0.0, 0, 2, 2);
    assertThat(Tensor.of(-1.5, 1.5).floor().toDoubles()).containsExactly(-2, 1);
    assertThat(Tensor.of(-1.5, 1.5).ceil().toDoubles()).containsExactly(-1, 2);
  }

  @Test
  void inverseFunctionsHaveInfiniteSlopesAtTheirEnds() {
    assertThat(gradient(Tensor::asin, -1, 1)).containsExactly(POSITIVE_INFINITY, POSITIVE_INFINITY);
    assertThat(gradient(Tensor::acos, -1, 1)).containsExactly(NEGATIVE_INFINITY, NEGATIVE_INFINITY);
    assertThat(gradient(Tensor::log1p, -1)).containsExactly(POSITIVE_INFINITY);
  }

  @Test
  void hypotHasSlopeZeroAtTheOriginAndAtan2None() {
    assertThat(gradient(x -> x.hypot(x.literal(0)), 0, 3)).containsExactly(0, 1);
    assertThat(gradient(x -> x.atan2(x.literal(0)), 0)).containsExactly(NaN);
    assertThat(Tensor.of(3e200).hypot(Tensor.of(4e200)).item()).isCloseTo(5e200, within(1e185));
    assertThat(gradient(x -> x.atan2(x.literal(1e200)), 1e200)).containsExactly(new double[] {0.5e-200}, within(1e-214));
  }

  @Test
  void logAddExpNeitherOverflowsNorLosesItsInfinities() {
    assertThat(Tensor.of(1000, NEGATIVE_INFINITY, POSITIVE_INFINITY).logAddExp(Tensor.of(1000, NEGATIVE_INFINITY, 0)).toDoubles())
        .containsExactly(1000 + Math.log(2), NEGATIVE_INFINITY, POSITIVE_INFINITY);
    assertThat(gradient(x -> x.logAddExp(x.literal(0)), 0, 800)).containsExactly(new double[] {0.5, 1}, within(1e-15));
  }

  @Test
  void whatIsMaskedReceivesNothing() {
    UnaryOperator<Tensor> fill = x -> x.maskedFill(x.lessThan(0), 7).times(2);
    assertThat(fill.apply(Tensor.of(-1, 3)).toDoubles()).containsExactly(14, 6);
    assertThat(gradient(fill, -1, 3)).containsExactly(0, 2);
  }

  /** The second derivatives ∂²f/∂x∂x, ∂²f/∂x∂y, ∂²f/∂y∂x, ∂²f/∂y∂y. */
  private static double[] hessian(BinaryOperator<Tensor> f, double x, double y) {
    UnaryOperator<Tensor> ofPair = at -> f.apply(at.select(0, 0), at.select(0, 1));
    return Autodiff.hessian(ofPair, Tensor.of(x, y)).toDoubles();
  }

  private static double[] gradient(BinaryOperator<Tensor> f, double x, double y) {
    return gradient((UnaryOperator<Tensor>) at -> f.apply(at.select(0, 0), at.select(0, 1)), x, y);
  }

  @Test
  void xlogyIsZeroWhereItsFirstFactorIsAndItsSlopesAreTrueThere() {
    Tensor x = Tensor.of(0, -0.0, 0, 0, 2, -2, 0, NaN);
    Tensor y = Tensor.of(0, 0, -1, POSITIVE_INFINITY, 0, 0, NaN, 1);
    assertThat(x.xlogy(y).toDoubles())
        .containsExactly(0, 0, 0, 0, NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN, NaN);
    assertThat(gradient((a, b) -> a.xlogy(b), 0, 2)).containsExactly(Math.log(2), 0);
    assertThat(gradient((a, b) -> a.xlogy(b), 0, 0)).containsExactly(NEGATIVE_INFINITY, 0);
    assertThat(gradient((a, b) -> a.xlogy(b), 3, 0)).containsExactly(NEGATIVE_INFINITY, POSITIVE_INFINITY);
    assertThat(hessian((a, b) -> a.xlogy(b), 0, 2)).containsExactly(0, 0.5, 0.5, 0);
    assertThat(hessian((a, b) -> a.xlogy(b), 0, 0)).containsExactly(NaN, POSITIVE_INFINITY, POSITIVE_INFINITY, NaN); // NaN is 0·∞
  }

  @Test
  void xdivyIsZeroWhereItsNumeratorIsAndItsSlopesAreTrueThere() {
    assertThat(Tensor.of(0, 0, 2, 0).xdivy(Tensor.of(0, -3, 0, NaN)).toDoubles()).containsExactly(0, 0, POSITIVE_INFINITY, NaN);
    assertThat(gradient((a, b) -> a.xdivy(b), 0, 0)).containsExactly(POSITIVE_INFINITY, 0);
    assertThat(hessian((a, b) -> a.xdivy(b), 0, 4)).containsExactly(0, -1.0 / 16, -1.0 / 16, 0);
    assertThat(hessian((a, b) -> a.xdivy(b), 0, 0)).containsExactly(NaN, NEGATIVE_INFINITY, NEGATIVE_INFINITY, NaN);
  }

  @Test
  void entropyHasItsLimitsAtZero() {
    assertThat(Tensor.of(0, -0.0, -1, 1, POSITIVE_INFINITY, NaN).entropy().toDoubles())
        .containsExactly(0, 0, NEGATIVE_INFINITY, -0.0, NEGATIVE_INFINITY, NaN);
    assertThat(gradient(Tensor::entropy, 0, 1, -1)).containsExactly(POSITIVE_INFINITY, -1, NaN);
    assertThat(Autodiff.hessian(Tensor::entropy, Tensor.scalar(0)).item()).isEqualTo(NEGATIVE_INFINITY);
    assertThat(Tensor.full(0.25, DType.F64, 4).entropy().sum().item()).isCloseTo(Math.log(4), within(1e-15));
  }
}
