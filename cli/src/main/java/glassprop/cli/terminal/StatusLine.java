package glassprop.cli.terminal;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** A line of a terminal that is written over again and again, and gone at the end. Nothing at all elsewhere. */
public final class StatusLine implements AutoCloseable {
  private static final long INTERVAL_NANOS = 80_000_000;
  private static final String CLEAR_REST = "\u001b[K";

  private final PrintWriter err;
  private final Screen screen;
  private long shown = System.nanoTime() - INTERVAL_NANOS;

  /** A line of this stream. */
  public StatusLine(PrintWriter err, Screen screen) {
    this.err = err;
    this.screen = screen;
  }

  /** A bar of a width in characters, full to a share of it. */
  public static String bar(Screen screen, double share, int width) {
    int full = (int) Math.round(share * width);
    String rest = screen.colours() ? "━" : "─";
    return Ink.ACCENT.on(screen, "━".repeat(full)) + Ink.DIM.on(screen, rest.repeat(width - full));
  }

  /** The characters that fit. */
  public int width() {
    return screen.width() - 1; // the last column would make some terminals scroll
  }

  /** Shows this text, of {@link #width} characters at most, unless the one before was shown a moment ago. */
  public void show(Supplier<String> text) {
    long now = System.nanoTime();
    if (screen.terminal() && now - shown >= INTERVAL_NANOS) {
      shown = now;
      write(text.get());
    }
  }

  @Override
  public void close() {
    if (screen.terminal()) {
      write("");
    }
  }

  private void write(String text) {
    err.print("\r" + text + CLEAR_REST);
    err.flush();
  }
}
