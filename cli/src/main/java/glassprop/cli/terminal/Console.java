package glassprop.cli.terminal;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and errors
 */
public record Console(PrintWriter out, PrintWriter err, Screen outScreen, Screen errScreen) {}
