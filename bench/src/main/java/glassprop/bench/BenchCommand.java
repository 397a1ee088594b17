package glassprop.bench;

import glassprop.cli.LeafCommand;
import glassprop.cli.terminal.Console;
import java.util.concurrent.Callable;

/** Brings {@code bench} into the {@code glassprop} command. */
public final class BenchCommand implements LeafCommand {
  /** For the service loader. */
  public BenchCommand() {}

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public Callable<Integer> command(Console console) {
    return new Bench();
  }
}
