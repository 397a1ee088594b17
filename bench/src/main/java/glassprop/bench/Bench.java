package glassprop.bench;

import glassprop.kernel.Team;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code glassprop bench}: whole training steps and matrix products, alone or by turns with libtorch in the same run. */
@Command(
    name = "bench",
    description = "Measures training steps and matrix products in float32, alone or by turns with libtorch.",
    footer = {
      "",
      "Exit code: 0, or 1 if the two sides did not compute the same, 2 if an option is wrong.",
      "",
      "  glassprop bench --nets tiny,small",
      "  glassprop bench --against libtorch --json"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Bench implements Callable<Integer> {
  private static final List<Integer> SIZES = List.of(32, 64, 256, 512, 1024, 2048);

  /** The heap of smaller nets is lost in what the JVM itself holds. */
  private static final long HEAP_WORTH_SAYING = 16L << 20;

  @Spec private CommandSpec spec;

  @Option(names = "--against", paramLabel = "PEER", description = "Measure this library too, by turns: ${COMPLETION-CANDIDATES}.")
  private Optional<Opponent> against = Optional.empty();

  @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
      description = "Threads of each side. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--nets", paramLabel = "NAME", split = ",",
      description = "Only these nets: tiny, small, mnist, wide, large.")
  private List<String> nets = List.of();

  @Option(names = "--products", paramLabel = "N", split = ",",
      description = "Only products of square matrices of these sizes.")
  private List<Integer> products = List.of();

  @Option(names = "--seconds", paramLabel = "S", defaultValue = "3",
      description = "How long each row is measured, after a warm-up that takes as long or longer. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  /** What can be compared with, by the names on the command line. */
  enum Opponent {
    libtorch
  }

  /** For picocli. */
  public Bench() {}

  /** Runs the benchmark without the {@code glassprop} command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() {
    List<Net> chosenNets = chosenNets();
    List<Integer> chosenSizes = nets.isEmpty() && products.isEmpty() ? SIZES : products;
    require(threads >= 1, "--threads " + threads + ": expected at least 1");
    require(seconds > 0 && seconds <= 3600, "--seconds " + seconds + ": expected more than 0, at most 3600");
    chosenSizes.forEach(n -> require(n >= 1 && n <= 8192, "--products " + n + ": expected sizes from 1 to 8192"));
    try (Team team = new Team(threads)) {
      return team.call(() -> measured(chosenNets, chosenSizes));
    }
  }

  private int measured(List<Net> chosenNets, List<Integer> chosenSizes) {
    Glassprop ours = new Glassprop();
    Optional<Peer> peer = against.map(this::peer);
    Comparison comparison = new Comparison(ours, peer, threads, seconds);
    PrintWriter out = spec.commandLine().getOut();
    Report report = new Report(json ? new PrintWriter(PrintWriter.nullWriter()) : out, FmaPeak.float32(), threads);
    report.begin(ours, peer, comparison.clock());
    List<Row> rows = new ArrayList<>();
    for (Net net : chosenNets) {
      Workload workload = Workload.of(net);
      rows.add(report.add(comparison.steps(workload)));
      if (net.leastBytes() > HEAP_WORTH_SAYING) {
        report.heap(net, HeapPeak.of(workload));
      }
    }
    for (int n : chosenSizes) {
      rows.add(report.add(comparison.products(n)));
    }
    report.end();
    if (json) {
      out.println(report.json(rows));
    }
    comparison.findings().forEach(finding -> spec.commandLine().getErr().println("bench: " + finding));
    return comparison.findings().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<Net> chosenNets() {
    List<String> names = Net.ALL.stream().map(Net::name).toList();
    for (String name : nets) {
      require(names.contains(name), "--nets " + name + ": expected " + String.join(", ", names));
    }
    boolean all = nets.isEmpty() && products.isEmpty();
    return Net.ALL.stream().filter(net -> all || nets.contains(net.name())).toList();
  }

  private Peer peer(Opponent opponent) {
    return switch (opponent) {
      case libtorch -> {
        try {
          yield new Libtorch(threads);
        } catch (LinkageError e) {
          throw new ParameterException(spec.commandLine(),
              "--against libtorch: its native libraries could not be loaded; start it with the launcher, ./glassprop, or build with -Dpeers: " + e.getMessage());
        }
      }
    };
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
