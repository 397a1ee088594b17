package glassprop.parity.command;

import glassprop.Tensor;
import glassprop.cli.ProgramArgument;
import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Failure;
import glassprop.lens.expression.Bindings;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.suite.Suite;
import glassprop.parity.suite.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code glassprop verify}: this engine held against PyTorch and TensorFlow. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Compares every op, layer, loss and optimizer, or an expression, with PyTorch and TensorFlow.",
    footer = {
      "",
      "Exit code: 0 if all agrees, or differs as docs/parity.md lists; 1 if not, or if the gradients of an expression"
          + " differ; 2 if the command line is wrong.",
      "",
      "  glassprop verify",
      "  glassprop verify \"L = (sigmoid(w*x) - y)^2\" --at x=2,y=0.8,w=0.5"
    },
    sortOptions = false)
final class Verify implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", arity = "0..1", paramLabel = "EXPR",
      description = "An expression, or statements separated by ; of which the last is compared, with the gradients by every"
          + " named value; or @@ and the name of a file with them. Without one: everything.")
  private @Nullable String expression;

  @Option(names = "--at", paramLabel = "NAME=VALUE,…",
      description = "Values: numbers, vectors [1,2] or matrices [[1,2],[3,4]]. May be repeated.")
  private List<String> at = new ArrayList<>();

  @Option(names = "--against", paramLabel = "NAME", split = ",",
      description = "Which oracles: pytorch, tensorflow. Default: all that this platform has.")
  private List<String> against = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object instead of a report.")
  private boolean json;

  Verify(Console console) {
    this.console = console;
  }

  /** An expression may begin with a minus: what is no option is one. */
  @Spec
  void spec(CommandSpec spec) {
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() {
    if (expression == null && !at.isEmpty()) {
      throw Failure.ofInput("--at gives values to an expression, and there is none");
    }
    return expression == null ? suite() : expression(expression);
  }

  private int suite() {
    List<Oracle> oracles = oracles();
    Suite suite = new Suite(new Engine(), oracles, Suite.allCases());
    Summary summary;
    try (Progress progress = new Progress(suite.cases().size(), console)) {
      summary = suite.run(progress::done);
    }
    SuiteReport report = new SuiteReport(summary);
    if (json) {
      console.out().println(report.json());
    } else {
      report.print(console);
    }
    return summary.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private int expression(String text) {
    try {
      Program program = ProgramArgument.read(text, "verify");
      Bindings bindings = Bindings.parse(at);
      bindings.requireUsedBy(program);
      Map<String, Tensor> values = new LinkedHashMap<>(program.constants());
      values.putAll(bindings.values());
      if (values.isEmpty() && program.free().isEmpty()) {
        throw Failure.ofInput(
            "verify: nothing to differentiate by; use a name in the expression and give its value with --at x=1");
      }
      Comparison comparison = Comparison.of(program, values, oracles());
      ExpressionReport report = new ExpressionReport(comparison);
      if (json) {
        console.out().println(report.json());
      } else {
        report.print(console);
      }
      return comparison.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (ExpressionException e) {
      console.err().println("glassprop: " + e.rendering());
      return ExitCode.USAGE;
    }
  }

  /** Those that were asked for, or all that there are. */
  private List<Oracle> oracles() {
    List<Available> wanted =
        against.isEmpty() ? Arrays.asList(Available.values()) : against.stream().map(Available::named).distinct().toList();
    List<Oracle> oracles = new ArrayList<>();
    for (Available oracle : wanted) {
      Optional<Oracle> loaded = oracle.load();
      loaded.ifPresent(oracles::add);
      if (loaded.isEmpty()) {
        String platform = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        String missing = oracle.label() + " has no library here, for " + platform;
        if (!against.isEmpty()) {
          throw Failure.ofInput("verify: " + missing);
        }
        console.err().println("glassprop: " + missing + "; going on without it");
      }
    }
    if (oracles.isEmpty()) {
      throw Failure.ofRun("verify: no oracle could be loaded");
    }
    return oracles;
  }
}
