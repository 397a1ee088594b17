package glassprop.nn.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One pass over the records of a CSV file: every row has as many cells as the header, or the pass ends with a
 * {@link DataException}. Cells are handed on where the parser has them, without a String each.
 */
final class CsvRecords extends AbstractBaseCsvCallbackHandler<Boolean> {
  /** The most columns that a file may have. */
  static final int MOST_COLUMNS = 100_000;

  /** The most characters that a cell may have. */
  static final int LONGEST_CELL = 1 << 20;

  /** The most characters that a row may have. */
  static final int LONGEST_ROW = 1 << 24;

  /** What is done with the records. */
  interface Sink {
    /** The names of the columns: none empty, no two equal. */
    void header(List<String> columns);

    /** A cell, {@code text[from … to)} with the white space around it already left out, and the line it starts in. */
    void cell(int column, long line, char[] text, int from, int to);

    /** The end of a whole row, and the line it started in. */
    void endRow(long line);
  }

  /** The blank lines between rows, which were passed over. */
  record BlankLines(int count, long first) {}

  private final DataFile file;
  private final Separator separator;
  private final Sink sink;
  private final long preamble; // lines before the header that were passed over
  private final Header names; // whether the first row holds the names of the columns
  private final List<Long> firstRow = new ArrayList<>(); // where its cells start, if it doesn't
  private final List<String> header = new ArrayList<>();
  private boolean headerRead;
  private long rowStart;
  private long line; // of the next cell
  private long length; // of the row up to here
  private int cells;
  private long rows;
  private boolean blankSoFar;
  private int blankLines;
  private int blankLinesInside;
  private long firstBlankLine;

  private CsvRecords(DataFile file, Dialect dialect, Header names, Sink sink) {
    this.file = file;
    this.separator = dialect.separator();
    this.preamble = dialect.preamble();
    this.names = names;
    this.sink = sink;
  }

