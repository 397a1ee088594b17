package glassprop.lens.typeset;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of text of one width, which stand beside others on a common line of writing.
 *
 * @param baseline the index of the line that stands on it
 */
record Box(List<String> lines, int baseline) {
  /** Copies the lines. */
  Box {
    lines = List.copyOf(lines);
  }

  static Box of(String text) {
    return new Box(List.of(text), 0);
  }

  /** A matrix in brackets. */
  static Box matrix(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      int c = column;
      widths.add(rows.stream().mapToInt(row -> width(row.get(c))).max().orElse(0));
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        String cell = rows.get(i).get(column);
        cells.add(" ".repeat(widths.get(column) - width(cell)) + cell);
      }
      lines.add(bracket(i, rows.size(), "[⎡⎢⎣") + String.join("  ", cells) + bracket(i, rows.size(), "]⎤⎥⎦"));
    }
    return lines.isEmpty() ? of("[]") : new Box(lines, (lines.size() - 1) / 2);
  }

  private static String bracket(int line, int lines, String forms) {
    int form = lines == 1 ? 0 : line == 0 ? 1 : line == lines - 1 ? 3 : 2;
    return forms.substring(form, form + 1);
  }

  /** How many characters a text is wide: marks above letters have no width. */
  static int width(String text) {
    return (int) text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }

  int width() {
    return lines.stream().mapToInt(Box::width).max().orElse(0);
  }

  boolean isTall() {
    return lines.size() > 1;
  }

  /** This and another to the right of it. */
  Box beside(Box other) {
    int above = Math.max(baseline, other.baseline);
    int below = Math.max(lines.size() - baseline, other.lines.size() - other.baseline);
    int own = width();
    List<String> joined = new ArrayList<>();
    for (int line = -above; line < below; line++) {
      String left = line(baseline + line);
      joined.add(left + " ".repeat(own - width(left)) + other.line(other.baseline + line));
    }
    return new Box(joined, above);
  }

  private String line(int index) {
    return index >= 0 && index < lines.size() ? lines.get(index) : "";
  }

  /** With a remark on the line of writing, from a column on if there is room. */
  Box noted(Box note, int column) {
    List<String> noted = new ArrayList<>(lines);
    String line = noted.get(baseline).stripTrailing();
    noted.set(baseline, line + " ".repeat(Math.max(2, column - width(line))) + String.join(" ", note.lines));
    return new Box(noted, baseline);
  }

  static Box join(List<Box> boxes) {
    return boxes.stream().reduce(Box.of(""), Box::beside);
  }

  /** Lines without blanks at their ends. */
  List<String> stripped() {
    return lines.stream().map(String::stripTrailing).toList();
  }

}
