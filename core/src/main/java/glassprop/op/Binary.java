package glassprop.op;

import static glassprop.op.Domain.above;
import static glassprop.op.Domain.everywhere;
import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.ZERO;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Span;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import glassprop.op.Notation.Precedence;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions of two numbers, a row each: name, notation, kernel if there is one, reference, domains and slopes ∂y/∂x₀, ∂y/∂x₁. */
public enum Binary implements Elementwise {
  /** x₀ + x₁. */
  ADD(
      "add", Notation.associative(" + ", " + ", Precedence.SUM), BinaryFunction.ADD, (a, b) -> a + b,
      everywhere(), everywhere(), () -> ONE, () -> ONE),
  /** x₀ − x₁. */
  SUBTRACT(
      "sub", Notation.infix(" − ", " - ", Precedence.SUM), BinaryFunction.SUBTRACT, (a, b) -> a - b,
      everywhere(), everywhere(), () -> ONE, () -> ONE.negate()),
  /** x₀ · x₁. */
  MULTIPLY(
      "mul", Notation.associative("·", " \\cdot ", Precedence.PRODUCT).withImplicitSign(), BinaryFunction.MULTIPLY, (a, b) -> a * b,
      everywhere(), everywhere(), () -> X1, () -> X),
  /** x₀ / x₁. */
  DIVIDE(
      "div", quotient(), BinaryFunction.DIVIDE, (a, b) -> a / b,
      everywhere(), above(0), () -> X1.reciprocal(), () -> Y.dividedBy(X1).negate()),
  /** The largest whole number not above x₀/x₁, exactly, not that of the rounded quotient; flat everywhere. */
  FLOOR_DIVIDE(
      "floor_divide", Notation.call("floor_divide"), Binary::floorDivide, everywhere(), above(0), () -> ZERO, () -> ZERO),
  /** What is left of x₀ after x₁ was taken from it as often as {@link #FLOOR_DIVIDE} says: 0, or with the sign of x₁. */
  REMAINDER(
      "remainder", Notation.call("remainder"), Binary::remainder, everywhere(), above(0),
      () -> ONE, () -> X.floorDividedBy(X1).negate()),
  /**
   * x₀ / x₁, but 0/0 is 0: for slopes that are 0 by convention where the quotient says nothing. Its own slopes are those of the
   * quotient, which are not finite there: a convention for a slope does not extend to the slope's slope. {@link #XDIVY} has the same values, but
   * belongs where the numerator is 0 on a whole line.
   */
  RATIO(
      "ratio", quotient(), Binary::quotientOrZero,
      everywhere(), above(0), () -> X1.reciprocal(), () -> Y.dividedBy(X1).negate()),
  /**
   * x₀ to the power x₁. Its slopes are x₁·x₀^(x₁ − 1) and x₀^x₁·ln x₀, and at x₀ = 0 their limits; at (0, 0) both are 0, as in PyTorch. See
   * {@link PowerDerivative}.
   */
  POWER(
      "pow", power(), BinaryFunction.POWER, Math::pow,
      above(0), everywhere(), () -> Term.of(new PowerDerivative(1, 0), X, X1), () -> Term.of(new PowerDerivative(0, 1), X, X1)),
  /** The larger; of equals, each has half the slope. */
  MAXIMUM(
      "maximum", Notation.call("max", "\\max"), BinaryFunction.MAXIMUM, Math::max,
      everywhere(), everywhere(), () -> share(X.lessThan(X1)), () -> share(X1.lessThan(X))),
  /** The smaller; of equals, each has half the slope. */
  MINIMUM(
      "minimum", Notation.call("min", "\\min"), BinaryFunction.MINIMUM, Math::min,
      everywhere(), everywhere(), () -> share(X1.lessThan(X)), () -> share(X.lessThan(X1))),
  /** √(x₀² + x₁²); its slopes at the origin are 0, as those of a norm, and its second derivatives there not a number. */
  HYPOT(
      "hypot", Notation.call("hypot"), Math::hypot, everywhere(), everywhere(), () -> ratio(X, Y), () -> ratio(X1, Y)),
  /** The angle of the point (x₁, x₀); at the origin it jumps, and its slopes are NaN. */
  ATAN2(
      "atan2", Notation.call("atan2"), Math::atan2, everywhere(), above(0),
      () -> X1.dividedBy(X.hypot(X1)).dividedBy(X.hypot(X1)),
      () -> X.dividedBy(X.hypot(X1)).dividedBy(X.hypot(X1)).negate()),
  /** ln(e^x₀ + e^x₁). */
  LOG_ADD_EXP(
      "logaddexp", Notation.call("logaddexp"), Binary::logAddExp, everywhere(), everywhere(),
      () -> X.minus(X1).sigmoid(), () -> X1.minus(X).sigmoid()),
  /** x₀·ln x₁, but 0 where x₀ is 0, whatever x₁ unless NaN: its slope in x₁ is 0 there, and ln x₁ in x₀. */
  XLOGY(
      "xlogy", Notation.call("xlogy"), (a, b) -> a == 0 && !Double.isNaN(b) ? 0 : a * Math.log(b), everywhere(), above(0),
      () -> X1.log(), () -> X.xdivy(X1)),
  /**
   * x₀/x₁, but 0 where x₀ is 0, whatever x₁ unless NaN: as a function of x₁ it is 0 there. Its slopes 1/x₁ and −x₀/x₁² are not masked: the second is such a quotient again, so
   * that derivatives of every order have their limits at (0, 0).
   */
  XDIVY(
      "xdivy", Notation.call("xdivy"), Binary::quotientOrZero, everywhere(), above(0),
      () -> X1.reciprocal(), () -> X.xdivy(X1.square()).negate());

