package glassprop.array;

import glassprop.kernel.Cells;
import glassprop.kernel.Precision;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of a tensor's elements: how they are stored, and, if kernels compute with them as real numbers, in which precision.
 *
 * <p>Code that must decide by type either asks for the {@link #precision}, or switches over all types without a default, so that the compiler
 * points at it when a type is added. What is not F32 is not therefore F64.
 */
public enum DType {
  /** 32-bit IEEE 754 numbers: what networks are trained in. */
  F32(4, Cells.FLOATS, Precision.SINGLE),
  /** 64-bit IEEE 754 numbers: what gradients are checked in. */
  F64(8, Cells.DOUBLES, Precision.DOUBLE),
  /** 64-bit integers: class labels and indices. */
  I64(8, Cells.LONGS, null),
  /** Truth values: masks and the results of comparisons. */
  BOOL(1, Cells.BOOLEANS, null);

  private static final double MOST_EXACT = 0x1p53;

  private final int bytes;
  private final Cells<Object> cells;
  private final @Nullable Precision precision;

  @SuppressWarnings("unchecked") // each of them casts the arrays that it is given
  DType(int bytes, Cells<?> cells, @Nullable Precision precision) {
    this.bytes = bytes;
    this.cells = (Cells<Object>) cells;
    this.precision = precision;
  }

  /** The size of one element, in bytes. */
  public int bytes() {
    return bytes;
  }

  /** What makes the arrays that elements are stored in, and moves elements from one to another. */
  public Cells<Object> cells() {
    return cells;
  }

  /**
   * The format in which kernels compute with elements of this type.
   *
   * @throws IllegalStateException if they are no floating-point numbers
   */
  public Precision precision() {
    Precision real = precision;
    if (real == null) {
      throw new IllegalStateException(this + " elements are no floating-point numbers, and have no precision; convert them with to(F32) or to(F64)");
    }
    return real;
  }

  /**
   * Requires a number to be an element of this type as it stands, or, for floating-point numbers, to be rounded to one.
   *
   * @throws IllegalArgumentException if it is no whole number for I64, or one beyond ±2⁵³, where a double no longer tells integers apart;
   *     or neither 0 nor 1 for BOOL
   */
  void requireElement(double number) {
    if ((this == I64 || this == BOOL) && !holds(number)) {
      throw new IllegalArgumentException(
          this == BOOL
              ? String.format(Locale.ROOT, "%s is no truth value; expected 0 or 1 among BOOL", number)
              : number == Math.rint(number)
                  ? String.format(Locale.ROOT,
                          "%s among I64 numbers: a double does not tell integers beyond 2^53 apart; give a tensor of indices(…)",
                          number)
                  : String.format(Locale.ROOT, "%s is no integer, and the numbers are I64; convert them with to(F64) first", number));
    }
  }

  /** The largest number that is called moderate: its square is below the largest number of this type by a factor of 2¹⁶; ∞ for other types. */
  public double moderate() {
    return Math.sqrt(largest() / Precision.ROOM);
  }

  /** The largest finite number of a floating-point type; ∞ for other types. */
  public double largest() {
    return precision == null ? Double.POSITIVE_INFINITY : precision.largest();
  }

  /** Whether elements are floating-point numbers. Only such tensors have gradients. */
  public boolean isFloat() {
    return precision != null;
  }

  /**
   * Whether a number stays what it is in this type, but for rounding: none but 0 becomes 0, no finite one infinite, and integers and truth
   * values are given as such.
   */
  public boolean holds(double number) {
    return switch (this) {
      case F32, F64 -> staysNumber(number, precision().rounded(number));
      case I64 -> number == Math.rint(number) && Math.abs(number) <= MOST_EXACT;
      case BOOL -> number == 0 || number == 1;
    };
  }

  private static boolean staysNumber(double number, double rounded) {
    return number == 0 || (rounded != 0 && Double.isFinite(number) == Double.isFinite(rounded));
  }

  /**
   * The number itself, if this type {@linkplain #holds holds} it.
   *
   * @param what what it is, for the message
   * @throws IllegalArgumentException if it would vanish, overflow or lose its fraction
   */
  public double requireHolds(String what, double number) {
    requireElement(number);
    if (!holds(number)) {
      throw new IllegalArgumentException(
          what + " " + number
              + (Math.abs(number) < 1
                  ? " is 0 in " + this + ", whose smallest number is " + precision().smallest() + "; take a larger one, or F64"
                  : " is infinite in " + this + ", whose largest number is " + precision().largest() + "; take a smaller one, or F64"));
    }
    return number;
  }
}
