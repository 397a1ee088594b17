package glassprop.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

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
  };

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String description;

  Clock(String description) {
    this.description = description;
  }

  abstract long nanos();

  /** What this counts, for people. */
  String description() {
    return description;
  }
}
