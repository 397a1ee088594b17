package glassprop.cli;

import glassprop.cli.terminal.Console;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The subcommands of this module, in the order of the help; {@link Leaf} has those of others. */
enum Subcommand {
  TRAIN(Train.class),
  PREDICT(Predict.class),
  CHECK(Check.class),
  EXPLAIN(Explain.class),
  GRAPH(DrawGraph.class),
  EXERCISE(ExerciseCommand.class),
  DOCTOR(Doctor.class);

  private final Class<?> type;

  Subcommand(Class<?> type) {
    this.type = type;
  }

  private String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Adds what these arguments can reach: the one subcommand that they begin with; otherwise all, for help and suggestions.
   *
   * <p>Picocli reads a command's annotations by reflection. For all of them that takes longer than most commands do.
   */
  static void addFor(String[] args, CommandLine glassprop, Console console) {
    for (Subcommand subcommand : values()) {
      if (args.length > 0 && args[0].equals(subcommand.command())) {
        subcommand.addTo(glassprop);
        return;
      }
    }
    Stream.of(values()).forEach(subcommand -> subcommand.addTo(glassprop));
    Leaf.addAll(glassprop, console);
  }

  private void addTo(CommandLine glassprop) {
    glassprop.addSubcommand(command(), type);
  }
}
