package glassprop.cli;

import glassprop.nn.data.CsvFormat;
import glassprop.nn.data.Header;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how a CSV file is read as a whole, for every command that reads one. */
final class CsvOptions {
  @Option(names = "--header",
      description = "The first row of the CSV file holds the names of the columns, though it looks like the other rows.")
  private boolean header;

  @Option(names = "--no-header",
      description = "The CSV file has no row of names: its columns are called column1, column2, …")
  private boolean noHeader;

  @Option(names = "--max-expansion", paramLabel = "N",
      description = "How many times its own size a gzipped CSV file may unpack to. Default: 250.")
  private @Nullable Integer expansion;

  private CsvOptions() {}

  /**
   * What they say.
   *
   * @param wrong makes the error that tells a wrong value
   */
  CsvFormat format(Function<String, ParameterException> wrong) {
    CsvFormat format = CsvFormat.USUAL;
    if (header && noHeader) {
      throw wrong.apply("--header and --no-header contradict each other; give one of them");
    }
    if (header || noHeader) {
      format = format.withHeader(header ? Header.PRESENT : Header.ABSENT);
    }
    if (expansion != null && expansion < 1) {
      throw wrong.apply("--max-expansion " + expansion + ": expected a whole number, 1 or more");
    }
    return expansion == null ? format : format.withMostExpansion(expansion);
  }
}
