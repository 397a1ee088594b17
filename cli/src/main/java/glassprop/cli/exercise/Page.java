package glassprop.cli.exercise;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Ink;
import glassprop.cli.terminal.Screen;
import glassprop.cli.terminal.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A page of text and tables on a terminal. */
final class Page {
  private static final String INDENT = "    "; // of what Markdown takes for code

  private final Console console;
  private final Screen screen;
  private final Sheet sheet;

  Page(Console console) {
    this.console = console;
    this.screen = console.outScreen();
    this.sheet = new Sheet(console.out(), screen);
  }

  Screen screen() {
    return screen;
  }

  Sheet sheet() {
    return sheet;
  }

  void heading(String text) {
    console.out().println(Ink.BOLD.on(screen, text));
  }

  void gap() {
    console.out().println();
  }

  /** Paragraphs of Markdown beside a heading; lines of a paragraph are joined and broken again to fit, indented ones stay as they are. */
  void prose(String heading, String markdown) {
    boolean first = true;
    for (String paragraph : markdown.strip().split("\\R(?:\\h*\\R)+", -1)) {
      if (!first) {
        gap();
      }
      if (paragraph.startsWith(INDENT)) {
        List<String> lines = paragraph.lines().map(line -> line.startsWith(INDENT) ? line.substring(INDENT.length()) : line).toList();
        sheet.block(first ? heading : "", lines);
      } else {
        String text = paragraph.lines().map(String::strip).collect(Collectors.joining(" "));
        sheet.section(first ? heading : "", text.replace("`", ""));
      }
      first = false;
    }
  }

  /** Rows under a line of column names, each column as wide as its widest entry. */
  static List<String> table(List<String> columns, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    if (!columns.isEmpty()) {
      all.add(columns);
    }
    all.addAll(rows);
    int count = all.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = IntStream.range(0, count)
        .map(i -> all.stream().filter(row -> i < row.size()).mapToInt(row -> width(row.get(i))).max().orElse(0)).toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** How many columns a text takes: marks above and below letters take none. */
  private static int width(String text) {
    return (int) text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }
}