  /**
   * Reads a file from beginning to end.
   *
   * @param names whether the first row holds the names of the columns; else they are called column1, column2, …
   */
  static BlankLines read(DataFile file, Dialect dialect, Header names, Sink sink) {
    CsvRecords records = new CsvRecords(file, dialect, names, sink);
    try (CsvReader<Boolean> reader = CsvReader.builder()
        .fieldSeparator(dialect.separator().character())
        .skipEmptyLines(false)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // endRow says it better
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST_CELL)
        .build(records, afterPreamble(file, dialect.preamble()))) {
      Iterator<Boolean> rows = reader.iterator();
      while (rows.hasNext()) {
        rows.next();
      }
    } catch (IOException e) {
      throw records.failed(e);
    } catch (UncheckedIOException | CsvParseException e) {
      throw records.explain(e);
    }
    return new BlankLines(records.blankLinesInside, records.firstBlankLine);
  }

  /** A reader of what follows the lines that are passed over. */
  private static Reader afterPreamble(DataFile file, int lines) throws IOException {
    Reader in = new BufferedReader(new Utf8Reader(file.name(), file.open()));
    try {
      for (int i = 0; i < lines; i++) {
        int c = in.read();
        while (c >= 0 && c != '\n' && c != '\r') {
          c = in.read();
        }
        if (c == '\r') {
          in.mark(1);
          if (in.read() != '\n') {
            in.reset();
          }
        }
      }
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The error that tells a failed read, and how far it came. */
  private DataException failed(IOException e) {
    return file.failed(e, rows == 0 ? "" : " (" + Wording.count(rows, "row") + " were read before that)");
  }

  @Override
  protected void handleBegin(long startingLine) {
    rowStart = startingLine + preamble;
    line = rowStart;
    length = 0;
    cells = 0;
    blankSoFar = false;
  }

  @Override
  protected void handleEmpty() {
    blankSoFar = true;
  }

  @Override
  protected void handleField(int index, char[] text, int offset, int count, boolean quoted) {
    int from = offset;
    int to = offset + count;
    while (from < to && isBlank(text[from])) {
      from++;
    }
    while (to > from && isBlank(text[to - 1])) {
      to--;
    }
    length += count + 1L;
    if (index >= MOST_COLUMNS) {
      throw error("this row has more than " + MOST_COLUMNS + " columns, the limit; is " + separator
          + " really the separator?");
    }
    if (length > LONGEST_ROW) {
      throw error("this row is longer than " + LONGEST_ROW + " characters, the limit; is a line end or a closing"
          + " quote missing?");
    }
    if (!quoted && from < to && text[from] == '"') {
      throw new DataException(file.name(), line, columnName(index), "a quote that opens after a blank;"
          + " remove the blank between separator and quote");
    }
    cells = index + 1;
    if (index == 0 && from == to && !quoted) {
      blankSoFar = true; // a blank line, unless another cell follows
    } else {
      if (index == 1 && blankSoFar) {
        deliver(0, line, text, from, from);
      }
      blankSoFar = false;
      deliver(index, line, text, from, to);
    }
    if (quoted) {
      line += lineEnds(text, offset, offset + count);
    }
  }

  private void deliver(int index, long cellLine, char[] text, int from, int to) {
    if (!headerRead) {
      header.add(new String(text, from, to - from));
      firstRow.add(cellLine);
    } else if (index < header.size()) {
      sink.cell(index, cellLine, text, from, to);
    }
  }

  @Override
  protected Boolean buildRecord() {
    if (blankSoFar) {
      blankLines++;
      firstBlankLine = firstBlankLine == 0 && headerRead ? rowStart : firstBlankLine;
    } else if (!headerRead && names == Header.ABSENT) {
      headerRead = true;
      blankLines = 0;
      deliverFirstRow();
    } else if (!headerRead) {
      CsvHeader.problem(header, names).ifPresent(problem -> {
        throw error(problem);
      });
      headerRead = true;
      blankLines = 0;
      sink.header(List.copyOf(header));
    } else {
      checkWidth();
      blankLinesInside = blankLines;
      rows++;
      sink.endRow(rowStart);
    }
    return true;
  }

  /** The first row of a file without a header: it had to be kept, since the names must be known before any cell. */
  private void deliverFirstRow() {
    List<String> texts = List.copyOf(header);
    for (int i = 0; i < header.size(); i++) {
      header.set(i, "column" + (i + 1));
    }
    sink.header(List.copyOf(header));
    for (int i = 0; i < texts.size(); i++) {
      sink.cell(i, firstRow.get(i), texts.get(i).toCharArray(), 0, texts.get(i).length());
    }
    rows++;
    sink.endRow(rowStart);
  }

  private void checkWidth() {
    if (cells == header.size()) {
      return;
    }
    String spanned = line > rowStart ? " (a quoted cell takes it to line " + line + "; is a quote left open?)" : "";
    String remedy = cells > header.size()
        ? "put quotes around cells that hold a " + separator + ", or remove what is too much"
        : "add the missing cells; an empty one is enough";
    throw error("expected " + Wording.count(header.size(), "cell") + " as in the header, found " + cells + spanned
        + "; " + remedy);
  }

  /** fastcsv wraps what is thrown inside it, and names only the line that a row starts in. */
  private DataException explain(RuntimeException wrapped) {
    String said = "";
    for (Throwable e = wrapped; e != null; e = e.getCause()) {
      if (e instanceof DataException known) {
        return known;
      }
      if (e instanceof IOException io) {
        return failed(io);
      }
      if (e.getCause() == null && !(e instanceof CsvParseException)) {
        throw wrapped; // a fault of this program, not of the file
      }
      said = String.valueOf(e.getMessage());
    }
    String problem;
    if (said.contains("after closing quote")) {
      problem = "text after the closing quote of a cell; write a quote inside a quoted cell twice (\"\")";
    } else if (said.contains("maximum buffer size")) {
      problem = "the cell that starts here is longer than " + LONGEST_CELL
          + " characters, the limit; is its closing quote missing?";
    } else if (said.contains("Unclosed quote")) {
      problem = "the quote that opens here is never closed; close it, or write it twice (\"\") inside quotes";
    } else {
      problem = "not valid CSV: " + said;
    }
    return new DataException(file.name(), line, columnName(cells), problem).causedBy(wrapped);
  }

  private String columnName(int index) {
    return headerRead && index < header.size() ? header.get(index) : Integer.toString(index + 1);
  }

  private DataException error(String problem) {
    return new DataException(file.name(), rowStart, problem);
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0';
  }

  private static int lineEnds(char[] text, int from, int to) {
    int ends = 0;
    for (int i = from; i < to; i++) {
      if (text[i] == '\r' || (text[i] == '\n' && (i == from || text[i - 1] != '\r'))) {
        ends++;
      }
    }
    return ends;
  }
}
