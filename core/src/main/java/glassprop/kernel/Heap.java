package glassprop.kernel;

import java.util.function.IntFunction;

/**
 * Where arrays of numbers are made whose length somebody asked for, so that one that does not fit is told in the same words everywhere.
 *
 * <p>What an array is for is any object that says so by {@code toString}, which is called only when there is no room. Inside the scope of
 * a {@link Pool} the arrays that lie free there are let go before an allocation fails.
 */
public final class Heap {
  /** The longest array that every JVM can make. */
  public static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final long SMALL = 1 << 20; // bytes that are allocated without asking how large the heap is

  private Heap() {}

  /**
   * An array of zeros.
   *
   * @param what what it is for, as in "no room for W1 (20, 30)"
   * @throws AllocationException if it does not fit into the heap
   */
  public static float[] floats(long length, Object what) {
    return made(length, Float.BYTES, what, float[]::new);
  }

  /** An array of zeros: see {@link #floats}. */
  public static double[] doubles(long length, Object what) {
    return made(length, Double.BYTES, what, double[]::new);
  }

  /** An array of zeros: see {@link #floats}. */
  public static long[] longs(long length, Object what) {
    return made(length, Long.BYTES, what, long[]::new);
  }

  /** An array of zeros: see {@link #floats}. */
  public static int[] ints(long length, Object what) {
    return made(length, Integer.BYTES, what, int[]::new);
  }

  /** An array of false: see {@link #floats}. */
  public static boolean[] booleans(long length, Object what) {
    return made(length, 1, what, boolean[]::new);
  }

  /** The same numbers: see {@link #floats}. */
  public static float[] copy(float[] numbers, Object what) {
    return made(numbers.length, Float.BYTES, what, _ -> numbers.clone());
  }

  /** The same numbers: see {@link #floats}. */
  public static double[] copy(double[] numbers, Object what) {
    return made(numbers.length, Double.BYTES, what, _ -> numbers.clone());
  }

  /** The same numbers: see {@link #floats}. */
  public static long[] copy(long[] numbers, Object what) {
    return made(numbers.length, Long.BYTES, what, _ -> numbers.clone());
  }

  /** The same numbers: see {@link #floats}. */
  public static int[] copy(int[] numbers, Object what) {
    return made(numbers.length, Integer.BYTES, what, _ -> numbers.clone());
  }

  /** The same values: see {@link #floats}. */
  public static boolean[] copy(boolean[] values, Object what) {
    return made(values.length, 1, what, _ -> values.clone());
  }

  /**
   * Refuses a size that no array, or not this heap, can hold: before a long computation whose result it will be.
   *
   * @param bytes of one element
   * @throws AllocationException in the same words as an allocation
   */
  public static void requireRoom(long length, int bytes, Object what) {
    Runtime heap = Runtime.getRuntime();
    if (length > SMALL / Long.BYTES && (length > LONGEST || length * bytes > heap.maxMemory())) {
      throw missing(length, bytes, what, heap);
    }
  }

  /**
   * An array of a length that fits into the heap; where it does not at once, the pool whose scope this is lets its free arrays go.
   *
   * @param bytes of one element
   */
  static <T> T made(long length, int bytes, Object what, IntFunction<T> maker) {
    requireRoom(length, bytes, what);
    try {
      return maker.apply((int) length);
    } catch (OutOfMemoryError e) { // this one array did not fit; nothing else was touched
      Pool.current().letGo();
    }
    try {
      return maker.apply((int) length);
    } catch (OutOfMemoryError e) {
      throw missing(length, bytes, what, Runtime.getRuntime());
    }
  }

  private static AllocationException missing(long length, int bytes, Object what, Runtime heap) {
    String size =
        length > Long.MAX_VALUE / bytes
            ? length + " numbers of " + bytes + " bytes"
            : AllocationException.gigabytes(length * bytes);
    return new AllocationException(what, size, heap);
  }
}
