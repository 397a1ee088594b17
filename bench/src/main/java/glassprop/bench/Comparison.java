package glassprop.bench;

import glassprop.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Measures this library, alone or by turns with a peer on the same numbers, and checks that both compute the same. */
final class Comparison {
  /** So small that the numbers stay as they begin, however many steps run. */
  static final double RATE = 1e-4;

  /** So large that an update is far above the rounding of the parameters: for comparing results. */
  private static final double CHECK_RATE = 1;

  private static final Team ONE = new Team(1);

  private final Library ours;
  private final Optional<Peer> peer;
  private final int threads;
  private final double seconds;
  private final List<String> findings = new ArrayList<>();

  Comparison(Library ours, Optional<Peer> peer, int threads, double seconds) {
    this.ours = ours;
    this.peer = peer;
    this.threads = threads;
    this.seconds = seconds;
  }

  /** With one thread its processor time; several have only the wall's in common. */
  Clock clock() {
    return threads == 1 ? Clock.THREAD : Clock.WALL;
  }

  /** What made the sides incomparable, in words; none if all results agreed so far. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  /** Training steps of a net. */
  Row steps(Workload workload) {
    Net net = workload.net();
    Optional<Double> errorRatio = peer.map(p -> errorRatio(workload, p));
    List<Step> sides = new ArrayList<>();
    try {
      sides.add(ours.step(workload, RATE));
      peer.ifPresent(p -> sides.add(p.step(workload, RATE)));
      return row(net.name(), net.operations(), sides, errorRatio);
    } finally {
      sides.forEach(Step::close);
    }
  }

  /** Products of square matrices. */
  Row products(int n) {
    SplittableRandom random = new SplittableRandom(n);
    float[] a = Workload.floats(random.doubles((long) n * n, -1, 1).toArray());
    float[] b = Workload.floats(random.doubles((long) n * n, -1, 1).toArray());
    List<Runnable> sides = new ArrayList<>();
    sides.add(ours.product(n, a, b));
    peer.ifPresent(p -> sides.add(p.product(n, a, b)));
    return row("matmul-" + n, 2.0 * n * n * n, sides, Optional.empty());
  }

  /** Sides: ours, and the peer if there is one; with several threads ours is measured on one thread, too. */
  private Row row(String name, double operations, List<? extends Runnable> sides, Optional<Double> errorRatio) {
    if (threads > 1) {
      peer.ifPresent(p -> p.tuneFor(sides.getLast()));
    }
    List<Runnable> all = new ArrayList<>(sides);
    if (threads > 1) {
      all.add(() -> ONE.call(() -> {
        sides.getFirst().run();
        return true;
      }));
    }
    List<Sample> samples = Interleaved.measure(all, clock(), seconds);
    return new Row(
        name, threads, operations,
        samples.getFirst(),
        threads > 1 ? Optional.of(samples.getLast()) : Optional.empty(),
        peer.map(_ -> samples.get(1)),
        errorRatio);
  }

  /** Our error against float64, divided by the peer's. Notes what differs. */
  private double errorRatio(Workload workload, Peer against) {
    try (Step our = ours.step(workload, CHECK_RATE);
        Step their = against.step(workload, CHECK_RATE);
        Step exact = against.exactStep(workload, CHECK_RATE)) {
      Agreement agreement = new Agreement(our.observe(), their.observe(), exact.observe());
      agreement.findings().forEach(finding -> findings.add(workload.net().name() + ": " + finding));
      return agreement.errorRatio();
    }
  }
}
