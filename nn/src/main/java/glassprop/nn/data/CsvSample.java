package glassprop.nn.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a CSV file, looked at before it is known how the file is written.
 *
 * @param text from the beginning of a line
 * @param cut whether the file goes on, so that the last row may be only a part of one
 */
record CsvSample(String text, boolean cut) {
  private static final int MOST_ROWS = 500;

  /** The first line, without white space around it. */
  String line() {
    return text.substring(0, lineEnd()).strip();
  }

  /** What follows the first line. */
  CsvSample afterLine() {
    int end = lineEnd();
    int next = text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
    return new CsvSample(text.substring(next), cut);
  }

  /** Whether there is nothing but white space. */
  boolean isBlank() {
    return text.isBlank();
  }

  private int lineEnd() {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** How many cells the rows have, blank ones passed over, if this is the separator. */
  int[] widths(Separator separator) {
    return rows(separator, MOST_ROWS).stream().mapToInt(List::size).toArray();
  }

  /** The cells of the first row that isn't blank, if this is the separator; empty if there is none. */
  List<String> firstRow(Separator separator) {
    List<List<String>> rows = rows(separator, 1);
    return rows.isEmpty() ? List.of() : rows.getFirst();
  }

  /** The cells of the first rows. A quote opens only where a cell begins, as in the reader proper. */
  private List<List<String>> rows(Separator separator, int most) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quotes = false; // whether the cell began with a quote
    boolean quoted = false; // whether we are within quotes
    for (int i = 0; i < text.length() && rows.size() < most; i++) {
      char c = text.charAt(i);
      boolean lineEnds = c == '\n' || c == '\r';
      if (c == '"' && (quotes || cell.isEmpty())) {
        quotes = true;
        quoted = !quoted; // twice at a doubled quote
      } else if (!quoted && (c == separator.character() || lineEnds)) {
        row.add(cell.toString().strip());
        cell.setLength(0);
        quotes = false;
        if (lineEnds) {
          addUnlessBlank(rows, row);
          row = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    if (rows.size() < most && (!cut || rows.isEmpty()) && !quoted) {
      row.add(cell.toString().strip());
      addUnlessBlank(rows, row);
    }
    return rows;
  }

  private static void addUnlessBlank(List<List<String>> rows, List<String> row) {
    if (row.size() > 1 || !row.getFirst().isEmpty()) {
      rows.add(row);
    }
  }
}
