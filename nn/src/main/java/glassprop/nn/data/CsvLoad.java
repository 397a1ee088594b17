package glassprop.nn.data;

import java.util.ArrayList;
import java.util.List;

/** The second pass over a CSV file: fills columns whose kinds and size the first pass has found. */
final class CsvLoad implements CsvRecords.Sink {
  private static final double USABLE_HEAP = 0.6;

  private final String file;
  private final CsvSurvey survey;
  private final DecimalMark mark;
  private final int[] lines;
  private final double[][] numbers; // empty where the column isn't of numbers
  private final List<CategoryColumn.Builder> builders = new ArrayList<>(); // unused where it is
  private final long heap = (long) (USABLE_HEAP * Runtime.getRuntime().maxMemory());
  private final boolean[] isNumbers;
  private int row;

  CsvLoad(String file, CsvSurvey survey, DecimalMark mark) {
    this.file = file;
    this.survey = survey;
    this.mark = mark;
    int columns = survey.columns().size();
    this.isNumbers = new boolean[columns];
    long bytes = Integer.BYTES * (long) survey.rows();
    for (int c = 0; c < columns; c++) {
      ColumnSurvey column = survey.columns().get(c);
      isNumbers[c] = !column.ignored() && column.isNumbers(file, mark);
      bytes += column.ignored() ? 0 : (long) survey.rows() * (isNumbers[c] ? Double.BYTES : 3 * Integer.BYTES);
    }
    requireHeap(bytes);
    this.lines = new int[survey.rows()];
    this.numbers = new double[columns][];
    for (int c = 0; c < columns; c++) {
      boolean categories = !isNumbers[c] && !survey.columns().get(c).ignored();
      numbers[c] = new double[isNumbers[c] ? survey.rows() : 0];
      builders.add(new CategoryColumn.Builder(survey.columns().get(c).name(), categories ? survey.rows() : 0));
    }
  }

  private void requireHeap(long bytes) {
    if (bytes > heap) {
      throw new DataException(file, "reading this table needs " + (bytes >> 20) + " MiB, and " + (heap >> 20)
          + " MiB of the heap may be used; start Java with a larger -Xmx, or leave out columns");
    }
  }

  /** The columns that are read as categories. */
  List<ColumnSurvey> categories() {
    return columns(false);
  }

  /** The columns that are read as numbers. */
  List<ColumnSurvey> numbers() {
    return columns(true);
  }

  private List<ColumnSurvey> columns(boolean ofNumbers) {
    List<ColumnSurvey> columns = new ArrayList<>();
    for (int c = 0; c < isNumbers.length; c++) {
      if (isNumbers[c] == ofNumbers && !survey.columns().get(c).ignored()) {
        columns.add(survey.columns().get(c));
      }
    }
    return columns;
  }

  @Override
  public void header(List<String> names) {
    if (!names.equals(survey.columns().stream().map(ColumnSurvey::name).toList())) {
      throw changed();
    }
  }

  @Override
  public void cell(int column, long line, char[] text, int from, int to) {
    if (row == lines.length) {
      throw changed();
    }
    ColumnSurvey about = survey.columns().get(column);
    if (about.ignored()) {
      return;
    }
    Cell kind = Cell.of(text, from, to);
    if (isNumbers[column]) {
      boolean missing = kind == Cell.MISSING || kind == Cell.PLACEHOLDER;
      if (!missing && !mark.reads(kind)) {
        throw changed();
      }
      numbers[column][row] = missing ? Double.NaN : kind.value(text, from, to, mark);
    } else if (kind != Cell.MISSING) {
      CategoryColumn.Builder builder = builders.get(column);
      builder.set(row, new String(text, from, to - from));
      requireHeap(2 * builder.characters());
    }
  }

  @Override
  public void endRow(long line) {
    if (row == lines.length) {
      throw changed();
    }
    lines[row++] = (int) line;
  }

  private DataException changed() {
    return new DataException(file, "the file changed while it was read; try again when nothing writes to it");
  }

  Table table(List<String> notes) {
    if (row != lines.length) {
      throw changed();
    }
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < isNumbers.length; c++) {
      if (isNumbers[c]) {
        columns.add(NumberColumn.owning(survey.columns().get(c).name(), numbers[c], survey.columns().get(c).unit()));
      } else if (!survey.columns().get(c).ignored()) {
        columns.add(builders.get(c).build());
      }
    }
    if (columns.isEmpty()) {
      throw new DataException(file, "every column is to be ignored; keep at least one");
    }
    return new Table(file, columns, lines, notes);
  }
}
