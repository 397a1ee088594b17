package glassprop.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;

/** What is counted as time. */
enum Clock {
  /** The processor time of the calling thread: other programs count only where they take caches and clock rate from it. */
  THREAD("processor time of the measuring thread") {
    @Override
    long nanos() {
      return THREADS.getCurrentThreadCpuTime();
    }
  },
  /** Time on the wall: the only one that several threads have in common. It lies on a busy machine. */
  WALL("time on the wall, which other programs on the machine lengthen") {
    @Override
    long nanos() {
      return System.nanoTime();
    }

    @Override
    double batchNanos() {
      return 100e6;
    }

    @Override
    double leadIn() {
      return 0.25; // threads that slept in the pause before need milliseconds to spread over the processors
    }

    @Override
    void settle() {
      LockSupport.parkNanos(SPINNING_NANOS);
    }
  };

  /** OpenBLAS's threads look for work for some tens of milliseconds before they sleep. */
  private static final long SPINNING_NANOS = 30_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String description;

  Clock(String description) {
    this.description = description;
  }

  abstract long nanos();

  /** How long a batch is to take: long against what reading the clocks takes, short against the drift of the machine. */
  double batchNanos() {
    return 10e6;
  }

  /** How much of a batch runs before it, unmeasured. */
  double leadIn() {
    return 0;
  }

  /** Waits until helper threads of what ran before have gone to sleep, where they would cost time on this clock. */
  void settle() {}

  /** What this counts, for people. */
  String description() {
    return description;
  }
}
