package glassprop.nn.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads CSV files: a header line with the names of the columns, then a row a record.
 *
 * <p><b>Form.</b> UTF-8 with or without byte order mark; lines that end in LF, CRLF or CR; plain or gzipped. The separator is the tab,
 * semicolon, bar or comma that cuts nearly all rows into as many cells as the header; a first line {@code sep=;} names it. Lines before the header that
 * begin with {@code #} are comments. Cells in double quotes may hold separators, line ends and doubled quotes. White space around a cell is
 * left out. Blank lines are passed over and, if rows follow, reported. A first row that looks like the others is an error: see
 * {@link Header}.
 *
 * <p><b>Missing cells</b> are empty or one of {@code NA}, {@code N/A}, {@code n/a}, {@code #N/A}, {@code ?}, {@code null}, {@code NULL}, quoted
 * or not; in a column of numbers also a dash, {@code none} and {@code None}, which is reported.
 *
 * <p><b>Numbers</b> are decimals such as {@code -12}, {@code 3.5}, {@code 1e-3}, with thousands separators ({@code 1,234.5}, {@code 1 234})
 * or without, with a percent sign or a currency or without: {@code 12 %} is 12, and one column has one unit. A column whose values are all numbers is a
 * {@link NumberColumn}, any other a {@link CategoryColumn}, except that these are errors, because a typing error must neither turn a column
 * into categories nor pass for a missing cell:
 * <ul>
 *   <li>{@code nan}, {@code inf}, {@code 1e309} among numbers;
 *   <li>a number of another unit than the rest;
 *   <li>a word in a column of ten values or more of which 90 % look like numbers.
 * </ul>
 * {@link Schema} overrides: a column read as categories takes anything, a column read as numbers nothing but numbers.
 *
 * <p><b>Decimal commas.</b> One decimal mark holds for the whole file. It is the comma if the separator isn't, and a column of numbers shows it
 * beyond doubt ({@code 3,14} but not {@code 1,234}, which may be a thousand); then a decimal point in a column of numbers is an error, and
 * the other way round. If only numbers like {@code 1,234} are there, that is an error.
 *
 * <p><b>Limits</b>: 100,000 columns, 1,048,576 characters a cell, 16,777,216 characters a row, and what fits the heap.
 * The file is read twice, first to learn the columns' kinds and the size, so that no more is held than the result.
 */
public final class Csv {
  /** What makes a header look like that of another dialect, unless it is in quotes. */
  private static final Pattern MISLEADING = Pattern.compile("(?i)[;|\t]|^#|^sep=");

  private Csv() {}

  /**
   * Reads a file, the kinds of its columns inferred.
   *
   * @throws DataException if anything is wrong with the file
   */
  public static Table read(Path path) {
    return read(path, Schema.INFER);
  }

  /**
   * Reads a file, some columns in a given way.
   *
   * @throws DataException if anything is wrong with the file, or it lacks a column that the schema names
   */
  public static Table read(Path path, Schema schema) {
    return read(path, schema, CsvFormat.USUAL);
  }

  /**
   * Reads a file, some columns and the file itself in a given way.
   *
   * @throws DataException if anything is wrong with the file, or it lacks a column that the schema names
   */
  public static Table read(Path path, Schema schema, CsvFormat format) {
    return read(path, path.toString(), schema, format);
  }

  /**
   * Reads a file that messages call by another name, as one that standard input was put into.
   *
   * @throws DataException if anything is wrong with the file, or it lacks a column that the schema names
   */
  public static Table read(Path path, String name, Schema schema, CsvFormat format) {
    DataFile file = DataFile.of(path, name, format.mostExpansion());
    Dialect dialect = Dialect.of(file);
    CsvSurvey survey = new CsvSurvey(file.name(), schema);
    CsvRecords.BlankLines blankLines = CsvRecords.read(file, dialect, format.header(), survey);
    survey.requireRows();
    DecimalMark mark = survey.mark(dialect.separator());
    if (format.header() == Header.EXPECTED) {
      survey.requireHeader(mark);
    }
    CsvLoad load = new CsvLoad(file.name(), survey, mark);
    CsvRecords.read(file, dialect, format.header(), load);
    return load.table(notes(dialect, mark, survey, load, blankLines));
  }

  /**
   * A table of one row whose cells are read as those of a file, with a decimal point.
   *
   * @param name what messages call it
   * @param schema names all columns; each is read as numbers or as categories
   * @param cells by the name of their column; a column without one has a missing cell
   * @throws DataException if a cell is no number in a column of numbers
   */
  public static Table row(String name, Schema schema, Map<String, String> cells) {
    List<Column> columns = new ArrayList<>();
    schema.kinds().forEach((column, kind) -> {
      char[] text = cells.getOrDefault(column, "").strip().toCharArray();
      Cell cell = Cell.of(text, 0, text.length);
      boolean missing = cell == Cell.MISSING || (cell == Cell.PLACEHOLDER && kind == Schema.Kind.NUMBER);
      if (kind != Schema.Kind.NUMBER) {
        columns.add(CategoryColumn.of(column, List.of(missing ? "" : new String(text))));
      } else if (missing || DecimalMark.POINT.reads(cell)) {
        columns.add(NumberColumn.owning(column,
            new double[] {missing ? Double.NaN : cell.value(text, 0, text.length, DecimalMark.POINT)}, missing ? "" : Unit.of(new String(text))));
      } else {
        throw new DataException(name, 0, column, "expected a number, as in training, found " + Wording.shown(new String(text))
            + (DecimalMark.COMMA.reads(cell) ? "; write it with a decimal point" : ""));
      }
    });
    return new Table(name, columns, new int[1], List.of());
  }

  private static List<String> notes(
      Dialect dialect, DecimalMark mark, CsvSurvey survey, CsvLoad load, CsvRecords.BlankLines blankLines) {
    List<String> notes = new ArrayList<>(dialect.notes());
    if (survey.columns().size() > 1) {
      notes.add("the separator is " + dialect.separator());
    }
    if (mark == DecimalMark.COMMA) {
      notes.add("numbers have a decimal comma");
    }
    if (blankLines.count() > 0) {
      notes.add(Wording.count(blankLines.count(), "blank line") + " between rows passed over, the first in line "
          + blankLines.first());
    }
    List<String> ignored = survey.columns().stream().filter(ColumnSurvey::ignored).map(ColumnSurvey::name).toList();
    if (!ignored.isEmpty()) {
      notes.add("columns not read: " + Wording.list(ignored));
    }
    List<String> missing = survey.columns().stream().filter(c -> !c.ignored() && c.missing() > 0)
        .map(c -> Wording.shown(c.name()) + " (" + c.missing() + ")").toList();
    if (!missing.isEmpty()) {
      notes.add("missing cells: " + Wording.listed(missing));
    }
    load.numbers().forEach(c -> c.reading(mark).ifPresent(notes::add));
    load.categories().forEach(c -> c.doubt().ifPresent(notes::add));
    return notes;
  }

  /**
   * Writes a table so that {@link #read} gives it back: commas, decimal points, LF, missing cells empty.
   *
   * @throws IOException if the writer does
   */
  public static void write(Table table, Writer out) throws IOException {
    Objects.requireNonNull(out, "CSV: expected where to write, came null");
    boolean misleading = table.names().stream().anyMatch(MISLEADING.asPredicate());
    QuoteStrategy headerQuotes = misleading ? QuoteStrategies.ALWAYS : QuoteStrategies.EMPTY;
    CsvWriter header = writer(out, headerQuotes);
    header.writeRecord(table.names());
    header.flush(); // not closed: the writer is the caller's
    CsvWriter rows = writer(out, QuoteStrategies.EMPTY);
    for (int r = 0; r < table.rows(); r++) {
      int row = r;
      rows.writeRecord(table.columns().stream().map(c -> c.textAt(row)).toList());
    }
    rows.flush();
  }

  private static CsvWriter writer(Writer out, QuoteStrategy quotes) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).quoteStrategy(quotes).build(out);
  }
}
