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
  private final Runnable beforeHalt;
  private volatile int exitCode;

  /**
   * Listens until it is closed.
   *
   * @param beforeHalt what is to be tidied up before a second signal ends the process, since shutdown hooks don't run then
   */
  StopSignal(Runnable beforeHalt) {
    this.beforeHalt = beforeHalt;
    NUMBERS.forEach((name, number) -> {
      Object old = Signals.register(name, () -> arrived(number));
      if (old != null) {
        replaced.put(name, old);
      }
    });
  }

  private synchronized void arrived(int number) {
    if (exitCode != 0) {
      beforeHalt.run();
      Runtime.getRuntime().halt(SIGNALLED + number);
    }
    exitCode = SIGNALLED + number;
  }

  /**
   * Whether Ctrl-C has no effect: a process that is started with SIGINT ignored, as by nohup or in the background of a script, goes on ignoring
   * it, and Java leaves it at that.
   */
  boolean interruptIgnored() {
    Object old = replaced.get("INT");
    try {
      // The constant that sun.misc.Signal gives as the handler replaced; reached as JLine reaches that class.
      return old != null && old.equals(Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException _) {
      return false; // no way to tell
    }
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
