package glassprop.bench;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.Kernels;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code glassprop bench}: whole training steps and matrix products, alone or against libtorch in the same run. */
@Command(
    name = "bench",
    description = "Measures training steps and matrix products, alone or by turns with libtorch.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Bench implements Callable<Integer> {
  /** Small enough that the numbers stay as they begin, however many steps run. */
  private static final double RATE = 1e-4;

  /** For the comparison of results: large enough that an update is far above rounding. */
  private static final double CHECK_RATE = 1;

  /** Nets whose memory is far above what the JVM itself needs. */
  private static final long HEAP_WORTH_SAYING = 16L << 20;

  @Spec private CommandSpec spec;

  @Option(names = "--against", paramLabel = "PEER", description = "Also measure this library, by turns: libtorch.")
  private Optional<Opponent> against = Optional.empty();

  @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
      description = "Threads of each side. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--nets", paramLabel = "NAME,…", split = ",", description = "Only these nets, or none.")
  private List<String> nets = Net.ALL.stream().map(Net::name).toList();

  @Option(names = "--products", paramLabel = "N,…", split = ",", description = "Only products of these sizes; 0 for none.")
  private List<Integer> products = List.of(32, 64, 256, 512, 1024, 2048);

  @Option(names = "--seconds", paramLabel = "S", defaultValue = "3",
      description = "How long each row is measured, after warming up for as long. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  /** Who can be measured against. */
  enum Opponent {
    libtorch
  }

  private Bench() {}

  /** Runs the benchmark without the {@code glassprop} command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() {
    PrintWriter out = json ? new PrintWriter(PrintWriter.nullWriter()) : spec.commandLine().getOut();
    Optional<Peer> peer = against.map(_ -> new Libtorch(threads));
    Clock clock = threads == 1 ? Clock.THREAD : Clock.WALL;
    double peak = FmaPeak.float32();
    out.printf(Locale.ROOT, "kernels: %s%n", Kernels.best().description());
    peer.ifPresent(p -> out.println("peer: " + p.description()));
    out.printf(Locale.ROOT, "FMA peak of one core: %.1f GFLOP/s in float32%n", peak * 1e-9);
    out.println("time: " + clock.description());
    Report.heading(out);
    List<Row> rows = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    for (Net net : Net.ALL) {
      if (nets.contains(net.name())) {
        Workload workload = Workload.of(net);
        Row row = row(workload, peer, clock, findings);
        rows.add(row);
        Report.print(out, row, peak);
        if (net.leastBytes() > HEAP_WORTH_SAYING) {
          long heap = HeapPeak.of(workload);
          out.printf(Locale.ROOT, "  peak heap %,d MB, %.2f × parameters + gradients + activations (%,d MB)%n",
              heap >> 20, heap / (double) net.leastBytes(), net.leastBytes() >> 20);
        }
      }
    }
    for (int n : products) {
      if (n > 0) {
        Row row = product(n, peer, clock);
        rows.add(row);
        Report.print(out, row, peak);
      }
    }
    if (json) {
      spec.commandLine().getOut().println(Report.json(rows, peak));
    }
    findings.forEach(spec.commandLine().getErr()::println);
    return findings.isEmpty() ? 0 : 1;
  }

  private Row row(Workload workload, Optional<Peer> peer, Clock clock, List<String> findings) {
    Optional<Double> errorRatio = Optional.empty();
    if (peer.isPresent()) {
      errorRatio = Optional.of(compare(workload, peer.get(), findings));
    }
    Net net = workload.net();
    try (Step ours = new OurStep(workload, RATE)) {
      if (peer.isEmpty()) {
        List<Sample> samples = Interleaved.measure(List.of(ours), clock, seconds);
        return new Row(net.name(), threads, net.operations(), samples.get(0), Optional.empty(), errorRatio);
      }
      try (Step theirs = peer.get().step(workload, RATE)) {
        List<Sample> samples = Interleaved.measure(List.of(ours, theirs), clock, seconds);
        return new Row(net.name(), threads, net.operations(), samples.get(0), Optional.of(samples.get(1)), errorRatio);
      }
    }
  }

  private static double compare(Workload workload, Peer peer, List<String> findings) {
    try (Step ours = new OurStep(workload, CHECK_RATE);
        Step theirs = peer.step(workload, CHECK_RATE);
        Step exact = peer.reference(workload, CHECK_RATE)) {
      Outcome our = ours.observe();
      Outcome their = theirs.observe();
      Outcome reference = exact.observe();
      Agreement.differences(our, their).forEach(d -> findings.add(workload.net().name() + ": " + d));
      double ourError = Agreement.error(our, reference);
      double theirError = Agreement.error(their, reference);
      if (!(ourError <= Agreement.ERROR_RATIO * theirError)) {
        findings.add("%s: error against float64 %.1e, the peer's %.1e: more than %.0f ×"
            .formatted(workload.net().name(), ourError, theirError, Agreement.ERROR_RATIO));
      }
      return ourError / theirError;
    }
  }

  private Row product(int n, Optional<Peer> peer, Clock clock) {
    SplittableRandom random = new SplittableRandom(n);
    float[] a = numbers(random, n * n);
    float[] b = numbers(random, n * n);
    Tensor left = Tensor.of(NdArray.over(a, Shape.of(n, n)));
    Tensor right = Tensor.of(NdArray.over(b, Shape.of(n, n)));
    List<Runnable> works = new ArrayList<>();
    works.add(() -> left.matmul(right));
    peer.ifPresent(p -> works.add(p.product(n, a, b)));
    List<Sample> samples = Interleaved.measure(works, clock, seconds);
    return new Row(
        "matmul-" + n, threads, 2.0 * n * n * n, samples.getFirst(),
        peer.map(_ -> samples.getLast()), Optional.empty());
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }
}
