package glassprop.cli;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Failure;
import glassprop.cli.terminal.Ink;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.expression.Bindings;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import glassprop.lens.typeset.HtmlWriter;
import glassprop.lens.typeset.LatexWriter;
import glassprop.lens.typeset.Numerals;
import glassprop.lens.typeset.Script;
import glassprop.lens.typeset.Section;
import glassprop.lens.typeset.TextWriter;
import glassprop.text.Visible;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code glassprop explain}: how the gradients of any expression come about. */
@Command(
    name = "explain",
    description = "Derives the gradients of an expression step by step, with symbols and with numbers.",
    footer = {
      "",
      "Exit code: 0; 1 if a gradient disagrees with finite differences; 2 if the expression or a value is wrong.",
      "",
      "  glassprop explain \"sin(x^2 + 3x)\" --at x=1",
      "  glassprop explain \"z = w*x + b; a = sigmoid(z); L = (a - y)^2\" --wrt w,b",
      "  glassprop explain \"p = softmax(z); L = -sum(y*ln(p))\" --shape \"z=(3), y=(3)\" --wrt z",
      "  glassprop explain \"p = softmax(z); L = -sum(y*ln(p))\" --at \"z=[1,2,3],y=[0,1,0]\" --format html > p.html",
      "  glassprop explain --optimizer adam --at \"w=1, g=0.5, t=3\""
    },
    sortOptions = false)
final class Explain implements Callable<Integer> {
  private static final List<String> FORMATS = List.of("text", "markdown", "latex", "html", "json");
  private static final int NARROWEST = 60;
  private static final int WIDEST = 120;

  @ParentCommand private Main main;

  /** An expression may begin with a minus: what is no option is one. */
  @Spec
  void spec(CommandSpec spec) {
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Parameters(index = "0", arity = "0..1", paramLabel = "PROGRAM",
      description = "An expression, or statements separated by ; of which the last is the result, or @ and the name of a"
          + " file that has them. The gradients of a result with several elements are those of their sum.")
  private @Nullable String expression;

  @Option(names = "--optimizer", paramLabel = "NAME",
      description = "Instead of a program, how an optimizer changes a number: adam, adamw, sgd, nesterov, rmsprop, adagrad or adadelta. --at gives"
          + " w and g, and t, lr and constants where they are others than usual: beta1=0.8.")
  private @Nullable String optimizer;

  @Option(names = "--at", paramLabel = "NAME=VALUE,…",
      description = "Values: numbers, vectors [1,2] or matrices [[1,2],[3,4]]. May be repeated. Where some are missing,"
          + " the derivation is in symbols, and names without a shape are single numbers.")
  private List<String> at = new ArrayList<>();

  @Option(names = "--shape", paramLabel = "NAME=(SIZE,…),…",
      description = "Shapes of symbols without a value: z=(3) a vector, W=(2,3) a matrix. The derivation is in symbols then."
          + " May be repeated.")
  private List<String> shape = new ArrayList<>();

  @Option(names = "--wrt", paramLabel = "NAME,…", split = ",",
      description = "What to differentiate by: inputs or names of statements. Default: all inputs.")
  private List<String> wrt = new ArrayList<>();

  @Option(names = "--format", paramLabel = "FORMAT",
      description = "text, markdown, latex, html or json. Default: ${DEFAULT-VALUE}.")
  private String format = "text";

  @Option(names = "--digits", paramLabel = "N", defaultValue = "6",
      description = "Significant digits of numbers, 1 to 17; JSON has all. Default: ${DEFAULT-VALUE}.")
  private int digits;

  private Explain() {}

  @Override
  public Integer call() {
    if (digits < 1 || digits > 17) {
      throw Failure.ofInput("--digits " + digits + ": expected 1 to 17");
    }
    String chosen = Choice.of("format", format, FORMATS, Failure::ofInput);
    if (optimizer != null) {
      return rule(optimizer, chosen);
    }
    try {
      Derivation derivation = derivation();
      write(derivation, chosen);
      return derivation.checks().stream().allMatch(check -> check.report().ok()) ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (ExpressionException e) {
      main.console().err().println("glassprop: " + e.rendering());
      return ExitCode.USAGE;
    }
  }

  private int rule(String name, String chosen) {
    if (expression != null || !shape.isEmpty() || !wrt.isEmpty() || !chosen.equals("text")) {
      throw Failure.ofInput("--optimizer stands instead of a program, and is told as text: only --at and --digits go with it");
    }
    RuleReport.lines(name, at, new Numerals(digits)).forEach(main.console().out()::println);
    main.console().out().flush();
    return ExitCode.OK;
  }

  private Derivation derivation() {
    if (expression == null) {
      throw Failure.ofInput("explain: expected a program, as in \"sin(x)\", or --optimizer and a name");
    }
    Program program = ProgramArgument.read(expression, "explain");
    Bindings bindings = Bindings.parse(at, shape);
    bindings.requireUsedBy(program);
    try {
      return Derivation.of(program, bindings.values(), bindings.shapes(), wrt.stream().map(String::strip).toList());
    } catch (ExpressionException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Failure.ofInput("explain: " + Visible.escaped(String.valueOf(e.getMessage())));
    }
  }

  private void write(Derivation derivation, String chosen) {
    PrintWriter out = main.console().out();
    Numerals numerals = new Numerals(digits);
    switch (chosen) {
      case "markdown" -> out.print(new LatexWriter(derivation, numerals).markdown());
      case "latex" -> out.print(new LatexWriter(derivation, numerals).document());
      case "html" -> out.print(new HtmlWriter(derivation, numerals).document());
      case "json" -> out.println(DerivationJson.of(derivation));
      default -> text(derivation, numerals);
    }
    out.flush();
  }

  private void text(Derivation derivation, Numerals numerals) {
    Console console = main.console();
    int width = Math.clamp(console.outScreen().width(), NARROWEST, WIDEST) - 2;
    TextWriter writer = new TextWriter(derivation, numerals, width);
    String gap = "";
    for (Section section : Script.of(derivation)) {
      console.out().print(gap);
      console.out().println(Ink.BOLD.on(console.outScreen(), section.heading()));
      for (String line : writer.lines(section)) {
        console.out().println(line.isEmpty() ? "" : "  " + coloured(Visible.escaped(line), console));
      }
      gap = System.lineSeparator();
    }
  }

  private static String coloured(String line, Console console) {
    if (line.startsWith("✓") || line.startsWith("✗")) {
      return (line.startsWith("✓") ? Ink.GOOD : Ink.BAD).on(console.outScreen(), line.substring(0, 1)) + line.substring(1);
    }
    return line;
  }
}
