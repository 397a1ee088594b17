package glassprop.op;

import java.util.List;

/**
 * The functions of one or two numbers beyond arithmetic, for tensors and terms alike.
 *
 * <p>What can be said with other functions without losing digits or speed is said with them: it has no rule of its own.
 *
 * @param <T> the implementing type
 */
public interface ElementaryFunctions<T extends Operand<T>> {

  /** This operand as the implementing type. */
  T self();

  /** ln(1 + x), with all its digits near 0; its slope at −1 is +∞. */
  default T log1p() {
    return self().apply(Unary.LOG1P, List.of());
  }

  /** eˣ − 1, with all its digits near 0. */
  default T expm1() {
    return self().apply(Unary.EXPM1, List.of());
  }

  /** The error function 2/√π ∫₀ˣ e^(−t²) dt. */
  default T erf() {
    return self().apply(Unary.ERF, List.of());
  }

  /** 1 − erf x, with all its digits where it is tiny. */
  default T erfc() {
    return self().apply(Unary.ERFC, List.of());
  }

  /** Tangent of an angle in radians. */
  default T tan() {
    return self().apply(Unary.TAN, List.of());
  }

  /** The angle in radians from −π/2 to π/2 with this sine; its slope at ±1 is +∞. */
  default T asin() {
    return self().apply(Unary.ASIN, List.of());
  }

  /** The angle in radians from 0 to π with this cosine; its slope at ±1 is −∞. */
  default T acos() {
    return self().apply(Unary.ACOS, List.of());
  }

  /** The angle in radians from −π/2 to π/2 with this tangent. */
  default T atan() {
    return self().apply(Unary.ATAN, List.of());
  }

  /** The largest whole number not above x; its slope is 0 everywhere. */
  default T floor() {
    return self().apply(Unary.FLOOR, List.of());
  }

  /** The smallest whole number not below x; its slope is 0 everywhere. */
  default T ceil() {
    return self().apply(Unary.CEIL, List.of());
  }

  /** The nearest whole number, of two the even one; its slope is 0 everywhere. */
  default T round() {
    return self().apply(Unary.ROUND, List.of());
  }

  /** x where it is positive, else α(eˣ − 1); its slope at 0 is α. */
  default T elu(double alpha) {
    return self().apply(new Elu(alpha), List.of());
  }

  /**
   * λ·elu(x; α) with the constants under which mean 0 and variance 1 are a fixed point: Klambauer et al., Self-normalizing neural
   * networks, 2017. Its slope at 0 is λα.
   */
  default T selu() {
    double alpha = 1.6732632423543772;
    double lambda = 1.0507009873554805;
    return Told.by("selu", () -> elu(alpha).times(lambda));
  }

  /** x·Φ(x) with the normal distribution function Φ: Hendrycks and Gimpel, 2016. Exact, also where Φ(x) is tiny; NaN at −∞, as ∞·0 is. */
  default T gelu() {
    return Told.by("gelu", () -> self().times(self().times(-Math.sqrt(0.5)).erfc()).times(0.5));
  }

  /** The approximation x/2·(1 + tanh(√(2/π)(x + 0.044715x³))) of {@link #gelu}, whose constant Hendrycks and Gimpel fitted. */
  default T geluTanh() {
    return Told.by(
        "gelu_tanh",
        () -> {
          T inner = self().plus(self().square().times(self()).times(0.044715)).times(Math.sqrt(2 / Math.PI));
          return self().times(inner.tanh().plus(1)).times(0.5);
        });
  }

  /** x·σ(x), also called swish. At −∞ it is NaN, as ∞·0 is, and not the limit 0. */
  default T silu() {
    return Told.by("silu", () -> self().times(self().sigmoid()));
  }

  /** ln σ(x), written −softplus(−x): exact at both ends, near x for very negative numbers and near 0 for large ones. */
  default T logSigmoid() {
    return Told.by("logsigmoid", () -> self().negate().softplus().negate());
  }

  /** x·tanh(ln(1 + eˣ)): Misra, Mish: a self regularized non-monotonic activation function, 2019. NaN at −∞, as ∞·0 is. */
  default T mish() {
    return Told.by("mish", () -> self().times(self().softplus().tanh()));
  }

  /** x·min(max(x + 3, 0), 6)/6: Howard et al., Searching for MobileNetV3, 2019. Its slope is 0 at −3 and 1 at 3, as beyond them; NaN at −∞, as ∞·0 is. */
  default T hardSwish() {
    return Told.by("hardswish", () -> self().times(self().plus(3).relu6()).dividedBy(6));
  }

  /** x/(1 + |x|), ±1 at ±∞. */
  default T softsign() {
    return self().apply(Unary.SOFTSIGN, List.of());
  }

  /** x where it is positive, else a fraction of it; its slope at 0 is that fraction. */
  default T leakyRelu(double fraction) {
    return self().apply(new LeakyRelu(fraction), List.of());
  }

  /** The nearest number between two bounds; its slope at the bounds is 1, unlike that of {@link #relu6}. */
  default T clamp(double low, double high) {
    return self().apply(new Clamp(low, high, true), List.of());
  }

  /** min(max(x, 0), 6); its slope at 0 and at 6 is 0, unlike that of {@link #clamp}. */
  default T relu6() {
    return Told.by("relu6", () -> self().apply(new Clamp(0, 6, false), List.of()));
  }

  /** √(x² + other²) without overflow; its slopes are 0 where both are 0. */
  default T hypot(T other) {
    return self().with(Binary.HYPOT, other);
  }

  /** The angle in radians, from −π to π, of the point whose y is this and whose x is the other. Its slopes at the origin are NaN. */
  default T atan2(T other) {
    return self().with(Binary.ATAN2, other);
  }

  /** ln(eˣ + e^other) without overflow. */
  default T logAddExp(T other) {
    return self().with(Binary.LOG_ADD_EXP, other);
  }

  /** x·ln(other), but 0 where x is 0, also for an other of 0: its slope in the other is 0 there, and ln(other) in x. */
  default T xlogy(T other) {
    return self().with(Binary.XLOGY, other);
  }

  /** x/other, but 0 where x is 0, also for an other of 0: its slope in the other is 0 there, and 1/other in x. */
  default T xdivy(T other) {
    return self().with(Binary.XDIVY, other);
  }

  /** −x·ln x, whose sum over a distribution is its entropy in nats; 0 at 0, where the slope is +∞, and −∞ below. */
  default T entropy() {
    return self().apply(Unary.ENTROPY, List.of());
  }

  /** These elements, but a number where the mask (BOOL) is true; nothing flows back from there. */
  default T maskedFill(T mask, double number) {
    return Told.by("masked_fill", () -> mask.where(self().literal(number), self()));
  }
}
