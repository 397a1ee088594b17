package glassprop.cli;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Failure;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The subcommands that live in leaf modules, which see everything and which nothing sees.
 *
 * <p>They are listed here so that the help names them, whether their module is there or not. The launcher {@code ./glassprop} builds the module
 * when its command is first used; it has the same table.
 */
enum Leaf {
  /** In module parity. */
  VERIFY(
      "Compares every op, layer, loss and optimizer, or an expression, with PyTorch and TensorFlow."
          + " Fetches them on first use."),
  /** In module bench. */
  BENCH("Measures training steps and matrix products, alone or by turns with libtorch, which it fetches when it is asked for.");

  private final String description;

  Leaf(String description) {
    this.description = description;
  }

  private String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Adds each leaf's command, or what stands for it. */
  static void addAll(CommandLine glassprop, Console console) {
    ServiceLoader<LeafCommand> present = ServiceLoader.load(LeafCommand.class);
    for (Leaf leaf : values()) {
      Optional<LeafCommand> found =
          present.stream().map(ServiceLoader.Provider::get).filter(c -> c.name().equals(leaf.command())).findFirst();
      Callable<Integer> command = found.isPresent() ? found.get().command(console) : new Absent(leaf);
      CommandLine line = new CommandLine(command);
      CommandSpec spec = line.getCommandSpec();
      if (found.isEmpty()) {
        spec.usageMessage().description(leaf.description);
        spec.parser().unmatchedArgumentsAllowed(true);
      }
      glassprop.addSubcommand(leaf.command(), line);
    }
  }

  /** A command whose module isn't here. */
  @Command(mixinStandardHelpOptions = true, customSynopsis = "glassprop ${COMMAND-NAME} …",
      footer = {"", "Its options are known when its module is built, by the launcher ./glassprop at the first use."})
  private static final class Absent implements Callable<Integer> {
    private final Leaf leaf;

    Absent(Leaf leaf) {
      this.leaf = leaf;
    }

    @Override
    public Integer call() {
      throw Failure.ofInput(
          leaf.command() + ": its module is not here; start it with the launcher, ./glassprop " + leaf.command()
              + ", which builds the module when it is first used");
    }
  }
}
