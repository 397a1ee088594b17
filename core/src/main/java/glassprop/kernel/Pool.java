package glassprop.kernel;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of numbers that are used again instead of being left to the garbage collector.
 *
 * <p>A pool serves inside its {@linkplain #run scope}, on the thread that opened it; elsewhere arrays are simply made. An array is
 * found by its exact length: the steps of a training ask for the same lengths again and again.
 */
public final class Pool {
  /** Shorter arrays cost less to make than to find: they are never lent. */
  public static final int SHORTEST = 64;

  private static final ScopedValue<Pool> CURRENT = ScopedValue.newInstance();

  /** Outside of all scopes: arrays are made, and nothing is lent. */
  private static final Pool NONE = new Pool(false);

  private final boolean open;
  private final long owner = Thread.currentThread().threadId();
  private @Nullable Shelf[] shelves = new Shelf[32];
  private int used;
  private @Nullable Loan[] loans = new Loan[32];
  private int lent;

  /** The free arrays of one length and type. */
  private static final class Shelf {
    final int length;
    final boolean wide;
    Object[] arrays = new Object[4];
    int count;

    Shelf(int length, boolean wide) {
      this.length = length;
      this.wide = wide;
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
      return arrays[--count];
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

  /** Runs a computation whose {@linkplain #lend loans} end with it. */
  public <T> T run(Supplier<T> computation) {
    if (Thread.currentThread().threadId() != owner) {
      throw new IllegalStateException("this pool belongs to thread " + owner + "; make one for each thread");
    }
    int before = lent;
    try {
      return ScopedValue.where(CURRENT, this).call(computation::get);
    } finally {
      while (lent > before) {
        Loan loan = loans[--lent];
        loans[lent] = null;
        if (loan != null) {
          loan.end();
        }
      }
    }
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
    return length < SHORTEST ? new float[length] : current().takeFloats(length);
  }

  /** An array of some length, with any numbers in it. */
  public static double[] doubles(int length) {
    return length < SHORTEST ? new double[length] : current().takeDoubles(length);
  }

  /** An array of some length, with any numbers in it. */
  public float[] takeFloats(int length) {
    Object free = length < SHORTEST || !open ? null : shelf(length, false).take();
    return free == null ? new float[length] : (float[]) free;
  }

  /** An array of some length, with any numbers in it. */
  public double[] takeDoubles(int length) {
    Object free = length < SHORTEST || !open ? null : shelf(length, true).take();
    return free == null ? new double[length] : (double[]) free;
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
      shelf(array.length, false).put(array);
    }
  }

  /** Takes an array that nobody uses any more. */
  public void put(double[] array) {
    if (array.length >= SHORTEST && open) {
      shelf(array.length, true).put(array);
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
    if (2 * ++used > shelves.length) {
      @Nullable Shelf[] old = shelves;
      shelves = new Shelf[2 * old.length];
      for (Shelf shelf : old) {
        if (shelf != null) {
          insert(shelf);
        }
      }
    }
    Shelf shelf = new Shelf(length, wide);
    insert(shelf);
    return shelf;
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
