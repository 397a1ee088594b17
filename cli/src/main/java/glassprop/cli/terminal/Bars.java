package glassprop.cli.terminal;

import java.util.Collection;

/** Numbers as bars of eighths of a character, and series as a line of them. */
public final class Bars {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

  private Bars() {}

  /** A bar of so many characters, filled up to a share between 0 and 1; the rest is blank. */
  public static String horizontal(double share, int width) {
    double clipped = Double.isNaN(share) ? 0 : Math.clamp(share, 0, 1);
    int eighths = (int) Math.round(clipped * width * 8);
    StringBuilder out = new StringBuilder("█".repeat(eighths / 8));
    if (eighths % 8 > 0) {
      out.append(EIGHTHS.charAt(eighths % 8));
    }
    return out + " ".repeat(width - out.length());
  }

  /** Where a positive number stands between two powers of ten, from 0 to 1. */
  public static double logarithmic(double x, double low, double high) {
    return x > 0 ? (Math.log10(x) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : 0;
  }

  /** A series as a line of at most so many columns, each the mean of its part; the lowest is ▁, the highest █. */
  public static String sparkline(Collection<Double> series, int width) {
    double[] all = series.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
    int columns = Math.min(width, all.length);
    double[] means = new double[columns];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < columns; c++) {
      int from = (int) ((long) c * all.length / columns);
      int to = (int) ((c + 1L) * all.length / columns);
      for (int i = from; i < to; i++) {
        means[c] += all[i] / (to - from);
      }
      low = Math.min(low, means[c]);
      high = Math.max(high, means[c]);
    }
    StringBuilder out = new StringBuilder();
    for (double mean : means) {
      double share = high > low ? (mean - low) / (high - low) : 0;
      out.append(HEIGHTS.charAt((int) Math.round(share * (HEIGHTS.length() - 1))));
    }
    return out.toString();
  }
}
