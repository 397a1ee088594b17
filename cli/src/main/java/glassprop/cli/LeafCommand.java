package glassprop.cli;

import glassprop.cli.terminal.Console;
import java.util.concurrent.Callable;

/**
 * A subcommand that a leaf module brings along: a provider of this service on the path takes the place of what {@link Leaf} says of it.
 */
public interface LeafCommand {

  /** The name of the subcommand, one of those in {@link Leaf}. */
  String name();

  /** The subcommand, annotated for picocli. */
  Callable<Integer> command(Console console);
}
