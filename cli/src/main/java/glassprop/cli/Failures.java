package glassprop.cli;

import glassprop.cli.terminal.Failure;
import glassprop.nn.data.DataException;
import glassprop.nn.io.ModelFileException;
import glassprop.nn.model.ModelException;
import glassprop.nn.train.TrainingException;
import glassprop.workbench.WorkbenchException;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a failure is told: one line on stderr and an exit code; a stack trace only where it is asked for. */
final class Failures {
  /** Where the heap ended in a place that doesn't ask for room first. */
  static final String OUT_OF_MEMORY = "glassprop: this doesn't fit into the heap of "
      + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; take smaller layers or batches or less data, or start Java"
      + " with a larger -Xmx";

  private Failures() {}

  /** A command line that can't be understood: says which option and why. Exit code 2. */
  static int usage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    String problem = oneLine(String.valueOf(failure.getMessage())) + suggestion(failure);
    err.println(name + ": " + plainer(problem) + (problem.endsWith("?") ? "" : ".") + " See " + name + " --help.");
    return ExitCode.USAGE;
  }

  /** Picocli's messages speak of Java's types. */
  private static String plainer(String message) {
    return message.replace("is not a double", "is not a number")
        .replace("is not an int", "is not a whole number, or too large")
        .replace("is not a long", "is not a whole number, or too large");
  }

  private static String suggestion(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched) || unmatched.getSuggestions().isEmpty()) {
      return "";
    }
    return unmatched.getSuggestions().stream().limit(3).collect(Collectors.joining(" or ", "; did you mean ", "?"));
  }

  /** A command that failed: exit code 2 where the user can put it right, 1 where the fault is likely in the program. */
  static int run(Exception failure, CommandLine command, boolean stacktrace) {
    String message = failure.getMessage();
    String what = message == null || message.isBlank() ? failure.getClass().getSimpleName() : oneLine(message);
    PrintWriter err = command.getErr();
    int code = switch (failure) {
      case Failure known -> known.exitCode();
      case WorkbenchException w -> switch (w.kind()) {
        case INPUT -> ExitCode.USAGE;
        case RUN -> ExitCode.SOFTWARE;
      };
      case TrainingException _ -> ExitCode.SOFTWARE;
      case DataException _, ModelFileException _, ModelException _ -> ExitCode.USAGE;
      case IllegalArgumentException _, IndexOutOfBoundsException _ -> ExitCode.USAGE;
      default -> -1;
    };
    if (code >= 0) {
      err.println("glassprop: " + what);
    } else {
      String hint = stacktrace ? "" : " (unexpected; --stacktrace shows where)";
      err.println("glassprop: " + failure.getClass().getSimpleName() + ": " + what + hint);
    }
    if (stacktrace) {
      failure.printStackTrace(err);
    }
    return code >= 0 ? code : ExitCode.SOFTWARE;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.$", "");
  }
}
