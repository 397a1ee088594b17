package glassprop.nn.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Named columns of equal length, and where each row came from.
 *
 * <p>Tables are immutable; {@link #select} makes new ones.
 */
public final class Table {
  private final String file;
  private final List<Column> columns;
  private final Map<String, Column> byName = new HashMap<>();
  private final int[] lines;
  private final List<String> notes;

  /**
   * A table of these columns.
   *
   * @param file what messages call the table
   * @param lines the line in the file that each row starts in; copied
   * @param notes what was decided while reading, for people
   */
  public Table(String file, List<? extends Column> columns, int[] lines, List<String> notes) {
    this.file = Objects.requireNonNull(file, "table: expected the name of a file, came null");
    Objects.requireNonNull(columns, "table: expected columns, came null");
    Objects.requireNonNull(lines, "table: expected the line of each row, came null");
    Objects.requireNonNull(notes, "table: expected notes, came null");
    this.columns = List.copyOf(columns);
    this.lines = lines.clone();
    this.notes = List.copyOf(notes);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table needs a column");
    }
    for (Column column : columns) {
      byName.put(column.name(), column);
      if (column.rows() != lines.length) {
        throw new IllegalArgumentException("column " + Wording.shown(column.name()) + " has "
            + Wording.count(column.rows(), "row") + ", the table " + lines.length);
      }
    }
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** The columns, in the file's order. */
  public List<Column> columns() {
    return columns;
  }

  /** The names of the columns, in the file's order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The number of rows. */
  public int rows() {
    return lines.length;
  }

  /** The line of the file that the row starts in, counted from 1. */
  public int lineOf(int row) {
    return lines[row];
  }

  /** What was decided while reading: the separator, the decimal mark, missing cells, blank lines. */
  public List<String> notes() {
    return notes;
  }

  /** The column of this name, if there is one. */
  public Optional<Column> find(String name) {
    return Optional.ofNullable(byName.get(Objects.requireNonNull(name, "table: expected the name of a column, came null")));
  }

  /**
   * The column of this name.
   *
   * @throws DataException that lists the columns there are, if this isn't one of them
   */
  public Column column(String name) {
    return find(name).orElseThrow(() -> new DataException(file, noColumn(name, names())));
  }

  /** The name of the last column, the usual place of what is to be predicted. */
  public String lastColumn() {
    return columns.getLast().name();
  }

  /** A table of the given rows, in the given order; it keeps their lines in the file. */
  public Table select(int[] rows) {
    return new Table(file, columns.stream().map(c -> c.select(rows)).toList(),
        IntStream.of(rows).map(r -> lines[r]).toArray(), notes);
  }


  DataException error(int row, String column, String problem) {
    return new DataException(file, lines[row], column, problem);
  }

  static String noColumn(String name, List<String> names) {
    return noColumns(List.of(name), names);
  }

  static String noColumns(List<String> absent, List<String> names) {
    String first = absent.getFirst();
    return "expected " + (absent.size() == 1 ? "a column " : "the columns ") + Wording.list(absent) + ", found "
        + Wording.list(names) + Wording.didYouMean(first, names);
  }

  @Override
  public String toString() {
    return "Table[" + file + ", " + Wording.count(rows(), "row") + ", " + Wording.count(columns.size(), "column") + "]";
  }
}
