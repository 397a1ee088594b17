package glassprop.op;

import static glassprop.op.Domain.above;
import static glassprop.op.Domain.between;
import static glassprop.op.Domain.everywhere;
import static glassprop.op.Notation.call;
import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.ZERO;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Span;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
import glassprop.op.Notation.Precedence;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one number, a row each: name, notation, kernel if there is one, reference, domain and slope dy/dx.
 *
 * <p>A slope is supplied when it is first asked for, since rows name each other: the cosine is the slope of the sine.
 */
public enum Unary implements Elementwise {
  /** −x. */
  NEGATE("neg", sign("−", "-"), UnaryFunction.NEGATE, x -> -x, everywhere(), () -> Term.of(-1)),
  /** |x|; its slope at 0 is 0, the subgradient that PyTorch and TensorFlow take. */
  ABS("abs", around("|", "|"), UnaryFunction.ABS, Math::abs, everywhere().kinkAt(0, 0), () -> X.sign()),
  /** −1, 0 or 1; flat everywhere. */
  SIGN("sign", call("sign"), UnaryFunction.SIGN, Math::signum, everywhere().kinkAt(0, 0), () -> ZERO),
  /** [x &gt; 0]; flat everywhere. */
  STEP("step", around("[", " > 0]"), UnaryFunction.STEP, Unary::step, everywhere().kinkAt(0, 0), () -> ZERO),
  /** 1/x. */
  RECIPROCAL("reciprocal", inverse(), UnaryFunction.RECIPROCAL, x -> 1 / x, above(0), () -> Y.square().negate()),
  /** √x; its slope at 0 is +∞, the limit. */
  SQRT(
      "sqrt", root(), UnaryFunction.SQRT, Math::sqrt, above(0).kinkAt(0, Double.POSITIVE_INFINITY),
      () -> Y.times(2).reciprocal()),
  /** eˣ. */
  EXP("exp", call("exp", "\\exp"), UnaryFunction.EXP, Math::exp, everywhere(), () -> Y),
  /** ln x; its slope at 0 is +∞, the limit. */
  LOG(
      "log", call("ln", "\\ln"), UnaryFunction.LOG, Math::log, above(0).kinkAt(0, Double.POSITIVE_INFINITY),
      () -> X.reciprocal()),
  /** Sine. */
  SIN("sin", call("sin", "\\sin"), UnaryFunction.SIN, Math::sin, everywhere(), () -> X.cos()),
  /** Cosine. */
  COS("cos", call("cos", "\\cos"), UnaryFunction.COS, Math::cos, everywhere(), () -> X.sin().negate()),
  /** Hyperbolic tangent. */
  TANH("tanh", call("tanh", "\\tanh"), UnaryFunction.TANH, Math::tanh, everywhere(), () -> ONE.minus(Y.square())),
  /** The logistic function 1/(1 + e⁻ˣ). */
  SIGMOID(
      "sigmoid", call("σ", "\\sigma"), UnaryFunction.SIGMOID, Unary::sigmoid, everywhere(),
      () -> Y.times(ONE.minus(Y))),
  /** ln(1 + eˣ). */
  SOFTPLUS("softplus", call("softplus"), UnaryFunction.SOFTPLUS, Unary::softplus, everywhere(), () -> X.sigmoid()),
  /**
   * max(x, 0); its slope at 0 is 0, the subgradient that PyTorch and TensorFlow take. It is stated in y, which the next op mostly keeps anyway, so that x
   * need not be kept.
   */
  RELU("relu", call("relu"), UnaryFunction.RELU, x -> Math.max(x, 0), everywhere().kinkAt(0, 0), () -> Y.step()),
  /** ln(1 + x); its slope at −1 is +∞, the limit. */
  LOG1P(
      "log1p", call("log1p"), Math::log1p, above(-1).kinkAt(-1, Double.POSITIVE_INFINITY),
      () -> X.plus(1).reciprocal()),
  /** eˣ − 1. */
  EXPM1("expm1", call("expm1"), Math::expm1, everywhere(), () -> Y.plus(1)),
  /** The error function. */
  ERF("erf", call("erf"), ErrorFunction::erf, everywhere(), () -> bell(2 / Math.sqrt(Math.PI))),
  /** 1 − erf x. */
  ERFC("erfc", call("erfc"), ErrorFunction::erfc, everywhere(), () -> bell(-2 / Math.sqrt(Math.PI))),
  /** Tangent. */
  TAN("tan", call("tan", "\\tan"), Math::tan, between(-1.2, 1.2), () -> Y.square().plus(1)),
  /** Inverse sine; its slope at ±1 is +∞, the limit. */
  ASIN(
      "asin", call("arcsin", "\\arcsin"), Math::asin,
      between(-0.9, 0.9).kinkAt(-1, Double.POSITIVE_INFINITY).kinkAt(1, Double.POSITIVE_INFINITY), () -> arc()),
  /** Inverse cosine; its slope at ±1 is −∞, the limit. */
  ACOS(
      "acos", call("arccos", "\\arccos"), Math::acos,
      between(-0.9, 0.9).kinkAt(-1, Double.NEGATIVE_INFINITY).kinkAt(1, Double.NEGATIVE_INFINITY), () -> arc().negate()),
  /** Inverse tangent. */
  ATAN("atan", call("arctan", "\\arctan"), Math::atan, everywhere(), () -> X.square().plus(1).reciprocal()),
  /** x/(1 + |x|), ±1 at ±∞. Its slope 1/(1 + |x|)² is stated by itself: as a quotient's it would be a difference of nearly equal numbers. */
  SOFTSIGN(
      "softsign", call("softsign"), Unary::softsign, everywhere(), () -> X.abs().plus(1).square().reciprocal()),
  /** −x·ln x, 0 at 0 and −∞ below, as in PyTorch; its slope at 0 is +∞, the limit, and NaN below. */
  ENTROPY(
      "entropy", call("entropy"), Unary::entropy, above(0).kinkAt(0, Double.POSITIVE_INFINITY),
      () -> X.log().plus(1).negate()),
  /** The largest whole number not above x; flat everywhere. */
  FLOOR("floor", call("floor"), Math::floor, stairs(0), () -> ZERO),
  /** The smallest whole number not below x; flat everywhere. */
  CEIL("ceil", call("ceil"), Math::ceil, stairs(0), () -> ZERO),
  /** The nearest whole number, of two the even one; flat everywhere. */
  ROUND("round", call("round"), Math::rint, stairs(0.5), () -> ZERO);

