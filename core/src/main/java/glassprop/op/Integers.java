package glassprop.op;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import java.util.List;
import java.util.Locale;
import java.util.function.LongBinaryOperator;

/**
 * Arithmetic of I64 numbers: exact, or an error that names the numbers whose result is no I64. Nothing wraps around, and nothing passes
 * through a double, which does not tell integers beyond 2⁵³ apart.
 */
public final class Integers {
  private Integers() {}

  /** Combines one row of n numbers from {@code at}; fails with an {@link ArithmeticException} if the result is no I64. */
  public interface Row {
    /** The result. */
    long of(long[] x, int at, int n);
  }

  /** A function of one or two integers, of each element of its broadcast inputs; a function of one is given it twice. */
  static NdArray each(Op op, LongBinaryOperator f, List<NdArray> inputs, TensorType type) {
    NdArray a = inputs.getFirst().expand(type.shape()).contiguous();
    NdArray b = inputs.getLast().expand(type.shape()).contiguous();
    long[] out = Heap.longs(type.shape().size(), type);
    for (int i = 0; i < out.length; i++) {
      Interruption.check(i, 1);
      long x = a.longs()[a.offset() + i];
      long y = b.longs()[b.offset() + i];
      try {
        out[i] = f.applyAsLong(x, y);
      } catch (ArithmeticException e) {
        throw noInteger(op, inputs.size() == 1 ? "of " + x : "of " + x + " and " + y, type.shape(), i, e);
      }
    }
    return NdArray.over(out, type.shape());
  }

  /** Combines along axes. */
  public static NdArray reduce(Op op, Reduction along, NdArray input, TensorType type, Row row) {
    NdArray rows = along.rows(input);
    long[] out = Heap.longs(type.shape().size(), type);
    int n = out.length == 0 ? 0 : rows.size() / out.length;
    for (int i = 0; i < out.length; i++) {
      Interruption.check(i, n);
      try {
        out[i] = row.of(rows.longs(), rows.offset() + i * n, n);
      } catch (ArithmeticException e) {
        throw noInteger(op, "of " + n + " numbers", type.shape(), i, e);
      }
    }
    return NdArray.over(out, type.shape());
  }

  private static ArithmeticException noInteger(Op op, String what, Shape shape, int element, ArithmeticException cause) {
    String place = shape.rank() == 0 ? "" : " at " + shape.indexOf(element);
    ArithmeticException named =
        new ArithmeticException(
            String.format(Locale.ROOT,
                "%s %s%s is no 64-bit integer (%s); convert with to(F64) for a rounded result",
                op.mnemonic(), what, place, cause.getMessage()));
    named.initCause(cause);
    return named;
  }

  /** The sum, in 128 bits, so that it does not matter what the sums on the way are. */
  public static long sum(long[] x, int at, int n) {
    long high = 0;
    long low = 0;
    for (int i = at; i < at + n; i++) {
      Interruption.check(i - at, 1);
      low += x[i];
      high += (x[i] >> 63) + (Long.compareUnsigned(low, x[i]) < 0 ? 1 : 0); // the sign's upper half, and the carry
    }
    if (high != low >> 63) {
      throw new ArithmeticException("long overflow");
    }
    return low;
  }

  /** The product: sign and size apart, so that −2⁶³ is reached on any way, and 0 whatever the other factors are. */
  public static long product(long[] x, int at, int n) {
    long size = 1; // without a sign, up to 2⁶⁴ − 1
    boolean negative = false;
    boolean overflow = false;
    for (int i = at; i < at + n; i++) {
      Interruption.check(i - at, 1);
      if (x[i] == 0) {
        return 0;
      }
      long factor = Math.abs(x[i]); // −2⁶³ stays, which is 2⁶³ without a sign
      overflow |= Math.unsignedMultiplyHigh(size, factor) != 0;
      size *= factor;
      negative ^= x[i] < 0;
    }
    if (overflow || (size < 0 && !(negative && size == Long.MIN_VALUE))) {
      throw new ArithmeticException("long overflow");
    }
    return negative ? -size : size;
  }

  /** The largest; the smallest that there is, of none. */
  public static long largest(long[] x, int at, int n) {
    long largest = Long.MIN_VALUE;
    for (int i = at; i < at + n; i++) {
      Interruption.check(i - at, 1);
      largest = Math.max(largest, x[i]);
    }
    return largest;
  }

  /** The smallest; the largest that there is, of none. */
  public static long smallest(long[] x, int at, int n) {
    long smallest = Long.MAX_VALUE;
    for (int i = at; i < at + n; i++) {
      Interruption.check(i - at, 1);
      smallest = Math.min(smallest, x[i]);
    }
    return smallest;
  }

  /** a·b + c. */
  public static long multiplyAdd(long a, long b, long c) {
    long product = a * b;
    long low = product + c;
    long high = Math.multiplyHigh(a, b) + (c >> 63) + (Long.compareUnsigned(low, c) < 0 ? 1 : 0);
    if (high != low >> 63) {
      throw new ArithmeticException(String.format(Locale.ROOT, "%d · %d + %d is no 64-bit integer", a, b, c));
    }
    return low;
  }

  /** xⁿ for n of 0 or more. */
  static long power(long x, long n) {
    if (n < 0) {
      throw new ArithmeticException("negative exponent");
    }
    long power = 1;
    long rest = n;
    for (long square = x; rest > 0; rest >>= 1) { // from the lowest digit of n on
      if ((rest & 1) == 1) {
        power = Math.multiplyExact(power, square);
      }
      square = rest > 1 ? Math.multiplyExact(square, square) : square;
    }
    return power;
  }
}