  private final String mnemonic;
  private final Notation notation;
  private final @Nullable BinaryFunction kernel;
  private final DoubleBinaryOperator reference;
  private final List<Domain.Reals> domains;
  private final Supplier<Term> left;
  private final Supplier<Term> right;
  private Rule.@Nullable Partials rule; // from the suppliers, which always give equal terms: a race is harmless

  Binary(
      String mnemonic, Notation notation, DoubleBinaryOperator reference, Domain.Reals leftDomain, Domain.Reals rightDomain,
      Supplier<Term> left, Supplier<Term> right) {
    this(mnemonic, notation, null, reference, leftDomain, rightDomain, left, right);
  }

  Binary(
      String mnemonic, Notation notation, @Nullable BinaryFunction kernel, DoubleBinaryOperator reference,
      Domain.Reals leftDomain, Domain.Reals rightDomain, Supplier<Term> left, Supplier<Term> right) {
    this.mnemonic = mnemonic;
    this.notation = notation;
    this.kernel = kernel;
    this.reference = reference;
    this.domains = List.of(leftDomain, rightDomain);
    this.left = left;
    this.right = right;
  }

  @Override
  public String mnemonic() {
    return mnemonic;
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return kernel == null || type.dtype() == DType.I64
        ? Elementwise.super.value(kernels, inputs, type)
        : ElementwiseLoops.binary(kernels, kernel, inputs.get(0), inputs.get(1), type);
  }

  @Override
  public void into(Kernels kernels, Span[] x, Span out, int n) {
    if (kernel == null) {
      Elementwise.super.into(kernels, x, out, n);
    } else {
      ElementwiseLoops.binary(kernels, kernel, x[0], x[1], out, n);
    }
  }

  @Override
  public Optional<Range> range(List<Range> operands) {
    Range second = operands.get(1);
    return switch (this) {
      case ADD, SUBTRACT, MULTIPLY, MAXIMUM, MINIMUM -> Range.ofCorners(this, operands);
      case DIVIDE -> second.low() > 0 || second.high() < 0 ? Range.ofCorners(this, operands) : Optional.empty();
      case POWER -> operands.getFirst().low() >= 0 ? Range.ofCorners(this, operands) : Optional.empty();
      case FLOOR_DIVIDE, REMAINDER, RATIO, HYPOT, ATAN2, LOG_ADD_EXP, XLOGY, XDIVY -> Optional.empty();
    };
  }

  @Override
  public Optional<LongBinaryOperator> ofIntegers() {
    return switch (this) {
      case ADD -> Optional.of(Math::addExact);
      case SUBTRACT -> Optional.of(Math::subtractExact);
      case MULTIPLY -> Optional.of(Math::multiplyExact);
      case FLOOR_DIVIDE -> Optional.of(Math::floorDivExact);
      case REMAINDER -> Optional.of(Math::floorMod);
      case POWER -> Optional.of(Integers::power);
      case MAXIMUM -> Optional.of(Math::max);
      case MINIMUM -> Optional.of(Math::min);
      case DIVIDE, RATIO, HYPOT, ATAN2, LOG_ADD_EXP, XLOGY, XDIVY -> Optional.empty();
    };
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    if (this == DIVIDE && inputs.getFirst().dtype() == DType.I64) {
      throw new OperandException(
          "a quotient of integers is mostly none, came {0:type}; take floorDividedBy(…) and remainder(…), or convert it with to(F64)");
    }
    return Elementwise.super.type(inputs);
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
      known = new Rule.Partials(List.of(left.get(), right.get()));
      rule = known;
    }
    return known;
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public double of(double... x) {
    return reference.applyAsDouble(x[0], x[1]);
  }

  @Override
  public Domain.Reals domain(int slot) {
    return domains.get(slot);
  }

  @Override
  public Notation notation() {
    return notation;
  }

