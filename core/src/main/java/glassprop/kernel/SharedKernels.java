package glassprop.kernel;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Other kernels, whose large loops the threads of a {@link Team} share.
 *
 * <p>Cuts never change a bit: elementwise loops are cut between whole vectors, products and sums over columns between numbers that are
 * computed apart from each other anyway. A sum of one row of numbers stays whole.
 *
 * @param <A> the type of arrays
 */
final class SharedKernels<A> implements RealKernels<A> {
  /**
   * The numbers of an elementwise loop, and the products of a matrix product, that are a part worth sharing: some microseconds of work,
   * against about one to hand it to a thread that is awake.
   */
  private static final int NUMBERS = 1 << 15;

  private static final long PRODUCTS = 1 << 18;

  /** Parts begin at multiples of these: the longest vector, and tiles of a matrix product. */
  private static final int VECTOR = 16;

  private static final int COLUMNS = 32;
  private static final int ROWS = 14 * 6;

  private final RealKernels<A> kernels;

  SharedKernels(RealKernels<A> kernels) {
    this.kernels = kernels;
  }

  /** What looks for an interruption itself, or changes numbers that others see, is in as few parts as there are threads. */
  private static final int WHOLE = Integer.MAX_VALUE;

  private interface Part {
    void run(int from, int count);
  }

  /**
   * Runs a loop of n steps in even parts, one for each thread, of at least so many steps; each of them at most so many at a time if the loop may end
   * between them because its thread was interrupted. Each begins at a multiple of a step.
   */
  private static void share(int n, int least, int most, int step, Part part) {
    if (n < 2L * least) {
      part.run(0, n);
    } else {
      cut(n, least, most, step, part);
    }
  }

  private static void cut(int n, int least, int most, int step, Part part) {
    Team.share(n, least, step, (start, end) -> {
      for (int from = start, count; from < end; from += count) {
        if (most < WHOLE) {
          Interruption.check();
        }
        count = Math.min(most, end - from);
        part.run(from, count);
      }
    });
  }

  private interface Question {
    boolean answer(int from, int count);
  }

  /** Whether a question about n numbers has the answer yes in all parts. */
  private static boolean all(int n, Question question) {
    if (n < 2 * NUMBERS) {
      return question.answer(0, n);
    }
    AtomicBoolean all = new AtomicBoolean(true);
    share(n, NUMBERS, WHOLE, VECTOR, (from, count) -> {
      if (!question.answer(from, count)) {
        all.set(false);
      }
    });
    return all.get();
  }

  /** The least rows or columns of a product whose other two sizes these are that are worth sharing. */
  private static int least(int size, int other) {
    return (int) Math.ceilDiv(PRODUCTS, Math.max(1, (long) size * other));
  }

  @Override
  public void unary(UnaryFunction f, A x, int xAt, A out, int outAt, int n) {
    share(n, NUMBERS, Interruption.NUMBERS, VECTOR, (from, count) -> kernels.unary(f, x, xAt + from, out, outAt + from, count));
  }

  @Override
  public void binary(
      BinaryFunction f, A a, int aAt, int aStep, A b, int bAt, int bStep, A out, int outAt, int n) {
    share(n, NUMBERS, Interruption.NUMBERS, VECTOR, (from, count) -> kernels.binary(
        f, a, aAt + from * aStep, aStep, b, bAt + from * bStep, bStep, out, outAt + from, count));
  }

  @Override
  public void pullback(
      UnaryFunction f, A y, int yAt, A ybar, int ybarAt, A out, int outAt, int n) {
    share(n, NUMBERS, Interruption.NUMBERS, VECTOR, (from, count) -> kernels.pullback(
        f, y, yAt + from, ybar, ybarAt + from, out, outAt + from, count));
  }

  @Override
  public boolean areFinite(A x, int xAt, int n) {
    return all(n, (from, count) -> kernels.areFinite(x, xAt + from, count));
  }

  @Override
  public boolean areModerate(A x, int xAt, int n) {
    return all(n, (from, count) -> kernels.areModerate(x, xAt + from, count));
  }

  @Override
  public void addScaled(double scale, A x, int xAt, A out, int outAt, int n) {
    share(n, NUMBERS, WHOLE, VECTOR, (from, count) -> kernels.addScaled(scale, x, xAt + from, out, outAt + from, count));
  }

  @Override
  public void columnSums(int m, int n, A x, int xAt, int xRow, A out, int outAt) {
    share(n, Math.ceilDiv(NUMBERS, Math.max(1, m)), WHOLE, VECTOR, (from, count) -> kernels.columnSums(
        m, count, x, xAt + from, xRow, out, outAt + from));
  }

