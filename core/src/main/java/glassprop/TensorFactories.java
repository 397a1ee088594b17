package glassprop;

import glassprop.array.DType;
import glassprop.array.DescribedException;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.op.Told;
import glassprop.text.Counted;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * How tensors are made from numbers: {@code Tensor.of(1, 2)}, {@code Tensor.zeros(DType.F32, 2, 3)}. A part of {@link Tensor}, which alone
 * extends it, in a file of its own.
 *
 * <p>Numbers written as {@code double} make float64, those of {@link #floats} float32, {@code long} integers and {@code boolean} masks.
 * Given arrays are copied.
 */
abstract sealed class TensorFactories permits Tensor {
  TensorFactories() {}

  // ---- of given numbers

  /** An untracked tensor over an array. */
  public static Tensor of(NdArray array) {
    return new Tensor(Objects.requireNonNull(array, "of: expected an array, came null"), null, "", null);
  }

  /**
   * A tensor that is described by its type alone: it takes no memory, whatever its size. What is computed from it is described too, so that
   * a computation shows its shapes, and errors of shape, before there are numbers. To ask for its numbers is a {@link DescribedException}.
   */
  public static Tensor described(TensorType type) {
    return of(NdArray.described(Objects.requireNonNull(type, "described: expected a type, came null")));
  }

  /** A single float64 number. */
  public static Tensor scalar(double value) {
    return of(NdArray.over(new double[] {value}, Shape.SCALAR));
  }

  /** A float64 vector. */
  public static Tensor of(double... numbers) {
    return of(NdArray.over(Heap.copy(numbers, "a vector"), Shape.of(numbers.length)));
  }

  /**
   * A float64 matrix of these rows.
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor of(double[][] rows) {
    Shape shape = matrix("of", rows.length, row -> rows[row].length);
    double[] numbers = Heap.doubles(shape.size(), new TensorType(shape, DType.F64));
    join(rows, numbers, shape);
    return of(NdArray.over(numbers, shape));
  }

  /** A float32 vector. */
  public static Tensor floats(float... numbers) {
    return of(NdArray.over(Heap.copy(numbers, "a vector"), Shape.of(numbers.length)));
  }

  /**
   * A float32 matrix of these rows.
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor floats(float[][] rows) {
    Shape shape = matrix("floats", rows.length, row -> rows[row].length);
    float[] numbers = Heap.floats(shape.size(), new TensorType(shape, DType.F32));
    join(rows, numbers, shape);
    return of(NdArray.over(numbers, shape));
  }

  /** Class labels, indices or other integers: an I64 vector. */
  public static Tensor indices(long... numbers) {
    return of(NdArray.over(Heap.copy(numbers, "a vector"), Shape.of(numbers.length)));
  }

  /**
   * An I64 matrix of these rows.
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor indices(long[][] rows) {
    Shape shape = matrix("indices", rows.length, row -> rows[row].length);
    long[] numbers = Heap.longs(shape.size(), new TensorType(shape, DType.I64));
    join(rows, numbers, shape);
    return of(NdArray.over(numbers, shape));
  }

  /** Truth values: a BOOL vector. */
  public static Tensor mask(boolean... values) {
    return of(NdArray.over(Heap.copy(values, "a mask"), Shape.of(values.length)));
  }

  /**
   * A BOOL matrix of these rows.
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor mask(boolean[][] rows) {
    Shape shape = matrix("mask", rows.length, row -> rows[row].length);
    boolean[] values = Heap.booleans(shape.size(), new TensorType(shape, DType.BOOL));
    join(rows, values, shape);
    return of(NdArray.over(values, shape));
  }

  private static Shape matrix(String what, int rows, IntUnaryOperator length) {
    int columns = rows == 0 ? 0 : length.applyAsInt(0);
    for (int row = 1; row < rows; row++) {
      if (length.applyAsInt(row) != columns) {
        throw new ShapeException(
            String.format(Locale.ROOT,
                "%s: row 0 has %s, row %d has %d; the rows of a matrix are equally long",
                what, Counted.of(columns, "number"), row, length.applyAsInt(row)));
      }
    }
    return Shape.of(rows, columns);
  }

  private static void join(Object[] rows, Object numbers, Shape shape) {
    int columns = shape.get(1);
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, numbers, row * columns, columns);
    }
  }

  // ---- of one number

  /** Zeros, or false. */
  public static Tensor zeros(DType dtype, int... sizes) {
    return Told.by("zeros", () -> of(NdArray.zeros(new TensorType(Shape.of(sizes), dtype))));
  }

  /** Ones, or true. */
  public static Tensor ones(DType dtype, int... sizes) {
    return Told.by("ones", () -> full(1, dtype, sizes));
  }

  /**
   * One number, repeated. Each element has a place of its own; {@code scalar(x).expand(sizes)} is a view of a single one, which needs no
   * room and can't be changed in place.
   *
   * @throws IllegalArgumentException if the type does not {@linkplain DType#holds hold} the number: 0.5 is no integer, 2 no truth value, and
   *     10⁵⁰ infinite in float32
   */
  public static Tensor full(double value, DType dtype, int... sizes) {
    return Told.by(
        "full", () -> of(NdArray.full(new TensorType(Shape.of(sizes), dtype), dtype.requireHolds("the number", value)).contiguous()));
  }

  /** Zeros, or false, of the shape and the element type of another tensor. */
  public static Tensor zerosLike(Tensor other) {
    return Told.by("zeros_like", () -> of(NdArray.zeros(other.type())));
  }

  /** Ones, or true, of the shape and the element type of another tensor. */
  public static Tensor onesLike(Tensor other) {
    return Told.by("ones_like", () -> of(NdArray.full(other.type(), 1).contiguous()));
  }

  /** The identity matrix (n, n): 1 on the main diagonal, and 0 elsewhere. */
  public static Tensor eye(DType dtype, int n) {
    return Told.by(
        "eye",
        () -> {
          Shape shape = Shape.of(n, n);
          double[] numbers = Heap.doubles(shape.size(), new TensorType(shape, DType.F64));
          for (int i = 0; i < n; i++) {
            numbers[i * (n + 1)] = 1;
          }
          return of(NdArray.over(numbers, shape).to(dtype));
        });
  }

  // ---- at equal distances

  /**
   * The integers from {@code start} to {@code end}, exclusive: an I64 vector; an empty one if {@code start} is not below {@code end}.
   *
   * @throws ShapeException if there are too many for one tensor
   */
  public static Tensor arange(long start, long end) {
    return arange(start, end, 1);
  }

  /**
   * The integers {@code start}, {@code start + step}, … before {@code end}: an I64 vector. For fractions see {@link #linspace}, which says
   * how many there are.
   *
   * @param step below 0 to count down
   * @throws ShapeException if the step is 0, or there are too many for one tensor
   */
  public static Tensor arange(long start, long end, long step) {
    if (step == 0) {
      throw new ShapeException("arange: from " + start + " to " + end + " in steps of 0; a step is above or below 0");
    }
    // as unsigned numbers, since the way from start to end may be longer than any long
    long way = step > 0 ? end - start : start - end;
    boolean none = step > 0 ? start >= end : start <= end;
    long count = none ? 0 : Long.divideUnsigned(way - 1, Math.abs(step)) + 1;
    if (count < 0 || count > Shape.MAX_SIZE) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "arange: from %d to %d in steps of %d are %s numbers; at most %d fit into a tensor",
              start, end, step, Long.toUnsignedString(count), Shape.MAX_SIZE));
    }
    Shape shape = Shape.of((int) count);
    long[] numbers = Heap.longs(count, new TensorType(shape, DType.I64));
    for (int i = 0; i < numbers.length; i++) {
      Interruption.check(i, 1);
      numbers[i] = start + i * step;
    }
    return of(NdArray.over(numbers, shape));
  }

  /**
   * So many float64 numbers at equal distances, of which the first and the last are given; the first alone if one is asked for.
   *
   * @throws ShapeException if the count is negative
   * @throws IllegalArgumentException if a bound is not finite, or they are too far from each other
   */
  public static Tensor linspace(double first, double last, int count) {
    Shape shape = Told.by("linspace", () -> Shape.of(count));
    double way = last - first;
    if (!Double.isFinite(way * Math.max(1, count))) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT,
                  "linspace: %d numbers from %s to %s: the bounds must be finite, and not too far from each other",
                  count, first, last));
    }
    double[] numbers = Heap.doubles(count, new TensorType(shape, DType.F64));
    for (int i = 0; i < count; i++) {
      Interruption.check(i, 1);
      numbers[i] = i > 0 && i == count - 1 ? last : first + i * way / Math.max(1, count - 1);
    }
    return of(NdArray.over(numbers, shape));
  }

  // ---- random numbers

  /** Independent numbers from the normal distribution with mean 0 and variance 1, in float64. */
  public static Tensor normal(RandomGenerator random, int... sizes) {
    Objects.requireNonNull(random, "normal: expected a generator of random numbers, came null");
    return Told.by("normal", () -> drawn(random::nextGaussian, sizes));
  }

  /**
   * Independent numbers from the uniform distribution between two bounds, in float64.
   *
   * @throws IllegalArgumentException if the bounds are not finite, or the lower is not below the upper
   */
  public static Tensor uniform(RandomGenerator random, double low, double high, int... sizes) {
    Objects.requireNonNull(random, "uniform: expected a generator of random numbers, came null");
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "uniform: numbers from " + low + " to " + high + ": expected a lower bound that is below the upper one, both finite");
    }
    return Told.by("uniform", () -> drawn(() -> random.nextDouble(low, high), sizes));
  }

  private static Tensor drawn(DoubleSupplier number, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] numbers = Heap.doubles(shape.size(), new TensorType(shape, DType.F64));
    for (int i = 0; i < numbers.length; i++) {
      Interruption.check(i, 1);
      numbers[i] = number.getAsDouble();
    }
    return of(NdArray.over(numbers, shape));
  }
}
