package glassprop.cli;

import glassprop.Tensor;
import glassprop.cli.terminal.Failure;
import glassprop.lens.expression.Bindings;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Placeholders;
import glassprop.lens.expression.Program;
import glassprop.lens.graph.Direction;
import glassprop.lens.graph.Graph;
import glassprop.lens.graph.GraphFile;
import glassprop.text.Figures;
import glassprop.text.Visible;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code glassprop graph}: the computation graph of any expression, drawn. */
@Command(
    name = "graph",
    description = "Draws the computation graph of an expression: what is computed from what, and which values the steps"
        + " keep for the backward pass.",
    footer = {
      "",
      "A value that is used several times is one node with several arrows; a dot marks what a step keeps. A picture has at"
          + " most 2,000 nodes; .dot, for Graphviz, takes any number.",
      "",
      "  glassprop graph \"sin(x^2 + 3x)\" -o sine.svg",
      "  glassprop graph \"a = relu(W@x + b)\" --shape \"W=(3,2),x=(2,1),b=(3,1)\" -o layer.svg",
      "  glassprop graph \"a = sigmoid(w*x + b); L = (a - y)^2\" --at x=2,y=0.8,w=0.5,b=0 --wrt w,b --values"
          + " --gradients -o neuron.png"
    },
    sortOptions = false)
final class DrawGraph implements Callable<Integer> {
  @ParentCommand private Main main;

  /** An expression may begin with a minus: what is no option is one. */
  @Spec
  void spec(CommandSpec spec) {
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Parameters(index = "0", paramLabel = "PROGRAM",
      description = "An expression, or statements separated by ; of which the last is the result, or @ and the name of a"
          + " file that has them.")
  private String expression;

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true,
      description = "The file to write; the extension says how: .svg, .png or .dot.")
  private Path out = Path.of(""); // picocli requires another

  @Option(names = "--at", paramLabel = "NAME=VALUE,…",
      description = "Values: numbers, vectors [1,2] or matrices [[1,2],[3,4]]. May be repeated.")
  private List<String> at = new ArrayList<>();

  @Option(names = "--shape", paramLabel = "NAME=(SIZE,…),…",
      description = "Shapes of names without a value, z=(3) or W=(2,3); without either, a name is a single number. May be repeated.")
  private List<String> shape = new ArrayList<>();

  @Option(names = "--wrt", paramLabel = "NAME", split = ",",
      description = "Take gradients with respect to these inputs only; the others are constants. Default: all.")
  private List<String> wrt = new ArrayList<>();

  @Option(names = "--values", description = "Write the value of each node into it.")
  private boolean values;

  @Option(names = "--gradients", description = "Write the gradient with respect to each node into it.")
  private boolean gradients;

  @Option(names = "--fold", description = "Draw each statement as one node.")
  private boolean fold;

  @Option(names = "--direction", paramLabel = "tb|lr",
      description = "From inputs to results: tb, top to bottom, or lr, left to right. Default: ${DEFAULT-VALUE}.")
  private String direction = Direction.TOP_TO_BOTTOM.code();

  private DrawGraph() {}

  @Override
  public Integer call() {
    GraphFile.requireFormat(out);
    Direction chosen = direction();
    try {
      Program program = ProgramArgument.read(expression, "graph");
      Program.Values computed = computed(program);
      Graph graph = graph(computed);
      GraphFile.save(graph, out, chosen);
      main.console().out().println(Visible.escaped(out.toString()) + ": " + Figures.count(graph.vertices().size(), "node") + ", "
          + Figures.count(graph.edges().size(), "edge"));
      computed.notes().forEach(note -> main.console().out().println("note: " + Visible.escaped(note)));
      return ExitCode.OK;
    } catch (ExpressionException e) {
      main.console().err().println("glassprop: " + e.rendering());
      return ExitCode.USAGE;
    }
  }

  private Direction direction() {
    List<String> codes = Stream.of(Direction.values()).map(Direction::code).toList();
    String code = Choice.of("direction", direction, codes, Failure::ofInput);
    return Stream.of(Direction.values()).filter(one -> one.code().equals(code)).findFirst().orElseThrow();
  }

  private Program.Values computed(Program program) {
    Bindings bindings = Bindings.parse(at, shape);
    bindings.requireUsedBy(program);
    Placeholders placeholders = Placeholders.of(program, bindings.values(), bindings.shapes());
    requireNumbers(placeholders);
    Map<String, Tensor> inputs = new LinkedHashMap<>(placeholders.inputs());
    for (String name : wrt) {
      if (!inputs.containsKey(name)) {
        throw Failure.ofInput("--wrt " + Visible.escaped(name) + ": no such input; there "
            + (inputs.isEmpty() ? "are none" : "is " + Visible.escaped(String.join(", ", inputs.keySet()))));
      }
    }
    inputs.replaceAll((name, value) -> wrt.isEmpty() || wrt.contains(name) ? value.tracked() : value);
    Program.Values computed = placeholders.run(() -> program.evaluate(inputs));
    if (!computed.result().isTracked()) {
      throw Failure.ofInput("graph: the result depends on no input, so there is nothing to draw; use a name in the expression");
    }
    return computed;
  }

  /** Values and gradients are asked for only where each name has a value. */
  private void requireNumbers(Placeholders placeholders) {
    if (!placeholders.symbols().isEmpty() && (values || gradients)) {
      String names = Visible.escaped(String.join(", ", placeholders.symbols()));
      throw Failure.ofInput("graph " + (values ? "--values" : "--gradients") + ": there is no value for " + names
          + "; give it with --at, or draw the shapes alone");
    }
  }

  private Graph graph(Program.Values computed) {
    Graph graph = Graph.of(computed.result());
    graph = values ? graph.withValues(computed.named().values()) : graph;
    graph = gradients ? graph.withGradients() : graph;
    return fold ? graph.foldedByName() : graph;
  }
}
