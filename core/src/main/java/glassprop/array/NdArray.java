package glassprop.array;

import glassprop.kernel.AllocationException;
import glassprop.kernel.Heap;
import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;
import glassprop.text.Counted;
import java.util.Locale;

/**
 * An array of any rank: a type, and the place of each element in a {@link Storage}.
 *
 * <p>Element (i, j, …) lies at {@code offset + i·strides[0] + j·strides[1] + …}. Permuting, slicing, expanding and mostly
 * reshaping give views: other strides over the same storage. By contract nobody writes to an array after the operation that
 * made it, except an optimizer to a leaf ({@link Storage#changed()}).
 */
public final class NdArray {
  private final TensorType type;
  private final Storage storage;
  private final int offset;
  private final int[] strides;
  private final boolean contiguous;

  private NdArray(TensorType type, Storage storage, int offset, int[] strides) {
    this.type = type;
    this.storage = storage;
    this.offset = offset;
    this.strides = strides;
    this.contiguous = isContiguous(type.shape(), strides);
  }

  private NdArray(TensorType type, Storage storage) {
    this.type = type;
    this.storage = storage;
    this.offset = 0;
    this.strides = type.shape().contiguousStrides();
    this.contiguous = true;
  }

  private static boolean isContiguous(Shape shape, int[] strides) {
    int step = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      int size = shape.get(axis);
      if (size == 0) {
        return true;
      }
      if (size != 1 && strides[axis] != step) {
        return false;
      }
      step *= size;
    }
    return true;
  }

  /**
   * A new array of zeros, or of false.
   *
   * @throws AllocationException if it does not fit into the heap
   */
  public static NdArray zeros(TensorType type) {
    return new NdArray(type, Storage.zeros(type));
  }

  /**
   * A new array with any numbers in it, for who overwrites them all.
   *
   * @throws AllocationException if it does not fit into the heap
   */
  public static NdArray room(TensorType type) {
    return new NdArray(type, Storage.room(type));
  }

  /**
   * An array of one repeated number: a view that needs a single element, whatever the shape.
   *
   * @throws IllegalArgumentException if the number is no element of the type: 0.5 is no integer
   */
  public static NdArray full(TensorType type, double value) {
    type.dtype().requireElement(value);
    NdArray one = zeros(new TensorType(Shape.SCALAR, type.dtype()));
    one.set(0, value);
    return one.expand(type.shape());
  }

  /**
   * An array that is described by its type alone: it takes no memory, whatever its size, and to ask for its numbers is a
   * {@link DescribedException}.
   */
  public static NdArray described(TensorType type) {
    return new NdArray(type, Storage.DESCRIBED);
  }

  /** Whether this array is {@linkplain #described described} by its type alone. */
  public boolean isDescribed() {
    return storage == Storage.DESCRIBED;
  }

  /** An array over the given numbers, which are not copied. */
  public static NdArray over(float[] numbers, Shape shape) {
    return new NdArray(checked(numbers.length, new TensorType(shape, DType.F32)), Storage.of(numbers));
  }

  /** An array over the given numbers, which are not copied. */
  public static NdArray over(double[] numbers, Shape shape) {
    return new NdArray(checked(numbers.length, new TensorType(shape, DType.F64)), Storage.of(numbers));
  }

  /** An array over the given numbers, which are not copied. */
  public static NdArray over(long[] numbers, Shape shape) {
    return new NdArray(checked(numbers.length, new TensorType(shape, DType.I64)), Storage.of(numbers));
  }

  /** An array over the given truth values, which are not copied. */
  public static NdArray over(boolean[] values, Shape shape) {
    return new NdArray(checked(values.length, new TensorType(shape, DType.BOOL)), Storage.of(values));
  }

  private static TensorType checked(int count, TensorType type) {
    if (count != type.shape().size()) {
      throw new ShapeException(
          String.format(Locale.ROOT, "shape %s has %s, but %d came", type.shape(), Counted.of(type.shape().size(), "element"), count));
    }
    return type;
  }

  /** Shape and element type. */
  public TensorType type() {
    return type;
  }

  /** The sizes along the axes. */
  public Shape shape() {
    return type.shape();
  }

  /** The type of the elements. */
  public DType dtype() {
    return type.dtype();
  }

  /** The number of elements. */
  public int size() {
    return type.shape().size();
  }

  /** What this array and its views share. */
  public Storage storage() {
    return storage;
  }

  /** The index in the storage of the first element. */
  public int offset() {
    return offset;
  }

  /** The distance in the storage between neighbours along an axis; 0 where one element is repeated. */
  public int stride(int axis) {
    return strides[axis];
  }

  /** Whether the elements lie without gaps in the storage, last axis fastest. */
  public boolean isContiguous() {
    return contiguous;
  }

  /** The Java array of the storage, for loops that are written once for all types of numbers: see {@link #kernels}. */
  public Object numbers() {
    return storage.array();
  }

  /**
   * The loops over arrays such as this one's.
   *
   * @throws IllegalStateException if the elements are no floating-point numbers
   */
  public RealKernels<Object> kernels(Kernels kernels) {
    return kernels.of(type.dtype().precision());
  }

  /** The storage of a float32 array. */
  public float[] floats() {
    return (float[]) storage.array();
  }

  /** The storage of a float64 array. */
  public double[] doubles() {
    return (double[]) storage.array();
  }

  /** The storage of an integer array. */
  public long[] longs() {
    return (long[]) storage.array();
  }

  /** The storage of a boolean array. */
  public boolean[] booleans() {
    return (boolean[]) storage.array();
  }

  /** Whether no element is infinite or NaN. */
  public boolean isFinite() {
    NdArray x = contiguous();
    return !dtype().isFloat() || x.kernels(Kernels.best()).areFinite(x.numbers(), x.offset, size());
  }

  /** Whether the squares of all elements are finite, with room to spare: none is above {@link DType#moderate}, or NaN. */
  public boolean isModerate() {
    NdArray x = contiguous();
    return !dtype().isFloat() || x.kernels(Kernels.best()).areModerate(x.numbers(), x.offset, size());
  }

  /** The same elements without gaps: this array if it has none, else a copy. */
  public NdArray contiguous() {
    return contiguous ? this : copy();
  }

  /** Requires that there are numbers, before room is made for a copy of them. */
  private void requireNumbers() {
    storage.array();
  }

  /** The same elements, without gaps, in a storage of their own. */
  public NdArray copy() {
    requireNumbers();
    NdArray copy = room(type);
    copy.fillFrom(this);
    return copy;
  }

  /**
   * Writes the elements of an array of the same type over the elements of this one. The source may be another view of the same storage.
   *
   * @throws IllegalStateException if elements of this array share a place, as those of an expanded view do: to write one is to write others
   */
  public void copyFrom(NdArray source) {
    if (!contiguous && sharesPlaces()) {
      throw new IllegalStateException(
          "copyFrom: " + shape() + " is a view in which one number stands at several places, so that they would all change; write into a copy()");
    }
    StridedCopy.copy(source.storage == storage && source != this ? source.copy() : source, this, true);
  }

  /** As {@link #copyFrom}, where nobody sees this array yet and the source is not a view of it: it ends half written if the thread is interrupted. */
  public void fillFrom(NdArray source) {
    StridedCopy.copy(source, this, false);
  }

  /** Whether two elements may lie at one place of the storage. */
  private boolean sharesPlaces() {
    for (int axis = 0; axis < strides.length && size() > 1; axis++) {
      if (shape().get(axis) > 1 && Math.abs((long) strides[axis]) <= reachBelow(axis)) {
        return true;
      }
    }
    return false;
  }

  /** How far the axes whose neighbours are nearer to each other than those of an axis reach together. */
  private long reachBelow(int axis) {
    long reach = 0;
    for (int other = 0; other < strides.length; other++) {
      int order = Integer.compare(Math.abs(strides[other]), Math.abs(strides[axis]));
      if (order < 0 || (order == 0 && other < axis)) {
        reach += Math.abs((long) strides[other]) * (shape().get(other) - 1);
      }
    }
    return reach;
  }

  /** A view with the axes in another order: axis i of the view is axis {@code order[i]} of this array. */
  public NdArray permute(int... order) {
    int[] sizes = new int[order.length];
    int[] steps = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sizes[i] = shape().get(order[i]);
      steps[i] = strides[order[i]];
    }
    return new NdArray(type.withShape(Shape.of(sizes)), storage, offset, steps);
  }

  /** A view that repeats elements along axes of size 1, and along new axes in front, to fill the shape. */
  public NdArray expand(Shape target) {
    if (target.equals(shape())) {
      return this;
    }
    if (!shape().expandsTo(target)) {
      throw new ShapeException(
          "expand: shape " + shape() + " cannot be repeated to " + target + "; only sizes of 1 and new leading axes can grow");
    }
    int added = target.rank() - shape().rank();
    int[] steps = new int[target.rank()];
    for (int axis = added; axis < steps.length; axis++) {
      steps[axis] = shape().get(axis - added) == 1 ? 0 : strides[axis - added];
    }
    return new NdArray(type.withShape(target), storage, offset, steps);
  }

  /** A view of {@code count} elements along one axis: those at {@code start}, {@code start + step}, … */
  public NdArray slice(int axis, int start, int count, int step) {
    int[] steps = strides.clone();
    steps[axis] = count > 1 ? steps[axis] * step : steps[axis]; // a single element may have a step beyond every array
    int first = count == 0 || size() == 0 ? offset : offset + start * strides[axis];
    return new NdArray(type.withShape(shape().with(axis, count)), storage, first, steps);
  }

  /** The same elements in the same order with another shape of the same size: a view if this array is contiguous, else a copy. */
  public NdArray reshape(Shape target) {
    if (target.equals(shape())) {
      return this;
    }
    NdArray base = contiguous();
    return new NdArray(checked(size(), type.withShape(target)), base.storage, base.offset, target.contiguousStrides());
  }

  /** The element at an index along each axis, as a double; true is 1. */
  public double get(int... index) {
    int at = offset;
    for (int axis = 0; axis < index.length; axis++) {
      at += index[axis] * strides[axis];
    }
    return stored(at);
  }

  private double stored(int at) {
    return switch (dtype()) {
      case F32 -> floats()[at];
      case F64 -> doubles()[at];
      case I64 -> longs()[at];
      case BOOL -> booleans()[at] ? 1 : 0;
    };
  }

  private void set(int at, double value) {
    switch (dtype()) {
      case F32 -> floats()[at] = (float) value;
      case F64 -> doubles()[at] = value;
      case I64 -> longs()[at] = (long) value;
      case BOOL -> booleans()[at] = value != 0;
    }
  }

  /**
   * The elements converted to another type: to floating-point numbers rounded to the nearest, which beyond the largest F32 is infinite; to
   * integers truncated toward 0; to truth values, false where 0.
   *
   * @throws ArithmeticException naming the first element, if the target is I64 and it is NaN, infinite or not among the integers of 64 bits
   */
  public NdArray to(DType target) {
    if (target == dtype()) {
      return this;
    }
    requireNumbers();
    NdArray from = contiguous();
    NdArray converted = zeros(type.withDType(target));
    Conversion.copy(from, converted);
    return converted;
  }

  /** The elements in order, last axis fastest, as a new array of doubles; true is 1. */
  public double[] toDoubles() {
    requireNumbers();
    NdArray from = contiguous();
    double[] numbers = Heap.doubles(size(), type.withDType(DType.F64));
    Conversion.toDoubles(from, numbers);
    return numbers;
  }

  /** Type and numbers, the first of each axis if there are many; what is left out is counted. */
  @Override
  public String toString() {
    return type + (isDescribed() ? ", described" : storage.isReleased() ? ", released" : " " + new Excerpt(this).text());
  }

  /** As the element at a place of the storage is written. */
  String written(int at) {
    return switch (dtype()) {
      case F32 -> Float.toString(floats()[at]);
      case F64 -> Double.toString(doubles()[at]);
      case I64 -> Long.toString(longs()[at]);
      case BOOL -> Boolean.toString(booleans()[at]);
    };
  }
}
