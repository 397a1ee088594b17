package glassprop.cli.terminal;

import java.io.InputStream;
import java.io.PrintWriter;

/**
 * Where a command writes, and what it reads if it is told to read standard input.
 *
 * @param out results
 * @param err progress and errors
 */
public record Console(PrintWriter out, PrintWriter err, Screen outScreen, Screen errScreen, InputStream in) {
  /** A console whose standard input is empty. */
  public Console(PrintWriter out, PrintWriter err, Screen outScreen, Screen errScreen) {
    this(out, err, outScreen, errScreen, InputStream.nullInputStream());
  }
}
