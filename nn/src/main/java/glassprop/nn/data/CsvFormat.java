package glassprop.nn.data;

import java.util.Objects;

/**
 * How a CSV file is to be read as a whole.
 *
 * @param header whether its first row holds the names of the columns
 * @param mostExpansion how many times its own size a gzipped file may unpack to, 1 or more
 */
public record CsvFormat(Header header, int mostExpansion) {
  /** A header is expected; a gzipped file may unpack to 250 times its size. */
  public static final CsvFormat USUAL = new CsvFormat(Header.EXPECTED, DataFile.EXPANSION);

  /** Checks the expansion. */
  public CsvFormat {
    Objects.requireNonNull(header, "CSV format: expected whether there is a header, came null");
    if (mostExpansion < 1) {
      throw new IllegalArgumentException("expected an expansion of 1 or more, found " + mostExpansion);
    }
  }

  /** This format with or without a header. */
  public CsvFormat withHeader(Header other) {
    return new CsvFormat(other, mostExpansion);
  }

  /** This format with another limit for what a gzipped file may unpack to. */
  public CsvFormat withMostExpansion(int times) {
    return new CsvFormat(header, times);
  }
}
