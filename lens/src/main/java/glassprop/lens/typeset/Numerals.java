package glassprop.lens.typeset;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How numbers are written: with so many significant digits, and no zeros behind them.
 *
 * @param digits 1 to 17
 */
public record Numerals(int digits) {
  private static final int LARGEST = 7; // of the exponents that are written out
  private static final int SMALLEST = -4;
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** Requires 1 to 17 digits. */
  public Numerals {
    if (digits < 1 || digits > 17) {
      throw new IllegalArgumentException("digits: expected 1 to 17, came " + digits);
    }
  }

  /** As in −0.0542188 or 3.1·10⁻⁷. */
  public String text(double x) {
    return written(x, "−", "∞", "·10", false);
  }

  /** In LaTeX. */
  public String latex(double x) {
    return written(x, "-", "\\infty", " \\cdot 10", true);
  }

  private String written(double x, String minus, String infinity, String power, boolean latex) {
    if (Double.isNaN(x)) {
      return latex ? "\\mathrm{NaN}" : "NaN";
    }
    String sign = x < 0 ? minus : "";
    if (Double.isInfinite(x)) {
      return sign + infinity;
    }
    if (x == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(Math.abs(x)).round(new MathContext(digits)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= SMALLEST && exponent < LARGEST) {
      return sign + rounded.toPlainString();
    }
    String mantissa = rounded.movePointLeft(exponent).toPlainString();
    return sign + mantissa + power + (latex ? "^{" + exponent + "}" : raised(exponent));
  }

  private static String raised(int exponent) {
    StringBuilder raised = new StringBuilder(exponent < 0 ? "⁻" : "");
    String.valueOf(Math.abs(exponent)).chars().forEach(c -> raised.append(SUPERSCRIPTS.charAt(c - '0')));
    return raised.toString();
  }
}
