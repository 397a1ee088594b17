package glassprop.kernel;

/** The functions of two numbers for which {@link Kernels} has loops. */
public enum BinaryFunction {
  /** a + b. */
  ADD,
  /** a − b. */
  SUBTRACT,
  /** a · b. */
  MULTIPLY,
  /** a / b. */
  DIVIDE,
  /** aᵇ as {@link Math#pow} defines it. */
  POWER,
  /** The larger; NaN if either is NaN, as in {@link Math#max(double, double)}. */
  MAXIMUM,
  /** The smaller; NaN if either is NaN, as in {@link Math#min(double, double)}. */
  MINIMUM
}
