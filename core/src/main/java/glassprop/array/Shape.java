package glassprop.array;

import glassprop.kernel.Heap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sizes of a tensor along its axes, outermost first; a scalar has none.
 *
 * <p>A size may be 0. The number of elements is checked when the shape is made, before anything is allocated: it must fit
 * into one Java array.
 */
public final class Shape {
  /** The shape of a single number. */
  public static final Shape SCALAR = new Shape(new int[0]);

  /** The most elements that a tensor can have: what a Java array can hold. */
  public static final int MAX_SIZE = Heap.LONGEST;

  private final int[] sizes;
  private final int size;
  private final int[] strides; // of an array without gaps

  private Shape(int[] sizes) {
    this.sizes = sizes;
    this.size = checkedSize(sizes);
    this.strides = new int[sizes.length];
    int step = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= Math.max(1, sizes[axis]);
    }
  }

  /**
   * The shape with these sizes.
   *
   * @throws ShapeException if a size is negative or there are more than {@link #MAX_SIZE} elements
   */
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /** The shape with these sizes: see {@link #of(int...)}. */
  public static Shape of(List<Integer> sizes) {
    return new Shape(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * A size that was computed, as one that an axis can have.
   *
   * @param what who asks, for the message
   * @throws ShapeException if it is above {@link #MAX_SIZE}
   */
  public static int axisSize(String what, long size) {
    if (size > MAX_SIZE) {
      throw new ShapeException(what + ": an axis of " + size + " elements; at most " + MAX_SIZE + " fit into a tensor");
    }
    return (int) size;
  }

  private static int checkedSize(int[] sizes) {
    boolean empty = false;
    for (int s : sizes) {
      if (s < 0) {
        throw new ShapeException("shape " + text(sizes) + ": the size " + s + " is negative; sizes are 0 or more");
      }
      empty |= s == 0;
    }
    if (empty) {
      return 0;
    }
    long product = 1;
    for (int s : sizes) {
      if (product > Integer.MAX_VALUE && product > Long.MAX_VALUE / s) { // no division where no overflow can be
        throw new ShapeException(
            "shape " + text(sizes) + ": the number of elements is above 2^63; at most " + MAX_SIZE + " fit into a tensor");
      }
      product *= s;
    }
    if (product > MAX_SIZE) {
      throw new ShapeException(
          "shape " + text(sizes) + ": " + product + " elements; at most " + MAX_SIZE + " fit into a tensor");
    }
    return (int) product;
  }

  /** The number of axes: 0 for a scalar, 2 for a matrix. */
  public int rank() {
    return sizes.length;
  }

  /** The number of elements: the product of the sizes, 1 for a scalar. */
  public int size() {
    return size;
  }

  /** The size along an axis, 0 ≤ axis &lt; rank. */
  public int get(int axis) {
    return sizes[axis];
  }

  /** The sizes, as a new array. */
  public int[] toArray() {
    return sizes.clone();
  }

  /**
   * An axis counted from the front, of one that may be counted from the back: −1 is the last.
   *
   * @param what who asks, for the message
   * @throws ShapeException if there is no such axis
   */
  public int axis(String what, int axis) {
    if (axis < -sizes.length || axis >= sizes.length) {
      throw new ShapeException(
          sizes.length == 0
              ? what + ": axis " + axis + ": a scalar has no axes"
              : String.format(Locale.ROOT, "%s: axis %d of shape %s: axes are %d to %d", what, axis, this, -sizes.length, sizes.length - 1));
    }
    return axis < 0 ? axis + sizes.length : axis;
  }

  /** This shape with another size along one axis. */
  public Shape with(int axis, int newSize) {
    int[] changed = sizes.clone();
    changed[axis] = newSize;
    return new Shape(changed);
  }

  /** This shape with one more axis in front. */
  public Shape batched(int count) {
    return of(IntStream.concat(IntStream.of(count), IntStream.of(sizes)).toArray());
  }

  /**
   * The shape that two shapes have together when sizes of 1, and axes missing in front, are repeated to fit, as in NumPy.
   *
   * @throws ShapeException if two sizes differ and neither is 1, or if the result is too large for a tensor
   */
  public Shape broadcast(Shape other) {
    if (equals(other)) {
      return this;
    }
    if (!broadcastsWith(other)) {
      throw new ShapeException("shapes " + this + " and " + other + " do not broadcast: from the right, sizes must be equal or 1");
    }
    int rank = Math.max(sizes.length, other.sizes.length);
    int[] joint = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int a = back > sizes.length ? 1 : sizes[sizes.length - back];
      int b = back > other.sizes.length ? 1 : other.sizes[other.sizes.length - back];
      joint[rank - back] = a == 1 ? b : a;
    }
    return new Shape(joint);
  }

  /** Whether two shapes broadcast: from the right, sizes are equal or 1. Together they may still be too large for a tensor. */
  public boolean broadcastsWith(Shape other) {
    for (int back = 1; back <= Math.min(sizes.length, other.sizes.length); back++) {
      int a = sizes[sizes.length - back];
      int b = other.sizes[other.sizes.length - back];
      if (a != b && a != 1 && b != 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether a tensor of this shape can be repeated to fit the target. */
  public boolean expandsTo(Shape target) {
    if (sizes.length > target.sizes.length) {
      return false;
    }
    for (int back = 1; back <= sizes.length; back++) {
      int own = sizes[sizes.length - back];
      if (own != 1 && own != target.sizes[target.sizes.length - back]) {
        return false;
      }
    }
    return true;
  }

  /** The index along each axis of an element that is counted in order, last axis fastest. */
  public List<Integer> indexOf(int element) {
    Integer[] index = new Integer[sizes.length];
    int rest = element;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      index[axis] = rest % sizes[axis];
      rest /= sizes[axis];
    }
    return List.of(index);
  }

  /** Moves an index to the next element, last axis fastest, and from the last element back to the first. */
  public void advance(int[] index) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      if (++index[axis] < sizes[axis]) {
        return;
      }
      index[axis] = 0;
    }
  }

  /** The strides, in elements, of an array of this shape without gaps, last axis fastest: shared, and so never written to. */
  int[] contiguousStrides() {
    return strides;
  }

  @Override
  public boolean equals(Object o) {
    return o == this || (o instanceof Shape other && Arrays.equals(sizes, other.sizes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** The sizes as in {@code (2, 3)}; {@code ()} for a scalar. */
  @Override
  public String toString() {
    return text(sizes);
  }

  /**
   * How messages name a tensor of this shape: {@code W1 (2, 3)}, {@code a tensor of shape (2, 3)} without a label, {@code the scalar w},
   * {@code a scalar}.
   */
  public String describe(String label) {
    if (label.isEmpty()) {
      return sizes.length == 0 ? "a scalar" : "a tensor of shape " + this;
    }
    return sizes.length == 0 ? "the scalar " + label : label + " " + this;
  }

  private static String text(int[] sizes) {
    return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
