package glassprop.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of numbers that are used again instead of being left to the garbage collector.
 *
 * <p>A pool serves inside its {@linkplain #run scope}, on the thread that opened it; elsewhere arrays are simply made. An array is
 * found by its exact length: the steps of a training ask for the same lengths again and again.
 *
 * <p>What lies free is bounded by what a step needs, whatever lengths came before: by twice the bytes that were lent at the same time in
 * the neediest of the last scopes, and {@link #SLACK}. An older scope counts an eighth less with each one after it. Above the bound, the
 * arrays go whose length was not used for the longest time. Two, so that the two batch sizes of an epoch can both stay.
 */
public final class Pool {
  /** Shorter arrays cost less to make than to find: they are never lent. */
  public static final int SHORTEST = 64;

  /** Bytes that may lie free in any pool. */
  public static final int SLACK = 1 << 20;

  /** Fewer shelves or loans than this are never worth removing. */
  private static final int FEW = 32;

  private static final ScopedValue<Pool> CURRENT = ScopedValue.newInstance();

  /** Outside of all scopes: arrays are made, and nothing is lent. */
  private static final Pool NONE = new Pool(false);

  private static final String SCRATCH = "the numbers that an operation needs besides its result";

  private final boolean open;
  private final long owner = Thread.currentThread().threadId();
  private @Nullable Shelf[] shelves = new Shelf[FEW];
  private int used;
  private @Nullable Loan[] loans = new Loan[FEW];
  private int lent;
  private int depth; // scopes of this pool inside of each other
  private long held; // bytes of all free arrays
  private long out; // bytes taken since the scope began, less those that came back
  private long peak; // the most of them at a time
  private long need; // the most of a scope, an older one with less weight
  private long limit = SLACK; // of what may be held
  private long ticks; // counts what came back: the time by which shelves age

  /** The free arrays of one length and type. */
  private static final class Shelf {
    final int length;
    final boolean wide;
    final long bytes; // of one array
    @Nullable Object[] arrays = new Object[4];
    int count;
    long lastUse;

    Shelf(int length, boolean wide) {
      this.length = length;
      this.wide = wide;
      this.bytes = (long) length * (wide ? Double.BYTES : Float.BYTES);
    }

    void put(Object array) {
      if (count == arrays.length) {
        arrays = Arrays.copyOf(arrays, 2 * count);
      }
      arrays[count++] = array;
    }

    @Nullable Object take() {
      if (count == 0) {
        return null;
      }
      Object array = arrays[--count];
      arrays[count] = null; // it may be dropped
      return array;
    }
  }

  /** Something that holds an array of a pool, and can be told to give it back. */
  public interface Loan {
    /** Gives the array back, unless it is to be kept. */
    void end();
  }

  private Pool(boolean open) {
    this.open = open;
  }

  /** A pool without arrays, for the thread that makes it. */
  public Pool() {
    this(true);
  }

  /** Runs a computation whose {@linkplain #lend loans} end with it. If it fails for want of memory, nothing is held afterwards. */
  public <T> T run(Supplier<T> computation) {
    if (Thread.currentThread().threadId() != owner) {
      throw new IllegalStateException("this pool belongs to thread " + owner + "; make one for each thread");
    }
    int before = lent;
    if (depth++ == 0) {
      out = 0;
      peak = 0;
    }
    boolean starved = false;
    try {
      return ScopedValue.where(CURRENT, this).call(computation::get);
    } catch (AllocationException e) {
      starved = true;
      throw e;
    } finally {
      int most = lent;
      end(before);
      if (starved) {
        letGo();
      }
      if (--depth == 0) {
        settle(most);
      }
    }
  }

  private void end(int before) {
    while (lent > before) {
      Loan loan = loans[--lent];
      loans[lent] = null;
      if (loan != null) {
        loan.end();
      }
    }
  }

  /** Forgets what no scope of late has needed. */
  private void settle(int most) {
    need = Math.max(peak, need - need / 8);
    limit = SLACK + 2 * need;
    if (held > limit) {
      trim();
    }
    if (loans.length > FEW && most < loans.length / 8) {
      loans = new Loan[loans.length / 2];
    }
  }

  /** Makes the bound fit what this scope has needed so far, and lets go of what is above it, least recently used first. */
  private void trim() {
    limit = Math.max(limit, SLACK + 2 * peak);
    if (held <= limit) {
      return;
    }
    long target = limit - limit / 4; // so that the next arrays that come back don't lead here again
    Shelf[] oldestFirst = Arrays.stream(shelves).filter(Objects::nonNull).toArray(Shelf[]::new);
    Arrays.sort(oldestFirst, Comparator.comparingLong(shelf -> shelf.lastUse));
    for (Shelf shelf : oldestFirst) {
      while (held > target && shelf.take() != null) {
        held -= shelf.bytes;
      }
    }
    rebuild(shelves.length);
  }

  /** Leaves all free arrays to the garbage collector. */
  void letGo() {
    shelves = new Shelf[FEW];
    used = 0;
    held = 0;
  }

  /** How many lengths are known here. */
  int lengths() {
    return used;
  }

  /** The bytes of all arrays that lie free here. */
  public long heldBytes() {
    return held;
  }

  /** The pool whose scope this is; outside of all scopes one that is not open. */
  public static Pool current() {
    Pool pool = CURRENT.orElse(NONE);
    return pool.owner == Thread.currentThread().threadId() ? pool : NONE;
  }

  /** Whether arrays are lent and taken back here. */
  public boolean isOpen() {
    return open;
  }

  /** Notes that something holds an array until the scope ends. */
  public void lend(Loan loan) {
    if (!open) {
      return;
    }
    if (lent == loans.length) {
      loans = Arrays.copyOf(loans, 2 * lent);
    }
    loans[lent++] = loan;
  }

  /** An array of some length, with any numbers in it. */
  public static float[] floats(int length) {
    return length < SHORTEST ? new float[length] : current().takeFloats(length, SCRATCH);
  }

  /** An array of some length, with any numbers in it. */
  public static double[] doubles(int length) {
    return length < SHORTEST ? new double[length] : current().takeDoubles(length, SCRATCH);
  }

  /**
   * An array of some length, with any numbers in it.
   *
   * @param what what it is for: see {@link Heap#floats}
   */
  public float[] takeFloats(int length, Object what) {
    Object free = length < SHORTEST || !open ? null : take(shelf(length, false));
    return free == null ? Heap.floats(length, what) : (float[]) free;
  }

  /** An array of some length, with any numbers in it: see {@link #takeFloats}. */
  public double[] takeDoubles(int length, Object what) {
    Object free = length < SHORTEST || !open ? null : take(shelf(length, true));
    return free == null ? Heap.doubles(length, what) : (double[]) free;
  }

  private @Nullable Object take(Shelf shelf) {
    Object free = shelf.take();
    out += shelf.bytes;
    peak = Math.max(peak, out);
    if (free != null) {
      held -= shelf.bytes;
    }
    return free;
  }

  private void put(Shelf shelf, Object array) {
    shelf.put(array);
    shelf.lastUse = ++ticks;
    out -= shelf.bytes;
    held += shelf.bytes;
    if (held > limit) {
      trim();
    }
  }

  /** Gives an array that nobody uses any more to the pool whose scope this is, if any. */
  public static void giveBack(float[] array) {
    if (array.length >= SHORTEST) {
      current().put(array);
    }
  }

  /** Gives an array that nobody uses any more to the pool whose scope this is, if any. */
  public static void giveBack(double[] array) {
    if (array.length >= SHORTEST) {
      current().put(array);
    }
  }

  /** Takes an array that nobody uses any more. */
  public void put(float[] array) {
    if (array.length >= SHORTEST && open) {
      put(shelf(array.length, false), array);
    }
  }

  /** Takes an array that nobody uses any more. */
  public void put(double[] array) {
    if (array.length >= SHORTEST && open) {
      put(shelf(array.length, true), array);
    }
  }

  private Shelf shelf(int length, boolean wide) {
    int mask = shelves.length - 1;
    int at = place(length, wide) & mask;
    for (Shelf shelf = shelves[at]; shelf != null; shelf = shelves[at]) {
      if (shelf.length == length && shelf.wide == wide) {
        return shelf;
      }
      at = (at + 1) & mask;
    }
    return added(length, wide);
  }

  private Shelf added(int length, boolean wide) {
    if (2 * (used + 1) > shelves.length) { // shelves whose arrays are all away, or never came back, go first
      int filled = (int) Arrays.stream(shelves).filter(shelf -> shelf != null && shelf.count > 0).count();
      rebuild(4 * filled > shelves.length ? 2 * shelves.length : shelves.length);
    }
    Shelf shelf = new Shelf(length, wide);
    insert(shelf);
    used++;
    return shelf;
  }

  /** Moves the shelves that have arrays to a table of some size. */
  private void rebuild(int size) {
    @Nullable Shelf[] old = shelves;
    shelves = new Shelf[size];
    used = 0;
    for (Shelf shelf : old) {
      if (shelf != null && shelf.count > 0) {
        insert(shelf);
        used++;
      }
    }
  }

  private void insert(Shelf shelf) {
    int mask = shelves.length - 1;
    int at = place(shelf.length, shelf.wide) & mask;
    while (shelves[at] != null) {
      at = (at + 1) & mask;
    }
    shelves[at] = shelf;
  }

  /** Fibonacci hashing: lengths are often multiples of powers of two. */
  private static int place(int length, boolean wide) {
    return ((2 * length + (wide ? 1 : 0)) * 0x9E3779B9) >>> 16;
  }
}
