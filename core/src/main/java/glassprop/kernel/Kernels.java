package glassprop.kernel;

/**
 * The loops under every operation: numbers in arrays on the heap, nothing of shapes or derivatives.
 *
 * <p>There are two implementations. The {@linkplain #scalar() scalar} one is the specification: obvious code. The
 * vector kernels use {@code jdk.incubator.vector} and are held to the scalar ones by a test. {@link #best()} chooses at
 * start.
 *
 * <p>An argument {@code xAt} is the index of the first element, {@code n} the number of elements; {@code n = 0} is
 * allowed everywhere. An output may be the same array at the same index as an input (in place), but may not overlap it
 * otherwise, and not at all where the input's step is 0.
 * Every method gives bitwise the same result for the same arguments.
 *
 * <p>Where a thread is interrupted, long loops end with a {@link ComputationInterruptedException} and their outputs half written, except
 * {@code addScaled}, which changes numbers that others see: it always runs to its end.
 */
public interface Kernels {
  /** What squares are multiplied by where it is asked whether they are {@linkplain #areModerate(float[], int, int) far from overflowing}. */
  float ROOM = 1 << 16;

  /**
   * The kernels for this JVM: the vector ones where the module {@code jdk.incubator.vector} was added, else the scalar.
   */
  static Kernels best() {
    return Selection.BEST;
  }

  /** The specification: plain loops, on any JVM. */
  static Kernels scalar() {
    return ScalarKernels.INSTANCE;
  }

  /** What these kernels are, for people: "scalar" or, for example, "vector, 512 bit". */
  String description();