  /** Of several elements, in signs that no one takes for those of matrices. */
  @Override
  public Notation notation(Site site) {
    boolean several = site.shape(1).size() != 1;
    if (this == MULTIPLY && several && site.shape(0).size() != 1) {
      return Notation.associative(" ⊙ ", " \\odot ", Precedence.ENTRYWISE);
    }
    if ((this == DIVIDE || this == RATIO) && several) {
      return Notation.entrywise("⊘", "\\oslash");
    }
    if (this == POWER && (several || site.shape(0).size() != 1)) {
      return new Notation("#0^⊙#1", "#0^{\\odot #1}", Precedence.POWER, List.of(Precedence.ATOM, Precedence.ATOM));
    }
    return notation;
  }

  @Override
  public Arithmetic arithmetic(Site site) {
    return switch (this) {
      case ADD -> Arithmetic.sum(1, 1);
      case SUBTRACT -> Arithmetic.sum(1, -1);
      case MULTIPLY -> Arithmetic.product(1, 1);
      case DIVIDE -> Arithmetic.product(1, -1);
      case FLOOR_DIVIDE, REMAINDER, RATIO, POWER, MAXIMUM, MINIMUM, HYPOT, ATAN2, LOG_ADD_EXP, XLOGY, XDIVY -> Arithmetic.other();
    };
  }

  @Override
  public Term on(List<Term> operands) {
    Term a = operands.get(0);
    Term b = operands.get(1);
    if (a instanceof Term.Literal(double p) && b instanceof Term.Literal(double q)) {
      return Term.of(of(p, q));
    }
    return switch (this) {
      case ADD -> a.equals(ZERO) ? b : b.equals(ZERO) ? a : new Term.Apply(this, operands);
      case SUBTRACT -> b.equals(ZERO) ? a : a.equals(ZERO) ? b.negate() : new Term.Apply(this, operands);
      case MULTIPLY ->
          a.equals(ZERO) || b.equals(ZERO) ? ZERO : a.equals(ONE) ? b : b.equals(ONE) ? a : negated(a, b, operands);
      case DIVIDE, RATIO, XDIVY -> a.equals(ZERO) ? ZERO : b.equals(ONE) ? a : new Term.Apply(this, operands);
      case XLOGY -> a.equals(ZERO) ? ZERO : new Term.Apply(this, operands);
      case FLOOR_DIVIDE, REMAINDER, POWER, MAXIMUM, MINIMUM, HYPOT, ATAN2, LOG_ADD_EXP -> new Term.Apply(this, operands);
    };
  }

  /** Where it is not by 0, the quotient is the usual one. */
  @Override
  public List<Identity> identities(Site site) {
    return this == RATIO || this == XDIVY
        ? List.of(Identity.provided(X1.notEqualTo(ZERO), Term.of(this, X, X1), X.dividedBy(X1)))
        : List.of();
  }

  private Term negated(Term a, Term b, List<Term> operands) {
    Term minusOne = ONE.negate();
    return a.equals(minusOne) ? b.negate() : b.equals(minusOne) ? a.negate() : new Term.Apply(this, operands);
  }

  /** a/b, but 0 where both are 0. */
  public static Term ratio(Term a, Term b) {
    return Term.of(RATIO, a, b);
  }

  /** The slope of an input that is chosen unless the mask holds, shared between equals. A NaN leaves the slope 1 to both. */
  private static Term share(Term other) {
    return X.equalTo(X1).where(Term.of(0.5), other.where(ZERO, ONE));
  }

  /** % of Java is exact, and has the sign of the dividend. */
  private static double remainder(double a, double b) {
    double left = a % b;
    return left == 0 ? Math.copySign(0, b) : left < 0 == b < 0 ? left : left + b;
  }

  /** As CPython and PyTorch do it: a less its exact remainder is a multiple of b but for rounding, which the last step takes back. */
  private static double floorDivide(double a, double b) {
    if (b == 0) {
      return a / b;
    }
    double left = a % b;
    double times = (a - left) / b - (left != 0 && left < 0 != b < 0 ? 1 : 0);
    return times == 0 ? Math.copySign(0, a / b) : Math.rint(times);
  }

  private static double quotientOrZero(double a, double b) {
    return a == 0 && !Double.isNaN(b) ? 0 : a / b;
  }

  private static double logAddExp(double a, double b) {
    return a == b ? a + Math.log(2) : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  private static Notation quotient() {
    return new Notation(
        "#0/#1", "\\frac{#0}{#1}", Precedence.PRODUCT, List.of(Precedence.PRODUCT, Precedence.POWER));
  }

  private static Notation power() {
    return new Notation("#0^#1", "#0^{#1}", Precedence.POWER, List.of(Precedence.ATOM, Precedence.ATOM));
  }
}
