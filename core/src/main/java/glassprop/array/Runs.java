package glassprop.array;

/**
 * The walk over several arrays that are read or written together: a number of runs, each a loop with one fixed step per array.
 *
 * <p>Each array is broadcast to one common shape. Axes that follow each other without a gap in every array are merged, so that
 * contiguous arrays of any rank are a single run. Use:
 *
 * <pre>{@code
 * Runs runs = Runs.over(shape, a, b);
 * int[] at = runs.start();
 * do {
 *   loop(at[0], runs.step(0), at[1], runs.step(1), runs.length());
 * } while (runs.next(at));
 * }</pre>
 */
public final class Runs {
  private final int[] sizes; // merged axes, outermost first; the last one is the run
  private final int[][] strides; // of each array along each merged axis
  private final int[] start;
  private final int[] index;

  private Runs(int[] sizes, int[][] strides, int[] start) {
    this.sizes = sizes;
    this.strides = strides;
    this.start = start;
    this.index = new int[sizes.length];
  }

  /** The walk over these arrays, each broadcast to the shape. */
  public static Runs over(Shape shape, NdArray... arrays) {
    int count = arrays.length;
    int[] sizes = new int[Math.max(1, shape.rank())];
    int[][] strides = new int[count][sizes.length];
    int merged = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      int size = shape.get(axis);
      if (size == 1) {
        continue;
      }
      if (merged > 0 && follows(shape, arrays, axis, strides, merged - 1)) {
        sizes[merged - 1] *= size;
      } else {
        sizes[merged++] = size;
      }
      for (int a = 0; a < count; a++) {
        strides[a][merged - 1] = broadcastStride(shape, arrays[a], axis);
      }
    }
    if (merged == 0) {
      sizes[0] = 1;
      for (int a = 0; a < count; a++) {
        strides[a][0] = 1;
      }
      merged = 1;
    }
    int[] start = new int[count];
    for (int a = 0; a < count; a++) {
      start[a] = arrays[a].offset();
    }
    return new Runs(java.util.Arrays.copyOf(sizes, merged), strides, start);
  }

  private static boolean follows(Shape shape, NdArray[] arrays, int axis, int[][] strides, int last) {
    for (int a = 0; a < arrays.length; a++) {
      if (strides[a][last] != broadcastStride(shape, arrays[a], axis) * shape.get(axis)) {
        return false;
      }
    }
    return true;
  }

  private static int broadcastStride(Shape shape, NdArray array, int axis) {
    int own = axis - (shape.rank() - array.shape().rank());
    return own < 0 || array.shape().get(own) == 1 ? 0 : array.stride(own);
  }

  /** The number of elements in a run; 0 if the shape is empty. */
  public int length() {
    for (int size : sizes) {
      if (size == 0) {
        return 0;
      }
    }
    return sizes[sizes.length - 1];
  }

  /** The distance between neighbours of a run in the storage of an array. */
  public int step(int array) {
    return strides[array][sizes.length - 1];
  }

  /** Where the first run begins in each array. */
  public int[] start() {
    return start.clone();
  }

  /** Moves the positions to the next run; false after the last. */
  public boolean next(int[] at) {
    for (int axis = sizes.length - 2; axis >= 0; axis--) {
      if (++index[axis] < sizes[axis]) {
        for (int a = 0; a < at.length; a++) {
          at[a] += strides[a][axis];
        }
        return true;
      }
      index[axis] = 0;
      for (int a = 0; a < at.length; a++) {
        at[a] -= (sizes[axis] - 1) * strides[a][axis];
      }
    }
    return false;
  }
}
