package glassprop.kernel;

/**
 * The loops under every operation, over Java arrays of one type of floating-point numbers; nothing of shapes or derivatives.
 *
 * <p>Everything is stated once for all types. A number that goes in or comes out alone is a double: exact where it stands for a number of the
 * array, and rounded to the array's format where it enters the loop. {@link Kernels} has these loops for each {@link Precision}.
 *
 * <p>An argument {@code xAt} is the index of the first element, {@code n} the number of elements; {@code n = 0} is
 * allowed everywhere. An output may be the same array at the same index as an input (in place), but may not overlap it
 * otherwise, and not at all where the input's step is 0.
 * Every method gives bitwise the same result for the same arguments.
 *
 * <p>Where a thread is interrupted, long loops end with a {@link ComputationInterruptedException} and their outputs half written, except
 * {@code addScaled}, which changes numbers that others see: it always runs to its end.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface RealKernels<A> {

  /** An array of some length with any numbers in it, for the time of one operation: to be given back. */
  A take(int length);

  /** Takes back an array that was {@linkplain #take taken}. */
  void giveBack(A taken);

  /** An array of one number, rounded to the format. */
  A number(double number);

  /** One number of an array. */
  double get(A x, int at);

  /** Sets one number of an array, rounded to the format. */
  void set(A x, int at, double number);

  /** {@code out[i] = f(x[i])}. */
  void unary(UnaryFunction f, A x, int xAt, A out, int outAt, int n);

  /** {@code out[i] = f(a[i·aStep], b[i·bStep])}; a step is 1, or 0 for one number against a row. */
  void binary(BinaryFunction f, A a, int aAt, int aStep, A b, int bAt, int bStep, A out, int outAt, int n);

  /** The sum of n numbers; 0 of none. The order of additions is fixed, but is not left to right. */
  double sum(A x, int xAt, int n);

  /** The largest of n numbers; NaN if any is NaN; −∞ of none. */
  double max(A x, int xAt, int n);

  /** The smallest of n numbers; NaN if any is NaN; +∞ of none. */
  double min(A x, int xAt, int n);

  /** The product of n numbers, multiplied in double precision: each factor's rounding would stay in it, in whatever order; 1 of none. */
  double product(A x, int xAt, int n);

  /**
   * {@code out = ȳ · f′}, the slope of f taken from y = f(x): for RELU, SIGMOID and TANH.
   *
   * @throws IllegalArgumentException if the slope of f isn't known from its value
   */
  void pullback(UnaryFunction f, A y, int yAt, A ybar, int ybarAt, A out, int outAt, int n);

  /** Whether none of n numbers is infinite or NaN. */
  boolean areFinite(A x, int xAt, int n);

  /** Whether the squares of n numbers, {@link Precision#ROOM} times, are finite: so that much can be done with them before something overflows. */
  boolean areModerate(A x, int xAt, int n);

  /** {@code out[i] += scale · x[i]}, the product rounded before it is added. */
  void addScaled(double scale, A x, int xAt, A out, int outAt, int n);

  /** {@code out[j] = Σᵢ x[i·xRow + j]} over m rows, for n columns. The order of additions is fixed. */
  void columnSums(int m, int n, A x, int xAt, int xRow, A out, int outAt);

  /**
   * One step of n recurrences, {@code last[i] = a[i] · last[i] + b[i]}, carried in double precision since in a chain every rounding stays, and written
   * to {@code out}.
   *
   * @param goesOn false for the first step, {@code last[i] = b[i]}
   */
  void recur(boolean goesOn, A a, int aAt, A b, int bAt, double[] last, A out, int outAt, int n);

  /** Adds a number to one element of each of m rows of n numbers: the one that its label names. */
  void addToLabels(int m, int n, double number, long[] labels, int labelsAt, A out, int outAt);

  /** The losses ln Σ eˣ − x of the labels' numbers, from the two parts of ln Σ eˣ of m rows of n numbers that {@link #softmaxRows} gives. */
  void surprisals(
      int m, int n, A x, int xAt, long[] labels, int labelsAt, A largest, int largestAt, A logs, int logsAt, double[] out);

  /**
   * Fills a plane, rows × columns numbers without gaps, with m × n others from (top, left) on, and with zeros around them:
   * {@code plane[(top + i)·columns + left + j] = x[i·xRow + j·xColumn]}.
   */
  void pad(int rows, int columns, int top, int left, int m, int n, A x, int xAt, int xRow, int xColumn, A plane, int planeAt);

  /**
   * Adds m × n numbers from (top, left) on of a plane with rows of so many columns, no two of them to one place:
   * {@code out[i·outRow + j·outColumn] += plane[(top + i)·columns + left + j]}. The rest of the plane may be overwritten.
   */
  void addPart(int columns, int top, int left, int m, int n, A plane, int planeAt, A out, int outAt, int outRow, int outColumn);

  /**
   * The matrix product {@code out = a · b}, or {@code out += a · b}, with a of m × k, b of k × n and out of m × n; zeros for k = 0.
   *
   * <p>Element (i, j) of a matrix lies at {@code at + i·row + j·column}, so a transposed operand is the same array with
   * the two strides exchanged. The rows of {@code out} are contiguous and start {@code outRow} apart. {@code out}
   * overlaps no input.
   *
   * @param add whether the product is added to what stands in {@code out}
   */
  void matmul(
      int m, int n, int k, A a, int aAt, int aRow, int aColumn, A b, int bAt, int bRow, int bColumn, A out, int outAt, int outRow, boolean add);

  /**
   * A fully connected layer: {@code out = max(a · b + bias, floor)}, the bias one number for each column and added to the whole product.
   *
   * <p>Matrices lie as those of {@link #matmul}. Numbers equal to the floor become the floor (−0 becomes +0), and NaN stays NaN.
   *
   * @param floor 0 for relu, −∞ for no activation
   */
  void affine(
      int m, int n, int k, A a, int aAt, int aRow, int aColumn, A b, int bAt, int bRow, int bColumn, A bias, int biasAt, double floor,
      A out, int outAt, int outRow);

  /** {@code out = eˣ / Σ eˣ} over n numbers, shifted by their maximum against overflow; NaN where all are −∞. */
  default void softmax(A x, int xAt, A out, int outAt, int n) {
    A sum = number(exponentials(x, xAt, max(x, xAt, n), out, outAt, n));
    binary(BinaryFunction.DIVIDE, out, outAt, 1, sum, 0, 0, out, outAt, n);
  }

  /** Writes eˣ⁻ᵐᵃˣ, and gives its sum. */
  private double exponentials(A x, int xAt, double max, A out, int outAt, int n) {
    binary(BinaryFunction.SUBTRACT, x, xAt, 1, number(max), 0, 0, out, outAt, n);
    unary(UnaryFunction.EXP, out, outAt, out, outAt, n);
    return sum(out, outAt, n);
  }

  /**
   * The {@link #softmax} of m rows of n numbers, and in two parts ln Σ eˣ of each: its largest number, and ln Σ eˣ⁻ᵐᵃˣ, which is 0 where that number
   * is infinite. Their sum would be rounded by the size of the largest, so that no small difference of it and a number of the row is left.
   */
  default void softmaxRows(int m, int n, A x, int xAt, A out, int outAt, A largest, int largestAt, A logs, int logsAt) {
    for (int i = 0; i < m; i++) {
      double max = max(x, xAt + i * n, n);
      double sum = exponentials(x, xAt + i * n, max, out, outAt + i * n, n);
      binary(BinaryFunction.DIVIDE, out, outAt + i * n, 1, number(sum), 0, 0, out, outAt + i * n, n);
      set(largest, largestAt + i, max);
      set(logs, logsAt + i, Double.isInfinite(max) ? 0 : Math.log(sum));
    }
  }

  /** {@code out = x − ln Σ eˣ} over n numbers; NaN where all are −∞. */
  default void logSoftmax(A x, int xAt, A out, int outAt, int n) {
    A shifted = take(n);
    binary(BinaryFunction.SUBTRACT, x, xAt, 1, number(max(x, xAt, n)), 0, 0, shifted, 0, n);
    unary(UnaryFunction.EXP, shifted, 0, out, outAt, n);
    binary(BinaryFunction.SUBTRACT, shifted, 0, 1, number(Math.log(sum(out, outAt, n))), 0, 0, out, outAt, n);
    giveBack(shifted);
  }

  /** {@code ln Σ eˣ} of n numbers, shifted by their maximum against overflow; −∞ of none, and where all are −∞. */
  default double logSumExp(A x, int xAt, int n) {
    double max = max(x, xAt, n);
    if (Double.isInfinite(max)) {
      return max;
    }
    A shifted = take(n);
    double sum = exponentials(x, xAt, max, shifted, 0, n);
    giveBack(shifted);
    return max + Math.log(sum);
  }
}
