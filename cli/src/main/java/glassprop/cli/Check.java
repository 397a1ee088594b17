package glassprop.cli;

import glassprop.cli.terminal.Failure;
import glassprop.lens.check.ProgramCheck;
import glassprop.lens.expression.Bindings;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import glassprop.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code glassprop check}: the gradients of any expression, held to finite differences. */
@Command(
    name = "check",
    description = "Compares the gradients of an expression with finite differences.",
    footer = {
      "",
      "Exit code: 0 if the gradients agree, 1 if they do not or finite differences cannot tell, 2 if the expression or a"
          + " value is wrong.",
      "",
      "  glassprop check \"sin(x^2 + 3x)\" --at x=1 --order 2",
      "  glassprop check @net.gp --at x=1 --wrt w,b",
      "  glassprop check \"a = sigmoid(x @ W + b); L = sum((a - y)^2)\" --at \"x=[1,2],W=[[1,2],[3,4]],b=0.1,y=[0,1]\""
    },
    sortOptions = false)
final class Check implements Callable<Integer> {
  @ParentCommand private Main main;

  /** An expression may begin with a minus: what is no option is one. */
  @Spec
  void spec(CommandSpec spec) {
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Parameters(index = "0", paramLabel = "PROGRAM",
      description = "An expression, or statements separated by ; of which the last is checked, or @ and the name of a"
          + " file with them. The gradients of a result with several elements are those of their sum.")
  private String program;

  @Option(names = "--at", paramLabel = "NAME=VALUE,…",
      description = "Values: numbers, vectors [1,2] or matrices [[1,2],[3,4]]. May be repeated.")
  private List<String> at = new ArrayList<>();

  @Option(names = "--wrt", paramLabel = "NAME,…", split = ",",
      description = "The inputs to differentiate by. Default: all that do not only choose elements.")
  private List<String> by = new ArrayList<>();

  @Option(names = "--order", paramLabel = "N", defaultValue = "1",
      description = "1 for the gradients; 2 also for the gradients of the gradients. Default: ${DEFAULT-VALUE}.")
  private int order;

  @Option(names = "--json", description = "Print one JSON object instead of a report.")
  private boolean json;

  private Check() {}

  @Override
  public Integer call() {
    if (order != 1 && order != 2) {
      throw Failure.ofInput("--order " + order + ": expected 1 or 2");
    }
    try {
      ProgramCheck check = check();
      CheckReport report = new CheckReport(check);
      if (json) {
        main.console().out().println(report.json());
      } else {
        report.print(main.console());
      }
      return check.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (ExpressionException e) {
      main.console().err().println("glassprop: " + e.rendering());
      return ExitCode.USAGE;
    }
  }

  private ProgramCheck check() {
    Program read = ProgramArgument.read(program, "check");
    Bindings bindings = Bindings.parse(at);
    bindings.requireUsedBy(read);
    if (read.free().isEmpty() && read.constants().isEmpty() && bindings.values().isEmpty()) {
      throw Failure.ofInput(
          "check: nothing to differentiate by; use a name in the expression and give its value with --at x=1");
    }
    return ProgramCheck.run(read, bindings.values(), order, by.stream().map(String::strip).map(Visible::escaped).toList());
  }
}
