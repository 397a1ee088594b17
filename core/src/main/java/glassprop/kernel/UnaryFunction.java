package glassprop.kernel;

/**
 * The functions of one number for which {@link Kernels} has loops. Their values at special points are the kernel's
 * contract.
 */
public enum UnaryFunction {
  /** −x. */
  NEGATE,
  /** |x|. */
  ABS,
  /** −1, 0 or 1; keeps the sign of a zero; NaN at NaN. */
  SIGN,
  /** 1 where x &gt; 0, 0 where x ≤ 0, NaN at NaN: an unknown slope stays unknown. */
  STEP,
  /** x·x. */
  SQUARE,
  /** 1/x. */
  RECIPROCAL,
  /** The positive square root; NaN below 0. */
  SQRT,
  /** eˣ. */
  EXP,
  /** The natural logarithm; −∞ at 0, NaN below. */
  LOG,
  /** Sine of an angle in radians. */
  SIN,
  /** Cosine of an angle in radians. */
  COS,
  /** Hyperbolic tangent. */
  TANH,
  /** The logistic function 1/(1 + e⁻ˣ), without overflow at either end. */
  SIGMOID,
  /** ln(1 + eˣ), without overflow: x for large x, eˣ for very negative x. */
  SOFTPLUS,
  /** max(x, 0); NaN at NaN. */
  RELU
}
