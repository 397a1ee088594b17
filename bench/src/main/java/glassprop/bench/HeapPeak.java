package glassprop.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * The most that the Java heap holds while a step runs, beyond what it held before the step's network was made. It is what the collector
 * counts: with G1, whole regions for each array of half a region or more, although the array may fill them little more than half.
 */
final class HeapPeak {
  private static final int STEPS = 5;

  private HeapPeak() {}

  /** Bytes, garbage included that the collector has not yet taken. */
  static long of(Workload workload) {
    long before = settled();
    try (Step step = new GlasspropStep(workload, Comparison.RATE)) {
      settled();
      pools().forEach(MemoryPoolMXBean::resetPeakUsage);
      for (int i = 0; i < STEPS; i++) {
        step.run();
      }
      return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() - before;
    }
  }

  private static long settled() {
    System.gc();
    return pools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
  }
}
