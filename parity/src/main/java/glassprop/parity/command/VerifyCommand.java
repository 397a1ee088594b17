package glassprop.parity.command;

import glassprop.cli.LeafCommand;
import glassprop.cli.terminal.Console;
import java.util.concurrent.Callable;

/** Brings {@code verify} to the command line. */
public final class VerifyCommand implements LeafCommand {

  /** For the service loader. */
  public VerifyCommand() {}

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public Callable<Integer> command(Console console) {
    return new Verify(console);
  }
}
