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
}
