package glassprop.array;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Java array behind one tensor and all its views, with a count of the changes made to it in place.
 *
 * <p>Values are written once, by the operation that makes them; only optimizers change them later, and they say so with
 * {@link #changed()}. A backward pass compares the count with the one it saw, and so never uses a value that has changed.
 */
public final class Storage {
  private static final long SMALL = 1 << 20; // bytes that are allocated without asking how large the heap is

  final Object array;
  private final AtomicInteger version = new AtomicInteger();

  private Storage(Object array) {
    this.array = array;
  }

  /** Room for a contiguous tensor: zeros, or false. */
  static Storage allocate(TensorType type) {
    int n = type.shape().size();
    Runtime heap = Runtime.getRuntime();
    long bytes = (long) n * type.dtype().bytes();
    if (bytes > SMALL && bytes > heap.maxMemory()) {
      throw new AllocationException(type, bytes, available(heap), heap.maxMemory());
    }
    try {
      return new Storage(
          switch (type.dtype()) {
            case F32 -> new float[n];
            case F64 -> new double[n];
            case I64 -> new long[n];
            case BOOL -> new boolean[n];
          });
    } catch (OutOfMemoryError e) { // this one array did not fit; nothing else was touched
      throw new AllocationException(type, bytes, available(heap), heap.maxMemory());
    }
  }

  static Storage of(float[] array) {
    return new Storage(array);
  }

  static Storage of(double[] array) {
    return new Storage(array);
  }

  static Storage of(long[] array) {
    return new Storage(array);
  }

  static Storage of(boolean[] array) {
    return new Storage(array);
  }

  private static long available(Runtime heap) {
    return heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
  }

  /** How often the numbers have been changed in place. */
  public int version() {
    return version.get();
  }

  /** Records a change in place. Called by whoever changes a leaf. */
  public void changed() {
    version.incrementAndGet();
  }
}