  private final String mnemonic;
  private final Notation notation;
  private final @Nullable UnaryFunction kernel;
  private final DoubleUnaryOperator reference;
  private final Domain.Reals domain;
  private final Supplier<Term> slope;
  private Rule.@Nullable Partials rule; // from the supplier, which always gives equal terms: a race is harmless

  Unary(String mnemonic, Notation notation, DoubleUnaryOperator reference, Domain.Reals domain, Supplier<Term> slope) {
    this(mnemonic, notation, null, reference, domain, slope);
  }

  Unary(
      String mnemonic, Notation notation, @Nullable UnaryFunction kernel, DoubleUnaryOperator reference, Domain.Reals domain,
      Supplier<Term> slope) {
    this.mnemonic = mnemonic;
    this.notation = notation;
    this.kernel = kernel;
    this.reference = reference;
    this.domain = domain;
    this.slope = slope;
  }

  @Override
  public String mnemonic() {
    return mnemonic;
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return kernel == null || type.dtype() == DType.I64
        ? Elementwise.super.value(kernels, inputs, type)
        : ElementwiseLoops.unary(kernels, kernel, inputs.getFirst());
  }

  @Override
  public void into(Kernels kernels, Span[] x, Span out, int n) {
    if (kernel == null) {
      Elementwise.super.into(kernels, x, out, n);
    } else {
      ElementwiseLoops.unary(kernels, kernel, x[0], out, n);
    }
  }

  @Override
  public Optional<Range> range(List<Range> operands) {
    double low = operands.getFirst().low();
    return switch (this) {
      case NEGATE, SIGN, STEP, EXP, TANH, SIGMOID, SOFTPLUS, RELU, EXPM1, ERF, ERFC, ATAN, SOFTSIGN, FLOOR, CEIL, ROUND -> Range.ofCorners(this, operands);
      case SQRT, LOG -> low >= 0 ? Range.ofCorners(this, operands) : Optional.empty();
      case RECIPROCAL -> low > 0 || operands.getFirst().high() < 0 ? Range.ofCorners(this, operands) : Optional.empty();
      case ABS -> Optional.of(new Range(Math.max(0, Math.max(low, -operands.getFirst().high())), operands.getFirst().magnitude()));
      case SIN, COS, LOG1P, TAN, ASIN, ACOS, ENTROPY -> Optional.empty();
    };
  }

