package glassprop.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the loops of large operations.
 *
 * <p>Without further ado all operations use the {@linkplain #shared() shared team}, of as many threads as the property
 * {@code glassprop.threads} says, or else as there are processors. Another team serves inside {@link #call}:
 *
 * <pre>{@code
 * try (Team team = new Team(4)) {
 *   team.call(() -> trainer.run(...));
 * }
 * }</pre>
 *
 * <p>Numbers do not depend on it: an operation is cut into parts whose bits are the same wherever the cuts are, so neither the size of
 * the team nor the order in which its threads run can be seen in a result.
 *
 * <p>The caller works, too, so a team of n threads has n − 1 of its own. They start with the first work, are daemons, look for more work
 * for a millisecond after the last, and then park. A team serves one caller at a time; another one that comes meanwhile does its
 * work alone, and so does a part of work that would share out parts of its own.
 */
public final class Team implements AutoCloseable {
  /**
   * How long a thread looks for work before it parks: longer than the pauses between the large operations of a step. A thread that has
   * parked may wake on the processor of the one that wakes it, and wait there for milliseconds until the system moves it.
   */
  private static final long PATIENCE_NANOS = 1_000_000;

  /** How often a thread looks between two looks at the clock. */
  private static final int LOOKS = 64;

  private static final ScopedValue<Team> CURRENT = ScopedValue.newInstance();

  /** Made with the first large operation. */
  private static final class Shared {
    static final Team TEAM = new Team(size());

    private static int size() {
      int processors = Runtime.getRuntime().availableProcessors();
      String property = System.getProperty("glassprop.threads", String.valueOf(processors));
      if (property.matches("[1-9]\\d{0,3}")) {
        return Integer.parseInt(property);
      }
      System.err.println("glassprop: -Dglassprop.threads=" + property
          + ": expected a number from 1 to 9999; there are " + processors + " threads, one for each processor");
      return processors;
    }
  }

  private final Member[] members;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Work work;
  private volatile boolean closed;
  private boolean started;

  /**
   * A team of this many threads, the caller's among them.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Team(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a team of " + size + " threads: expected at least 1");
    }
    members = new Member[size - 1];
    for (int i = 0; i < members.length; i++) {
      members[i] = new Member(i + 2);
    }
  }

  /** The team that serves outside of all scopes. */
  public static Team shared() {
    return Shared.TEAM;
  }

  /** The team whose scope this is, or the shared one. */
  public static Team current() {
    return CURRENT.isBound() ? CURRENT.get() : shared();
  }

  /** How many threads work, the caller's among them. */
  public int size() {
    return members.length + 1;
  }

  /** Runs a computation whose operations this team shares. */
  public <T> T call(Supplier<T> computation) {
    return ScopedValue.where(CURRENT, this).call(computation::get);
  }

  /** The thread for which the current one computes: the one whose work it shares, or itself. */
  static Thread caller() {
    Thread current = Thread.currentThread();
    return current instanceof Member member ? member.caller : current;
  }

  /**
   * Runs all parts of some work, from 0 to {@code parts} − 1, and returns when the last is done. Parts may run in any order and at the
   * same time. What the first failing part throws is thrown here, after all parts have ended.
   */
  void run(int parts, IntConsumer part) {
    if (parts == 1 || members.length == 0 || Thread.currentThread() instanceof Member || !busy.compareAndSet(false, true)) {
      for (int i = 0; i < parts; i++) {
        part.accept(i);
      }
      return;
    }
    try {
      start();
      Work shared = new Work(parts, part);
      work = shared;
      for (int i = 0; i < Math.min(members.length, parts - 1); i++) {
        members[i].wake();
      }
      shared.run();
      shared.await();
    } finally {
      work = null;
      busy.set(false);
    }
  }

  /**
   * Shares out a loop over n numbers whose bits do not depend on where it is cut: in even parts, one for each thread of the {@linkplain #current()
   * current} team, of at least so many numbers. No part looks for an interruption.
   *
   * @param least the fewest numbers that are worth sharing
   * @param step each part begins at a multiple of it
   */
  public static void share(int n, int least, int step, Interruption.Part part) {
    if (n < 2L * least) {
      part.run(0, n);
      return;
    }
    Team team = current();
    int length = Math.ceilDiv(Math.ceilDiv(n, Math.min(team.size(), n / least)), step) * step;
    team.run(Math.ceilDiv(n, length), i -> part.run(i * length, Math.min(n, i * length + length)));
  }

  private void start() {
    if (!started && !closed) {
      started = true;
      for (Member member : members) {
        member.start();
      }
    }
  }

  /** Ends the threads of this team; later work is done by its callers alone. */
  @Override
  public void close() {
    closed = true;
    for (Member member : members) {
      LockSupport.unpark(member);
    }
  }

  /** Parts that wait to be taken, by whoever comes first. */
  private static final class Work {
    private final IntConsumer part;
    private final int parts;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger left;
    private final Thread caller = Thread.currentThread();
    private volatile boolean awaited;
    private volatile @Nullable Throwable failure;

    Work(int parts, IntConsumer part) {
      this.parts = parts;
      this.part = part;
      this.left = new AtomicInteger(parts);
    }

    /** Whether no part waits any more. */
    boolean isTaken() {
      return taken.get() >= parts;
    }

    /** Takes parts and runs them, until none is left to take. */
    void run() {
      for (int i = taken.getAndIncrement(); i < parts; i = taken.getAndIncrement()) {
        try {
          part.accept(i);
        } catch (RuntimeException | Error e) {
          failure = e;
        }
        if (left.decrementAndGet() == 0 && awaited) {
          LockSupport.unpark(caller);
        }
      }
    }

    /** Waits for the parts that others have taken. */
    void await() {
      Patience patience = new Patience();
      while (left.get() > 0) {
        if (!patience.look()) {
          awaited = true;
          if (left.get() > 0) {
            LockSupport.park(this);
          }
        }
      }
      Throwable thrown = failure;
      if (thrown instanceof Error error) {
        throw error;
      } else if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }

  /** Looks again and again, for a while. */
  private static final class Patience {
    private int looks;
    private long since;

    /** Whether to look again rather than to park. */
    boolean look() {
      Thread.onSpinWait();
      if (++looks % LOOKS != 0) {
        return true;
      }
      long now = System.nanoTime();
      if (looks == LOOKS) {
        since = now;
      }
      return now - since < PATIENCE_NANOS;
    }

    void renew() {
      looks = 0;
    }
  }

  /** A thread that works for others. */
  private final class Member extends Thread {
    private volatile boolean parked;
    private Thread caller = this;

    Member(int number) {
      super("glassprop-" + number);
      setDaemon(true);
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    /** What it packs goes from one work to the next, and to the garbage collector before it parks. */
    @Override
    public void run() {
      while (!closed) {
        new Pool().run(() -> {
          serve();
          return true;
        });
        rest();
      }
    }

    private void serve() {
      Patience patience = new Patience();
      while (!closed && patience.look()) {
        Work next = work;
        if (next != null && !next.isTaken()) {
          caller = next.caller;
          next.run();
          patience.renew();
        }
      }
    }

    /** Parks, unless work came since it last looked. */
    private void rest() {
      parked = true;
      Work next = work;
      if (!closed && (next == null || next.isTaken())) {
        LockSupport.park(Team.this);
      }
      parked = false;
    }
  }
}
