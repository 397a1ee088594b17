package glassprop.parity.command;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Screen;
import glassprop.cli.terminal.StatusLine;
import glassprop.parity.suite.Case;
import glassprop.text.Figures;
import java.util.Locale;

/** A bar of the cases that are done, where a person looks on. */
final class Progress implements AutoCloseable {
  private static final int BAR = 24;

  private final int cases;
  private final StatusLine line;
  private final Screen screen;
  private int done;

  Progress(int cases, Console console) {
    this.cases = cases;
    this.screen = console.errScreen();
    this.line = new StatusLine(console.err(), screen);
  }

  void done(Case tried) {
    done++;
    line.show(() -> {
      String bar = StatusLine.bar(screen, (double) done / cases, BAR);
      String text = String.format(Locale.ROOT, " %,d of ", done) + Figures.count(cases, "case") + ", " + tried.subject();
      int room = Math.max(0, line.width() - BAR);
      return bar + (text.length() > room ? text.substring(0, room) : text);
    });
  }

  @Override
  public void close() {
    line.close();
  }
}