  @Override
  public Optional<LongBinaryOperator> ofIntegers() {
    return this == NEGATE
        ? Optional.of((x, same) -> Math.negateExact(x))
        : this == ABS
            ? Optional.of((x, same) -> Math.absExact(x))
            : this == SIGN ? Optional.of((x, same) -> Long.signum(x)) : Optional.empty();
  }

  @Override
  public List<Term> slopes() {
    return rule().slopes();
  }

  @Override
  public Rule rule(Site site) {
    return site.output().dtype().isFloat() ? rule() : new Rule.None();
  }

  private Rule.Partials rule() {
    Rule.Partials known = rule;
    if (known == null) {
      known = new Rule.Partials(List.of(slope.get()));
      rule = known;
    }
    return known;
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public double of(double... x) {
    return reference.applyAsDouble(x[0]);
  }

  @Override
  public Domain.Reals domain(int slot) {
    return domain;
  }

  @Override
  public Notation notation(Site site) {
    boolean several = this == RECIPROCAL && site.shape(0).size() != 1;
    return several ? new Notation("1 ⊘ #0", "1 \\oslash #0", Precedence.ENTRYWISE, List.of(Precedence.PRODUCT)) : notation;
  }

  @Override
  public Notation notation() {
    return notation;
  }

  @Override
  public Arithmetic arithmetic(Site site) {
    return this == NEGATE ? Arithmetic.sum(-1) : this == RECIPROCAL ? Arithmetic.product(-1) : Arithmetic.other();
  }

  @Override
  public List<Identity> identities(Site site) {
    return switch (this) {
      case EXP -> List.of(Identity.always(X.exp().log(), X));
      case LOG -> List.of(Identity.always(X.log().exp(), X));
      case STEP -> List.of(Identity.always(X.relu().step(), X.step())); // the slope of relu as it is usually written
      default -> List.of();
    };
  }

  @Override
  public Term on(List<Term> operands) {
    return this == NEGATE && operands.getFirst() instanceof Term.Literal(double value)
        ? Term.of(value == 0 ? 0 : -value)
        : new Term.Apply(this, operands);
  }

  /** A bell curve, e^(−x²), of some height. */
  private static Term bell(double height) {
    return X.square().negate().exp().times(height);
  }

  /** 1/√(1 − x²), factored so that it keeps its digits near ±1. */
  private static Term arc() {
    return ONE.minus(X).times(X.plus(1)).sqrt().reciprocal();
  }

  /** All numbers; steps lie at the whole numbers and an offset, and count as flat. */
  private static Domain.Reals stairs(double offset) {
    Domain.Reals domain = everywhere();
    for (int step = -3; step <= 2; step++) {
      domain = domain.kinkAt(step + offset, 0);
    }
    return domain;
  }

  private static double step(double x) {
    return Double.isNaN(x) ? x : x > 0 ? 1 : 0;
  }

  private static double sigmoid(double x) {
    return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double softsign(double x) {
    return Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
  }

  private static double entropy(double x) {
    return x < 0 ? Double.NEGATIVE_INFINITY : x == 0 ? 0 : -x * Math.log(x);
  }

  private static Notation sign(String text, String latex) {
    return new Notation(text + "#0", latex + "#0", Precedence.SUM, List.of(Precedence.REDUCTION));
  }

  private static Notation around(String before, String after) {
    return new Notation(
        before + "#0" + after, "\\left" + before + "#0" + after.replace("|", "\\right|").replace("]", "\\right]"),
        Precedence.ATOM, List.of(Precedence.RELATION));
  }

  private static Notation inverse() {
    return new Notation("1/#0", "\\frac{1}{#0}", Precedence.PRODUCT, List.of(Precedence.POWER));
  }

  private static Notation root() {
    return new Notation("√#0", "\\sqrt{#0}", Precedence.POWER, List.of(Precedence.ATOM));
  }
}
