package glassprop.array;

import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;

/**
 * A place where a loop reads or writes float32 or float64 numbers: neighbours in an array without gaps, or one number that is read again and
 * again.
 *
 * <p>It is moved in place, from block to block and from array to array, so that a loop over blocks makes no objects. A span belongs to one thread.
 */
public final class Span {
  private static final Object NOWHERE = new Object();

  private final DType dtype;
  private final RealKernels<Object> access;
  private final int step;
  private Object numbers = NOWHERE;
  private int start;
  private int at;

  private Span(DType dtype, int step) {
    if (!dtype.isFloat()) {
      throw new IllegalArgumentException("a span of " + dtype + " numbers: expected F32 or F64");
    }
    this.dtype = dtype;
    this.access = Kernels.scalar().of(dtype.precision());
    this.step = step;
  }

  /** A place for neighbouring numbers, nowhere yet. */
  public static Span ofNeighbours(DType dtype) {
    return new Span(dtype, 1);
  }

  /** The number of an array at an index of its elements, for every step of a loop. */
  public static Span repeating(NdArray numbers, int index) {
    Span span = new Span(numbers.dtype(), 0).over(numbers);
    span.start += index;
    return span.to(0);
  }

  /**
   * Goes to the first element of an array.
   *
   * @throws IllegalArgumentException if it has gaps or another element type
   */
  public Span over(NdArray numbers) {
    if (!numbers.isContiguous() || numbers.dtype() != dtype) {
      throw new IllegalArgumentException("a span over " + numbers.type() + ": expected " + dtype + " without gaps; take contiguous()");
    }
    this.numbers = numbers.numbers();
    start = numbers.offset();
    return to(0);
  }

  /** Goes to an element of the array, counted from its first. One number for all steps stays where it is. */
  public Span to(int element) {
    at = start + element * step;
    return this;
  }

  /** The element type. */
  public DType dtype() {
    return dtype;
  }

  /** The Java array of the numbers: see {@link NdArray#numbers}. */
  public Object numbers() {
    return numbers;
  }

  /** The loops over arrays such as this one's. */
  public RealKernels<Object> kernels(Kernels kernels) {
    return kernels.of(dtype.precision());
  }

  /** Where in the array the loop begins. */
  public int at() {
    return at;
  }

  /** How far neighbours lie apart: 1, or 0 for one number that is repeated. */
  public int step() {
    return step;
  }

  /** The number for step i of a loop. */
  public double get(int i) {
    return access.get(numbers, at + i * step);
  }

  /** Sets the number for step i of a loop, rounded to the element type. */
  public void set(int i, double number) {
    access.set(numbers, at + i * step, number);
  }
}