  @Override
  public void softmaxRows(
      int m, int n, A x, int xAt, A out, int outAt, A largest, int largestAt, A logs, int logsAt) {
    share(m, Math.ceilDiv(NUMBERS, Math.max(1, n)), Math.ceilDiv(Interruption.NUMBERS, Math.max(1, n)), 1, (from, count) -> kernels.softmaxRows(
        count, n, x, xAt + from * n, out, outAt + from * n, largest, largestAt + from, logs, logsAt + from));
  }

  // Products are cut four times in the same words: with one method for all, whose parts are lambdas within a lambda, the compiler
  // leaves 1.4 kB of objects a step of tiny, which takes 5 % longer.
  @Override
  public void matmul(
      int m, int n, int k,
      A a, int aAt, int aRow, int aColumn,
      A b, int bAt, int bRow, int bColumn,
      A out, int outAt, int outRow, boolean add) {
    if (n >= m) {
      share(n, least(m, k), WHOLE, COLUMNS, (from, count) -> kernels.matmul(
          m, count, k, a, aAt, aRow, aColumn, b, bAt + from * bColumn, bRow, bColumn, out, outAt + from, outRow, add));
    } else {
      share(m, least(n, k), WHOLE, ROWS, (from, count) -> kernels.matmul(
          count, n, k, a, aAt + from * aRow, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt + from * outRow, outRow, add));
    }
  }

  @Override
  public void affine(
      int m, int n, int k,
      A a, int aAt, int aRow, int aColumn,
      A b, int bAt, int bRow, int bColumn,
      A bias, int biasAt, double floor, A out, int outAt, int outRow) {
    if (n >= m) {
      share(n, least(m, k), WHOLE, COLUMNS, (from, count) -> kernels.affine(
          m, count, k, a, aAt, aRow, aColumn, b, bAt + from * bColumn, bRow, bColumn, bias, biasAt + from, floor,
          out, outAt + from, outRow));
    } else {
      share(m, least(n, k), WHOLE, ROWS, (from, count) -> kernels.affine(
          count, n, k, a, aAt + from * aRow, aRow, aColumn, b, bAt, bRow, bColumn, bias, biasAt, floor,
          out, outAt + from * outRow, outRow));
    }
  }

  @Override
  public double sum(A x, int xAt, int n) {
    return kernels.sum(x, xAt, n);
  }

  @Override
  public double max(A x, int xAt, int n) {
    double max = kernels.max(x, xAt, Math.min(n, Interruption.NUMBERS));
    for (int i = Interruption.NUMBERS; i < n; i += Interruption.NUMBERS) {
      Interruption.check();
      max = Math.max(max, kernels.max(x, xAt + i, Math.min(n - i, Interruption.NUMBERS)));
    }
    return max;
  }

  @Override
  public double min(A x, int xAt, int n) {
    double min = kernels.min(x, xAt, Math.min(n, Interruption.NUMBERS));
    for (int i = Interruption.NUMBERS; i < n; i += Interruption.NUMBERS) {
      Interruption.check();
      min = Math.min(min, kernels.min(x, xAt + i, Math.min(n - i, Interruption.NUMBERS)));
    }
    return min;
  }

  @Override
  public A take(int length) {
    return kernels.take(length);
  }

  @Override
  public void giveBack(A taken) {
    kernels.giveBack(taken);
  }

  @Override
  public A number(double number) {
    return kernels.number(number);
  }

  @Override
  public double get(A x, int at) {
    return kernels.get(x, at);
  }

  @Override
  public void set(A x, int at, double number) {
    kernels.set(x, at, number);
  }

  @Override
  public double product(A x, int xAt, int n) {
    return kernels.product(x, xAt, n);
  }

  @Override
  public void recur(boolean goesOn, A a, int aAt, A b, int bAt, double[] last, A out, int outAt, int n) {
    kernels.recur(goesOn, a, aAt, b, bAt, last, out, outAt, n);
  }

  @Override
  public void addToLabels(int m, int n, double number, long[] labels, int labelsAt, A out, int outAt) {
    kernels.addToLabels(m, n, number, labels, labelsAt, out, outAt);
  }

  @Override
  public void surprisals(
      int m, int n, A x, int xAt, long[] labels, int labelsAt, A largest, int largestAt, A logs, int logsAt, double[] out) {
    kernels.surprisals(m, n, x, xAt, labels, labelsAt, largest, largestAt, logs, logsAt, out);
  }

  @Override
  public void pad(
      int rows, int columns, int top, int left, int m, int n, A x, int xAt, int xRow, int xColumn, A plane, int planeAt) {
    kernels.pad(rows, columns, top, left, m, n, x, xAt, xRow, xColumn, plane, planeAt);
  }

  @Override
  public void addPart(
      int columns, int top, int left, int m, int n, A plane, int planeAt, A out, int outAt, int outRow, int outColumn) {
    kernels.addPart(columns, top, left, m, n, plane, planeAt, out, outAt, outRow, outColumn);
  }
}
