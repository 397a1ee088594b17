package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
public final class Numerals {
  private static final int DIGITS = 6;
  private static final int EXACT = 17;
  private static final int SHOWN = 12;

  private Numerals() {}

  /** To six digits, matrices in brackets, long rows cut short. */
  public static String text(NdArray x) {
    return text(x, DIGITS);
  }

  /** To so many significant digits. */
  public static String text(NdArray x, int digits) {
    StringBuilder out = new StringBuilder();
    append(x, 0, new int[x.shape().rank()], digits, out);
    return out.toString();
  }

  private static void append(NdArray x, int axis, int[] index, int digits, StringBuilder out) {
    if (axis == index.length) {
      out.append(text(x.get(index), digits));
      return;
    }
    out.append('[');
    int size = x.shape().get(axis);
    for (int i = 0; i < Math.min(size, SHOWN); i++) {
      index[axis] = i;
      out.append(i == 0 ? "" : ", ");
      append(x, axis + 1, index, digits, out);
    }
    index[axis] = 0;
    out.append(size > SHOWN ? ", …]" : "]");
  }

  /** With as many digits as tell it from every other number. */
  public static String exact(NdArray x) {
    return text(x, EXACT);
  }

  /** A number to so many significant digits, without zeros at the end. */
  public static String text(double x, int digits) {
    if (!Double.isFinite(x) || x == 0) {
      return x == 0 ? "0" : Double.isNaN(x) ? "undefined" : x > 0 ? "∞" : "−∞";
    }
    BigDecimal all = digits == EXACT ? new BigDecimal(Double.toString(x)) : new BigDecimal(x);
    BigDecimal rounded = all.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    boolean scientific = Math.abs(x) < 1e-4 || Math.abs(x) >= 1e7;
    String text = scientific
        ? rounded.unscaledValue().signum() == 0 ? "0" : mantissa(rounded)
        : rounded.toPlainString();
    return text.replace('-', '−').replace("e−", "e-");
  }

  private static String mantissa(BigDecimal x) {
    int exponent = x.precision() - x.scale() - 1;
    return x.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }
}
