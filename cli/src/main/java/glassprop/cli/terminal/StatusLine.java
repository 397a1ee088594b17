package glassprop.cli.terminal;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBarConsumer;

/** A line of a terminal that is written over again and again, and gone at the end. Nothing at all elsewhere. */
public final class StatusLine implements ProgressBarConsumer {
  private static final String CLEAR_REST = "\u001b[K";

  private final PrintWriter err;
  private final Screen screen;

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

  @Override
  public int getMaxRenderedLength() {
    return screen.width() - 1; // the last column would make some terminals scroll
  }

  @Override
  public void accept(String line) {
    write("\r" + line + CLEAR_REST);
  }

  @Override
  public void clear() {
    write("\r" + CLEAR_REST);
  }

  @Override
  public void close() {
    clear();
  }

  private void write(String text) {
    if (screen.terminal()) {
      err.print(text);
      err.flush();
    }
  }
}
