package glassprop.text;

import java.util.Locale;

/** Numbers as people read them, the same in every message and on every page. */
public final class Figures {
  private static final double FEW_SECONDS = 10;

  private Figures() {}

  /** "1 row", "2,000 rows". */
  public static String count(long n, String noun) {
    return n == 1 ? Counted.of(n, noun) : String.format(Locale.ROOT, "%,d", n) + Counted.of(n, noun).substring(Long.toString(n).length());
  }

  /** A share with three decimals, such as 0.967. */
  public static String share(double x) {
    return Double.isFinite(x) ? String.format(Locale.ROOT, "%.3f", x) : "undefined";
  }

  /** A time such as 0.8 s, 12 s or 3 min 20 s. */
  public static String seconds(double seconds) {
    if (seconds < FEW_SECONDS) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }

  /** A number in three significant digits, as short as that can be: 0.0421, 1.2e-05, 1,234. */
  public static String number(double x) {
    double size = Math.abs(x);
    if (!Double.isFinite(x) || size == 0) {
      return size == 0 ? "0" : String.valueOf(x);
    }
    if (size < 1e-3 || size >= 1e7) {
      return String.format(Locale.ROOT, "%.1e", x);
    }
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", x);
    }
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + decimals + "f", x);
  }
}
