package glassprop.array;

import glassprop.kernel.Pool;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The Java array behind one tensor and all its views, with a count of the changes made to it in place.
 *
 * <p>Values are written once, by the operation that makes them; only optimizers change them later, and they say so with
 * {@link #changed()}. A backward pass compares the count with the one it saw, and so never uses a value that has changed.
 *
 * <p>Inside the scope of a {@link Pool} the array is lent. When the scope ends it goes back, unless {@linkplain #keep() kept}: from
 * then on whoever asks for it gets an error.
 */
public final class Storage implements Pool.Loan {
  private static final AtomicIntegerFieldUpdater<Storage> VERSION =
      AtomicIntegerFieldUpdater.newUpdater(Storage.class, "version");

  /** What arrays have that are described by their type alone, and hold no numbers. */
  static final Storage DESCRIBED = new Storage();

  private @Nullable Object array;
  private @Nullable Pool lender;
  private volatile int version;

  private Storage(Object array, @Nullable Pool lender) {
    this.array = array;
    this.lender = lender;
  }

  private Storage() {
    this.array = null;
    this.lender = null;
  }

  /** Room for a contiguous tensor: zeros, or false. */
  static Storage zeros(TensorType type) {
    Storage storage = room(type);
    if (storage.lender != null) {
      type.dtype().cells().clear(storage.array(), 0, type.shape().size());
    }
    return storage;
  }

  /** Room for a contiguous tensor, with any numbers in it. */
  static Storage room(TensorType type) {
    int n = type.shape().size();
    if (n < Pool.SHORTEST || !type.dtype().isFloat()) {
      return new Storage(type.dtype().cells().make(n, type), null);
    }
    Pool pool = Pool.current();
    return pool.isOpen() ? lent(type, n, pool) : new Storage(type.dtype().cells().make(n, type), null);
  }

  /** Room in an array of a pool, which holds arrays of floating-point numbers only. */
  private static Storage lent(TensorType type, int n, Pool pool) {
    Object array =
        switch (type.dtype()) {
          case F32 -> pool.takeFloats(n, type);
          case F64 -> pool.takeDoubles(n, type);
          case I64, BOOL -> throw new IllegalStateException("pools hold floating-point numbers only");
        };
    Storage lent = new Storage(array, pool);
    pool.lend(lent);
    return lent;
  }

  static Storage of(float[] array) {
    return new Storage(array, null);
  }

  static Storage of(double[] array) {
    return new Storage(array, null);
  }

  static Storage of(long[] array) {
    return new Storage(array, null);
  }

  static Storage of(boolean[] array) {
    return new Storage(array, null);
  }

  /**
   * The Java array.
   *
   * @throws ReleasedException if it has gone back to the pool that lent it
   * @throws DescribedException if there never was one
   */
  Object array() {
    Object numbers = array;
    if (numbers == null) {
      throw this == DESCRIBED ? new DescribedException() : new ReleasedException();
    }
    return numbers;
  }

  /** Whether the array has gone back to the pool that lent it. */
  public boolean isReleased() {
    return array == null && this != DESCRIBED;
  }

  /** Keeps the array when the scope of the pool ends. It can still be {@linkplain #release released} by hand. */
  public void keep() {
    lender = null;
  }

  @Override
  public void end() {
    if (lender != null) {
      release(lender);
    }
  }

  /** Gives the array to a pool. Nobody may use it from here any more. */
  public void release(Pool pool) {
    if (array instanceof float[] floats) { // faster than a switch over types: every tensor of a step comes by
      pool.put(floats);
    } else if (array instanceof double[] doubles) {
      pool.put(doubles);
    }
    array = null;
    lender = null;
  }

  /** How often the numbers have been changed in place. */
  public int version() {
    return version;
  }

  /** Records a change in place. Called by whoever changes a leaf. */
  public void changed() {
    VERSION.incrementAndGet(this);
  }
}
