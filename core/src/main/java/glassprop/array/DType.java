package glassprop.array;

/** The type of a tensor's elements. */
public enum DType {
  /** 32-bit IEEE 754 numbers: what networks are trained in. */
  F32(4),
  /** 64-bit IEEE 754 numbers: what gradients are checked in. */
  F64(8),
  /** 64-bit integers: class labels and indices. */
  I64(8),
  /** Truth values: masks and the results of comparisons. */
  BOOL(1);

  private static final double MOST_EXACT = 0x1p53;

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element, in bytes. */
  public int bytes() {
    return bytes;
  }

  /**
   * Requires a number to be an element of this type as it stands, or, for floating-point numbers, to be rounded to one.
   *
   * @throws IllegalArgumentException if it is no whole number for I64, or one beyond ±2⁵³, where a double no longer tells integers apart;
   *     or neither 0 nor 1 for BOOL
   */
  void requireElement(double number) {
    switch (this) {
      case F32, F64 -> {}
      case I64 -> {
        if (number != Math.rint(number) || Math.abs(number) > MOST_EXACT) {
          throw new IllegalArgumentException(
              number == Math.rint(number)
                  ? "%s among I64 numbers: a double does not tell integers beyond 2^53 apart; give a tensor of indices(…)".formatted(number)
                  : "%s is no integer, and the numbers are I64; convert them with to(F64) first".formatted(number));
        }
      }
      case BOOL -> {
        if (number != 0 && number != 1) {
          throw new IllegalArgumentException("%s is no truth value; expected 0 or 1 among BOOL".formatted(number));
        }
      }
    }
  }

  /** Whether elements are floating-point numbers. Only such tensors have gradients. */
  public boolean isFloat() {
    return this == F32 || this == F64;
  }
}
