package glassprop.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A report in two columns: a heading on the left, what it heads on the right, broken into lines that fit. */
public final class Sheet {
  private static final int MARGIN = 11;
  private static final int WIDEST = 100;
  private static final int NARROWEST = 60; // below, headings get a line of their own

  private final PrintWriter out;
  private final Screen screen;

  /** A sheet on this stream. */
  public Sheet(PrintWriter out, Screen screen) {
    this.out = out;
    this.screen = screen;
  }

  /** What it is written on. */
  public Screen screen() {
    return screen;
  }

  /** How many characters fit beside a heading. */
  public int width() {
    return Math.min(WIDEST, screen.width()) - margin().length() - 1;
  }

  private String margin() {
    return screen.width() < NARROWEST ? "  " : " ".repeat(MARGIN);
  }

  /** Text beside a heading, broken between words. */
  public void section(String heading, String text) {
    lines(heading, Ink.BOLD, wrapped(text, width()));
  }

  /** More text under the same heading; the ink is for all of it. */
  public void more(Ink ink, String text) {
    wrapped(text, width()).forEach(line -> out.println(margin() + ink.on(screen, line)));
  }

  /** Lines that are as they should be, beside a heading. */
  public void block(String heading, List<String> lines) {
    lines(heading, Ink.BOLD, lines);
  }

  private void lines(String heading, Ink ink, List<String> lines) {
    String first = ink.on(screen, heading);
    if (margin().length() < MARGIN) {
      if (!heading.isEmpty()) {
        out.println(first);
      }
      lines.forEach(line -> out.println((margin() + line).stripTrailing()));
      return;
    }
    String gap = " ".repeat(MARGIN - heading.length());
    for (int i = 0; i < lines.size(); i++) {
      out.println(((i == 0 ? first + gap : margin()) + lines.get(i)).stripTrailing());
    }
  }

  /** An empty line. */
  public void gap() {
    out.println();
  }

  /** The text in lines of at most so many characters, broken at blanks, or within a word that is longer. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > width) {
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
