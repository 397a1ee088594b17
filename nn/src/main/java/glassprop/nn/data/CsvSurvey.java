package glassprop.nn.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first pass over a CSV file: the names of the columns, what their cells look like, and the number of rows. */
final class CsvSurvey implements CsvRecords.Sink {
  private final String file;
  private final Schema schema;
  private List<ColumnSurvey> columns = List.of();
  private int rows;

  CsvSurvey(String file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  @Override
  public void header(List<String> names) {
    Set<String> found = new HashSet<>(names);
    List<String> absent = schema.kinds().keySet().stream().filter(n -> !found.contains(n)).toList();
    if (!absent.isEmpty()) {
      throw new DataException(file, Table.noColumns(absent, names));
    }
    columns = names.stream().map(n -> new ColumnSurvey(n, schema.of(n))).toList();
  }

  @Override
  public void cell(int column, long line, char[] text, int from, int to) {
    ColumnSurvey survey = columns.get(column);
    if (!survey.ignored()) {
      survey.add(line, text, from, to);
    }
  }

  @Override
  public void endRow(long line) {
    if (line >= Integer.MAX_VALUE) {
      throw new DataException(file, line, "more than " + Integer.MAX_VALUE + " lines, the limit; split the file");
    }
    rows++;
  }

  List<ColumnSurvey> columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  void requireRows() {
    if (columns.isEmpty()) {
      throw new DataException(file, "expected a header line and rows, found an empty file");
    }
    if (rows == 0) {
      throw new DataException(file, "expected rows after the header, found none");
    }
  }

  /**
   * The decimal mark of the file's numbers: the comma if a column shows it beyond doubt.
   *
   * @throws DataException if there are numbers such as {@code 1,234}, and nothing tells how they are meant
   */
  DecimalMark mark(Separator separator) {
    if (separator == Separator.COMMA) {
      return DecimalMark.POINT;
    }
    if (columns.stream().anyMatch(column -> column.shows(DecimalMark.COMMA))) {
      return DecimalMark.COMMA;
    }
    if (columns.stream().noneMatch(column -> column.shows(DecimalMark.POINT))) {
      columns.stream().flatMap(column -> column.ambiguity(file).stream()).findFirst().ifPresent(error -> {
        throw error;
      });
    }
    return DecimalMark.POINT;
  }

  /**
   * Refuses a file whose first row looks like the others: numbers where they have numbers, and their very texts.
   *
   * @throws DataException that shows the row
   */
  void requireHeader(DecimalMark mark) {
    List<ColumnSurvey> read = columns.stream().filter(column -> !column.ignored()).toList();
    List<ColumnSurvey> numbers = read.stream().filter(column -> column.isMostlyNumbers(mark)).toList();
    boolean numbersLikeTheRest = numbers.stream().allMatch(column -> column.isNumberUnderANumber(mark));
    long repeated = read.stream().filter(ColumnSurvey::namesItself).count();
    boolean sure = numbers.isEmpty() ? repeated == read.size() && repeated > 1
        : repeated > 0 || numbers.stream().anyMatch(ColumnSurvey::isCalledLikeAValue);
    if (numbersLikeTheRest && sure) {
      throw new DataException(file, "expected a first row with the names of the columns, found one that looks like the others ("
          + Wording.list(columns.stream().map(ColumnSurvey::name).toList())
          + "); put a line with names first, or say that there is none (--no-header)");
    }
  }
}
