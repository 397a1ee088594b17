package glassprop.op;

import java.util.List;
import java.util.Objects;

/**
 * What can be computed with: the vocabulary that a user's tensors and the terms of derivative rules share.
 *
 * <p>Operands broadcast as in NumPy: sizes of 1, and missing leading axes, are repeated to fit. Both operands must have one
 * element type; numbers given as {@code double} take the operand's. Integers (I64) can be added, subtracted, multiplied, divided with a
 * remainder, raised to natural powers, compared and chosen from, exactly: where the result is no I64, that is an error.
 *
 * @param <T> the implementing type
 */
public interface Operand<T extends Operand<T>> extends ElementaryFunctions<T> {

  /** An op applied to this operand and others after it. */
  T apply(Op op, List<T> others);

  /**
   * A number of this operand's element type.
   *
   * @throws IllegalArgumentException if the type is known and would make it 0, infinite or another integer
   */
  T literal(double value);

  /** An op of two operands, applied to this one and another. */
  default T with(Op op, T other) {
    if (other == null) { // not Objects.requireNonNull: the message would be made each time
      throw new NullPointerException(op.mnemonic() + ": expected another operand, came null");
    }
    return apply(op, List.of(other));
  }

  /** A number to which, with this operand, an op is applied: it is that op that refuses what the element type does not hold. */
  private T number(Op op, double value) {
    try {
      return literal(value);
    } catch (IllegalArgumentException e) {
      throw Told.by(op.mnemonic(), e);
    }
  }

  /** x + other. */
  default T plus(T other) {
    return with(Binary.ADD, other);
  }

  /** x + number. */
  default T plus(double number) {
    return plus(number(Binary.ADD, number));
  }

  /** x − other. */
  default T minus(T other) {
    return with(Binary.SUBTRACT, other);
  }

  /** x − number. */
  default T minus(double number) {
    return minus(number(Binary.SUBTRACT, number));
  }

  /** x ⊙ other, element by element. */
  default T times(T other) {
    return with(Binary.MULTIPLY, other);
  }

  /** x · number. */
  default T times(double number) {
    return times(number(Binary.MULTIPLY, number));
  }

  /** x / other, element by element. */
  default T dividedBy(T other) {
    return with(Binary.DIVIDE, other);
  }

  /** x / number. */
  default T dividedBy(double number) {
    return dividedBy(number(Binary.DIVIDE, number));
  }

  /** number − x. */
  default T subtractedFrom(double number) {
    return number(Binary.SUBTRACT, number).minus(self());
  }

  /** number / x, element by element. */
  default T divisorOf(double number) {
    return number(Binary.DIVIDE, number).dividedBy(self());
  }

  /** numberˣ, element by element. */
  default T exponentOf(double number) {
    return number(Binary.POWER, number).pow(self());
  }

  /**
   * The largest whole number not above x / other, exactly, for integers too; its slope is 0 everywhere.
   *
   * @throws ArithmeticException if an integer is divided by 0, or −2⁶³ by −1
   */
  default T floorDividedBy(T other) {
    return with(Binary.FLOOR_DIVIDE, other);
  }

  /** The largest whole number not above x / number. */
  default T floorDividedBy(double number) {
    return floorDividedBy(number(Binary.FLOOR_DIVIDE, number));
  }

  /**
   * x − other·⌊x / other⌋, exactly, for integers too: 0, or with the sign of the other. Its slope in x is 1 everywhere.
   *
   * @throws ArithmeticException if an integer is divided by 0
   */
  default T remainder(T other) {
    return with(Binary.REMAINDER, other);
  }

  /** x − number·⌊x / number⌋. */
  default T remainder(double number) {
    return remainder(number(Binary.REMAINDER, number));
  }

  /** −x. */
  default T negate() {
    return apply(Unary.NEGATE, List.of());
  }

  /** xᵉ for a fixed exponent; its slope e·xᵉ⁻¹ is 0 for e = 0, at x = 0 too. */
  default T pow(double exponent) {
    return apply(new Power(exponent), List.of());
  }

  /** xʸ, element by element. */
  default T pow(T exponent) {
    return with(Binary.POWER, exponent);
  }

  /** x². */
  default T square() {
    return Told.by("square", () -> pow(2));
  }

  /** 1/x. */
  default T reciprocal() {
    return apply(Unary.RECIPROCAL, List.of());
  }