  /** {@code out[i] = f(x[i])}. */
  void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n);

  /** {@code out[i] = f(x[i])}. */
  void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n);

  /** {@code out[i] = f(a[i·aStep], b[i·bStep])}; a step is 1, or 0 for one number against a row. */
  void binary(
      BinaryFunction f, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n);

  /** {@code out[i] = f(a[i·aStep], b[i·bStep])}; a step is 1, or 0 for one number against a row. */
  void binary(
      BinaryFunction f, double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n);

  /** The sum of n numbers; 0 of none. The order of additions is fixed, but is not left to right. */
  float sum(float[] x, int xAt, int n);

  /** The sum of n numbers; 0 of none. The order of additions is fixed, but is not left to right. */
  double sum(double[] x, int xAt, int n);

  /** The largest of n numbers; NaN if any is NaN; −∞ of none. */
  float max(float[] x, int xAt, int n);

  /** The largest of n numbers; NaN if any is NaN; −∞ of none. */
  double max(double[] x, int xAt, int n);

  /** The smallest of n numbers; NaN if any is NaN; +∞ of none. */
  float min(float[] x, int xAt, int n);

  /** The smallest of n numbers; NaN if any is NaN; +∞ of none. */
  double min(double[] x, int xAt, int n);

  /**
   * {@code out = ȳ · f′}, the slope of f taken from y = f(x): for RELU, SIGMOID and TANH.
   *
   * @throws IllegalArgumentException if the slope of f isn't known from its value
   */
  void pullback(UnaryFunction f, float[] y, int yAt, float[] ybar, int ybarAt, float[] out, int outAt, int n);

  /** {@code out = ȳ · f′} in float64: see the float32 form. */
  void pullback(UnaryFunction f, double[] y, int yAt, double[] ybar, int ybarAt, double[] out, int outAt, int n);

  /** Whether none of n numbers is infinite or NaN. */
  boolean areFinite(float[] x, int xAt, int n);

  /** Whether the squares of n numbers, {@link #ROOM} times, are finite: so that much can be done with them before something overflows. */
  boolean areModerate(float[] x, int xAt, int n);

  /** Whether none of n numbers is infinite or NaN. */
  boolean areFinite(double[] x, int xAt, int n);

  /** Whether the squares of n numbers, {@link #ROOM} times, are finite: so that much can be done with them before something overflows. */
  boolean areModerate(double[] x, int xAt, int n);

  /** {@code out[i] += scale · x[i]}, the product rounded before it is added. */
  void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int n);

  /** {@code out[i] += scale · x[i]}, the product rounded before it is added. */
  void addScaled(double scale, double[] x, int xAt, double[] out, int outAt, int n);

  /** {@code out[j] = Σᵢ x[i·xRow + j]} over m rows, for n columns. The order of additions is fixed. */
  void columnSums(int m, int n, float[] x, int xAt, int xRow, float[] out, int outAt);

  /** {@code out[j] = Σᵢ x[i·xRow + j]} over m rows, for n columns. The order of additions is fixed. */
  void columnSums(int m, int n, double[] x, int xAt, int xRow, double[] out, int outAt);

  /**
   * Fills a plane, rows × columns numbers without gaps, with m × n others from (top, left) on, and with zeros around them:
   * {@code plane[(top + i)·columns + left + j] = x[i·xRow + j·xColumn]}.
   */
  default void pad(
      int rows, int columns, int top, int left, int m, int n,
      float[] x, int xAt, int xRow, int xColumn, float[] plane, int planeAt) {
    FloatPlanes.pad(rows, columns, top, left, m, n, x, xAt, xRow, xColumn, plane, planeAt);
  }

  /** Fills a plane in float64: see the float32 form. */
  default void pad(
      int rows, int columns, int top, int left, int m, int n,
      double[] x, int xAt, int xRow, int xColumn, double[] plane, int planeAt) {
    DoublePlanes.pad(rows, columns, top, left, m, n, x, xAt, xRow, xColumn, plane, planeAt);
  }

  /**
   * Adds m × n numbers from (top, left) on of a plane with rows of so many columns, no two of them to one place:
   * {@code out[i·outRow + j·outColumn] += plane[(top + i)·columns + left + j]}. The rest of the plane may be overwritten.
   */
  default void addPart(
      int columns, int top, int left, int m, int n,
      float[] plane, int planeAt, float[] out, int outAt, int outRow, int outColumn) {
    FloatPlanes.addPart(this, columns, top, left, m, n, plane, planeAt, out, outAt, outRow, outColumn);
  }

  /** Adds a part of a plane in float64: see the float32 form. */
  default void addPart(
      int columns, int top, int left, int m, int n,
      double[] plane, int planeAt, double[] out, int outAt, int outRow, int outColumn) {
    DoublePlanes.addPart(this, columns, top, left, m, n, plane, planeAt, out, outAt, outRow, outColumn);
  }

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
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] out, int outAt, int outRow, boolean add);

  /** The matrix product in float64: see the float32 form. */
  void matmul(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add);

  /**
   * A fully connected layer: {@code out = max(a · b + bias, floor)}, the bias one number for each column and added to the whole product.
   *
   * <p>Matrices lie as those of {@link #matmul}. Numbers equal to the floor become the floor (−0 becomes +0), and NaN stays NaN.
   *
   * @param floor 0 for relu, −∞ for no activation
   */
  default void affine(
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] bias, int biasAt, float floor, float[] out, int outAt, int outRow) {
    matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, false);
    FloatLoops.finish(m, n, bias, biasAt, floor, out, outAt, outRow);
  }

  /** A fully connected layer in float64: see the float32 form. */
  default void affine(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] bias, int biasAt, double floor, double[] out, int outAt, int outRow) {
    matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, false);
    DoubleLoops.finish(m, n, bias, biasAt, floor, out, outAt, outRow);
  }

  /** {@code out = eˣ / Σ eˣ} over n numbers, shifted by their maximum against overflow; NaN where all are −∞. */
  default void softmax(float[] x, int xAt, float[] out, int outAt, int n) {
    float[] sum = {exponentials(x, xAt, max(x, xAt, n), out, outAt, n)};
    binary(BinaryFunction.DIVIDE, out, outAt, 1, sum, 0, 0, out, outAt, n);
  }

  /** Writes eˣ⁻ᵐᵃˣ, and gives its sum. */
  private float exponentials(float[] x, int xAt, float max, float[] out, int outAt, int n) {
    binary(BinaryFunction.SUBTRACT, x, xAt, 1, new float[] {max}, 0, 0, out, outAt, n);
    unary(UnaryFunction.EXP, out, outAt, out, outAt, n);
    return sum(out, outAt, n);
  }

  /**
   * The {@link #softmax} of m rows of n numbers, and in two parts ln Σ eˣ of each: its largest number, and ln Σ eˣ⁻ᵐᵃˣ, which is 0 where that number
   * is infinite. Their sum would be rounded by the size of the largest, so that no small difference of it and a number of the row is left.
   */
  default void softmaxRows(
      int m, int n, float[] x, int xAt, float[] out, int outAt, float[] largest, int largestAt, float[] logs, int logsAt) {
    for (int i = 0; i < m; i++) {
      float max = max(x, xAt + i * n, n);
      float[] sum = {exponentials(x, xAt + i * n, max, out, outAt + i * n, n)};
      binary(BinaryFunction.DIVIDE, out, outAt + i * n, 1, sum, 0, 0, out, outAt + i * n, n);
      largest[largestAt + i] = max;
      logs[logsAt + i] = Float.isInfinite(max) ? 0 : (float) Math.log(sum[0]);
    }
  }

  /** {@code out = x − ln Σ eˣ} over n numbers; NaN where all are −∞. */
  default void logSoftmax(float[] x, int xAt, float[] out, int outAt, int n) {
    float[] max = {max(x, xAt, n)};
    float[] shifted = Pool.floats(n);
    binary(BinaryFunction.SUBTRACT, x, xAt, 1, max, 0, 0, shifted, 0, n);
    unary(UnaryFunction.EXP, shifted, 0, out, outAt, n);
    float[] log = {(float) Math.log(sum(out, outAt, n))};
    binary(BinaryFunction.SUBTRACT, shifted, 0, 1, log, 0, 0, out, outAt, n);
    Pool.giveBack(shifted);
  }

  /** {@code ln Σ eˣ} of n numbers, shifted by their maximum against overflow; −∞ of none, and where all are −∞. */
  default float logSumExp(float[] x, int xAt, int n) {
    float max = max(x, xAt, n);
    if (Float.isInfinite(max)) {
      return max;
    }
    float[] shifted = Pool.floats(n);
    float sum = exponentials(x, xAt, max, shifted, 0, n);
    Pool.giveBack(shifted);
    return max + (float) Math.log(sum);
  }

  /** {@code out = eˣ / Σ eˣ} over n numbers, shifted by their maximum against overflow; NaN where all are −∞. */
  default void softmax(double[] x, int xAt, double[] out, int outAt, int n) {
    double[] sum = {exponentials(x, xAt, max(x, xAt, n), out, outAt, n)};
    binary(BinaryFunction.DIVIDE, out, outAt, 1, sum, 0, 0, out, outAt, n);
  }

  /** Writes eˣ⁻ᵐᵃˣ, and gives its sum. */
  private double exponentials(double[] x, int xAt, double max, double[] out, int outAt, int n) {
    binary(BinaryFunction.SUBTRACT, x, xAt, 1, new double[] {max}, 0, 0, out, outAt, n);
    unary(UnaryFunction.EXP, out, outAt, out, outAt, n);
    return sum(out, outAt, n);
  }

  /** The softmax of rows in float64: see the float32 form. */
  default void softmaxRows(
      int m, int n, double[] x, int xAt, double[] out, int outAt, double[] largest, int largestAt, double[] logs, int logsAt) {
    for (int i = 0; i < m; i++) {
      double max = max(x, xAt + i * n, n);
      double[] sum = {exponentials(x, xAt + i * n, max, out, outAt + i * n, n)};
      binary(BinaryFunction.DIVIDE, out, outAt + i * n, 1, sum, 0, 0, out, outAt + i * n, n);
      largest[largestAt + i] = max;
      logs[logsAt + i] = Double.isInfinite(max) ? 0 : Math.log(sum[0]);
    }
  }

  /** {@code out = x − ln Σ eˣ} over n numbers; NaN where all are −∞. */
  default void logSoftmax(double[] x, int xAt, double[] out, int outAt, int n) {
    double[] max = {max(x, xAt, n)};
    double[] shifted = Pool.doubles(n);
    binary(BinaryFunction.SUBTRACT, x, xAt, 1, max, 0, 0, shifted, 0, n);
    unary(UnaryFunction.EXP, shifted, 0, out, outAt, n);
    double[] log = {Math.log(sum(out, outAt, n))};
    binary(BinaryFunction.SUBTRACT, shifted, 0, 1, log, 0, 0, out, outAt, n);
    Pool.giveBack(shifted);
  }

  /** {@code ln Σ eˣ} of n numbers, shifted by their maximum against overflow; −∞ of none, and where all are −∞. */
  default double logSumExp(double[] x, int xAt, int n) {
    double max = max(x, xAt, n);
    if (Double.isInfinite(max)) {
      return max;
    }
    double[] shifted = Pool.doubles(n);
    double sum = exponentials(x, xAt, max, shifted, 0, n);
    Pool.giveBack(shifted);
    return max + Math.log(sum);
  }
}
