package glassprop.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures several pieces of work by turns, a batch of each in every round, so that a drift of the machine meets all of them alike.
 *
 * <p>Before it measures, rounds run until the time for warming up is over and the JIT compiler has come to rest, or eight times as long.
 */
final class Interleaved {
  private static final int LEAST_ROUNDS = 5;

  /** Processor time of other threads, above which the JIT compiler is taken to be at work. */
  private static final double RESTING = 0.1;

  private static final int MOST_WARM_UP = 8;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  private final Clock clock;
  private final List<Side> sides;

  private Interleaved(List<? extends Runnable> works, Clock clock) {
    this.clock = clock;
    this.sides = works.stream().map(Side::new).toList();
  }

  /** Measures for about so many seconds of the clock in all, after warming up for as long or longer; one sample for each piece of work. */
  static List<Sample> measure(List<? extends Runnable> works, Clock clock, double seconds) {
    Interleaved all = new Interleaved(works, clock);
    all.warmUp(seconds);
    all.sides.forEach(Side::reset);
    all.rounds(seconds);
    return all.sides.stream().map(Side::sample).toList();
  }

  private void warmUp(double seconds) {
    double slice = Math.max(seconds / 4, 0.25);
    for (double spent = 0; spent < MOST_WARM_UP * seconds; spent += slice) {
      long compiled = COMPILER.getTotalCompilationTime();
      sides.forEach(Side::reset);
      rounds(slice);
      boolean resting = switch (clock) {
        case THREAD -> sides.stream().allMatch(side -> side.sample().elsewhere() < RESTING);
        case WALL -> COMPILER.getTotalCompilationTime() - compiled < RESTING * slice * 1e3; // other threads help with the work
      };
      sides.forEach(side -> side.adapt(clock));
      if (resting && spent + slice >= seconds) {
        return;
      }
    }
  }

  private void rounds(double seconds) {
    long end = clock.nanos() + (long) (seconds * 1e9);
    for (int round = 0; round < LEAST_ROUNDS || clock.nanos() < end; round++) {
      for (Side side : sides) {
        clock.settle();
        side.batch(clock);
      }
    }
  }

  /** One piece of work and what was seen of it. */
  private static final class Side {
    private final Runnable work;
    private final List<Double> nanos = new ArrayList<>();
    private int size = 1;
    private long runs;
    private long allocated;
    private long threadNanos;
    private long processNanos;

    Side(Runnable work) {
      this.work = work;
    }

    void batch(Clock clock) {
      for (int i = 0; i < size * clock.leadIn(); i++) {
        work.run();
      }
      long process = PROCESS.getProcessCpuTime();
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long thread = THREADS.getCurrentThreadCpuTime();
      long start = clock.nanos();
      for (int i = 0; i < size; i++) {
        work.run();
      }
      nanos.add((clock.nanos() - start) / (double) size);
      threadNanos += THREADS.getCurrentThreadCpuTime() - thread;
      allocated += THREADS.getCurrentThreadAllocatedBytes() - bytes;
      processNanos += PROCESS.getProcessCpuTime() - process;
      runs += size;
    }

    /** Sizes the batches by the times seen. */
    void adapt(Clock clock) {
      size = (int) Math.clamp(clock.batchNanos() / sample().median(), 1, 1e6);
    }

    void reset() {
      nanos.clear();
      runs = 0;
      allocated = 0;
      threadNanos = 0;
      processNanos = 0;
    }

    Sample sample() {
      double[] sorted = nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int n = sorted.length;
      return new Sample(
          sorted[n / 2], sorted[n / 4], sorted[3 * n / 4], n, allocated / runs,
          (processNanos - threadNanos) / (double) threadNanos);
    }
  }
}