  /** √x; its slope at 0 is +∞. */
  default T sqrt() {
    return apply(Unary.SQRT, List.of());
  }

  /** |x|; its slope at 0 is 0. */
  default T abs() {
    return apply(Unary.ABS, List.of());
  }

  /** −1, 0 or 1; its slope is 0 everywhere. */
  default T sign() {
    return apply(Unary.SIGN, List.of());
  }

  /** 1 where x &gt; 0, else 0; its slope is 0 everywhere. */
  default T step() {
    return apply(Unary.STEP, List.of());
  }

  /** eˣ. */
  default T exp() {
    return apply(Unary.EXP, List.of());
  }

  /** The natural logarithm; its slope at 0 is +∞. */
  default T log() {
    return apply(Unary.LOG, List.of());
  }

  /** Sine of an angle in radians. */
  default T sin() {
    return apply(Unary.SIN, List.of());
  }

  /** Cosine of an angle in radians. */
  default T cos() {
    return apply(Unary.COS, List.of());
  }

  /** Hyperbolic tangent. */
  default T tanh() {
    return apply(Unary.TANH, List.of());
  }

  /** The logistic function σ(x) = 1/(1 + e⁻ˣ). */
  default T sigmoid() {
    return apply(Unary.SIGMOID, List.of());
  }

  /** ln(1 + eˣ). */
  default T softplus() {
    return apply(Unary.SOFTPLUS, List.of());
  }

  /** max(x, 0); its slope at 0 is 0. */
  default T relu() {
    return apply(Unary.RELU, List.of());
  }

  /** The larger of two; where they are equal, each has half the slope. */
  default T maximum(T other) {
    return with(Binary.MAXIMUM, other);
  }

  /** The larger of x and a number; where they are equal, x has half the slope. */
  default T maximum(double number) {
    return maximum(number(Binary.MAXIMUM, number));
  }

  /** The smaller of two; where they are equal, each has half the slope. */
  default T minimum(T other) {
    return with(Binary.MINIMUM, other);
  }

  /** The smaller of x and a number; where they are equal, x has half the slope. */
  default T minimum(double number) {
    return minimum(number(Binary.MINIMUM, number));
  }

  /** Whether x = other: BOOL, without gradient. */
  default T equalTo(T other) {
    return with(Comparison.EQUAL, other);
  }

  /** Whether x = number. */
  default T equalTo(double number) {
    return equalTo(number(Comparison.EQUAL, number));
  }

  /** Whether x ≠ other. */
  default T notEqualTo(T other) {
    return with(Comparison.NOT_EQUAL, other);
  }

  /** Whether x ≠ number. */
  default T notEqualTo(double number) {
    return notEqualTo(number(Comparison.NOT_EQUAL, number));
  }

  /** Whether x &lt; other. */
  default T lessThan(T other) {
    return with(Comparison.LESS, other);
  }

  /** Whether x &lt; number. */
  default T lessThan(double number) {
    return lessThan(number(Comparison.LESS, number));
  }

  /** Whether x ≤ other. */
  default T atMost(T other) {
    return with(Comparison.AT_MOST, other);
  }

  /** Whether x ≤ number. */
  default T atMost(double number) {
    return atMost(number(Comparison.AT_MOST, number));
  }

  /** Whether x &gt; other. */
  default T greaterThan(T other) {
    return with(Comparison.GREATER, other);
  }

  /** Whether x &gt; number. */
  default T greaterThan(double number) {
    return greaterThan(number(Comparison.GREATER, number));
  }

  /** Whether x ≥ other. */
  default T atLeast(T other) {
    return with(Comparison.AT_LEAST, other);
  }

  /** Whether x ≥ number. */
  default T atLeast(double number) {
    return atLeast(number(Comparison.AT_LEAST, number));
  }

  /** Of two operands, the first where this mask (BOOL) is true, the second where it is false. */
  default T where(T ifTrue, T ifFalse) {
    Objects.requireNonNull(ifTrue, "where: expected what is chosen where the mask is true, came null");
    Objects.requireNonNull(ifFalse, "where: expected what is chosen where the mask is false, came null");
    return apply(new Where(), List.of(ifTrue, ifFalse));
  }

  /**
   * The matrix product of (…, m, k) and (…, k, n): (…, m, n). Leading axes are batches, and broadcast.
   */
  default T matmul(T other) {
    return with(new MatMul(), other);
  }
}
