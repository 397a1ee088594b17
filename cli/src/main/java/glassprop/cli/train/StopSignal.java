package glassprop.cli.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Ctrl-C, SIGTERM and a closed terminal while a network trains: the first asks for an end after the current batch, the
 * second ends the process at once.
 *
 * <p>Handlers rather than a shutdown hook: while hooks run, the JVM doesn't react to a second signal.
 */
final class StopSignal implements AutoCloseable {
  private static final int SIGNALLED = 128; // what a shell adds to the number of the signal that ended a process
  private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private final Map<String, Object> replaced = new LinkedHashMap<>();
  private volatile int exitCode;

  StopSignal() {
    NUMBERS.forEach((name, number) -> {
      Object old = Signals.register(name, () -> arrived(number));
      if (old != null) {
        replaced.put(name, old);
      }
    });
  }

  private synchronized void arrived(int number) {
    if (exitCode != 0) {
      Runtime.getRuntime().halt(SIGNALLED + number);
    }
    exitCode = SIGNALLED + number;
  }

  /** 0, or 128 and the number of the signal that came. */
  int exitCode() {
    return exitCode;
  }

  boolean came() {
    return exitCode != 0;
  }

  @Override
  public void close() {
    replaced.forEach(Signals::unregister);
  }
}
