package glassprop.nn.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a CSV file is written: what stands between its cells, and how many lines stand before its header.
 *
 * <p>The separator is judged by many rows, not by the header alone: in {@code Height, m;Weight, kg} over {@code 1,80;70,5} the commas
 * belong to the names and to the numbers. A separator is believed if nearly all rows have as many cells by it as the header. If
 * several are, the first in the order of {@link Separator} is taken; if none is, the one that the header has most of, so that the rows
 * that don't fit it are named.
 *
 * @param preamble how many lines before the header are passed over: {@code sep=;}, and comments that begin with {@code #}
 * @param notes what was decided, for people
 */
record Dialect(Separator separator, int preamble, List<String> notes) {
  private static final int SAMPLE = 1 << 18; // characters that are looked at
  private static final double NEARLY_ALL = 0.9;
  private static final String NAMED = "sep=";

  /** Keeps an unmodifiable copy of the notes. */
  Dialect {
    notes = List.copyOf(notes);
  }

  /**
   * Looks at the beginning of a file.
   *
   * @throws DataException if it can't be read, or names a separator that isn't known
   */
  static Dialect of(DataFile file) {
    CsvSample sample = sample(file);
    List<String> notes = new ArrayList<>();
    CsvSample below = sample;
    int above = 0; // comments above the line that names the separator
    while (below.line().startsWith("#")) {
      below = below.afterLine();
      above++;
    }
    String first = below.line();
    boolean named = first.regionMatches(true, 0, NAMED, 0, NAMED.length()) && first.length() <= NAMED.length() + 1;
    Separator separator = null;
    if (named) {
      separator = named(file, above + 1, first.substring(NAMED.length()));
      notes.add("the " + (above == 0 ? "first line, " : "line below the first comments, ") + Wording.shown(first) + ", names the separator");
      sample = below.afterLine();
    } else {
      above = 0; // they are counted below
    }
    CsvSample lastComment = sample;
    int comments = 0;
    while (sample.line().startsWith("#")) {
      lastComment = sample;
      comments++;
      sample = sample.afterLine();
    }
    separator = separator == null ? judged(comments > 0 && sample.isBlank() ? lastComment : sample) : separator;
    if (comments > 0 && isHeader(lastComment, sample, separator)) {
      comments--;
    }
    if (above + comments > 0) {
      notes.add(Wording.count(above + comments, "line") + " before the header passed over, since comments begin with #");
    }
    return new Dialect(separator, (named ? 1 : 0) + above + comments, notes);
  }

  private static CsvSample sample(DataFile file) {
    char[] text = new char[SAMPLE];
    int length = 0;
    try (Reader in = new Utf8Reader(file.name(), file.open())) {
      for (int n = in.read(text, 0, SAMPLE); n > 0; n = in.read(text, length, SAMPLE - length)) {
        length += n;
      }
    } catch (IOException e) {
      if (length == 0) {
        throw file.failed(e);
      }
      return new CsvSample(new String(text, 0, length), true); // the pass over the rows says how far it comes
    }
    return new CsvSample(new String(text, 0, length), length == SAMPLE);
  }

  private static Separator named(DataFile file, int line, String name) {
    return (name.isEmpty() ? Optional.<Separator>empty() : Separator.of(name.charAt(0)))
        .orElseThrow(() -> new DataException(file.name(), line, "expected ';', ',', '|' or a tab after " + NAMED + ", found "
            + Wording.shown(name) + "; write the file with one of these"));
  }

  /** Whether a line that begins with # is the header after all: as wide as the row below it, which holds a number. */
  private static boolean isHeader(CsvSample line, CsvSample rest, Separator separator) {
    if (rest.isBlank()) {
      return true;
    }
    List<String> row = rest.firstRow(separator);
    return row.size() == line.firstRow(separator).size()
        && row.stream().map(cell -> Cell.of(cell.toCharArray(), 0, cell.length()))
            .anyMatch(cell -> DecimalMark.POINT.reads(cell) || DecimalMark.COMMA.reads(cell));
  }

  private static Separator judged(CsvSample sample) {
    Separator most = Separator.COMMA;
    int mostCells = 1;
    for (Separator separator : Separator.values()) {
      int[] widths = sample.widths(separator);
      int header = widths.length == 0 ? 0 : widths[0];
      long alike = IntStream.of(widths).filter(width -> width == header).count();
      if (header > 1 && widths.length > 1 && alike >= NEARLY_ALL * widths.length) {
        return separator;
      }
      if (header > mostCells) {
        most = separator;
        mostCells = header;
      }
    }
    return most;
  }
}
