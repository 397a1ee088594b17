package glassprop.op;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.catalogue.Affine;
import glassprop.op.catalogue.CrossEntropy;
import glassprop.op.catalogue.EmbeddingLookup;
import glassprop.op.vocabulary.Einsum;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However many numbers an op adds up, and whatever they are, it is as near to the exact sum as libtorch's sum over a leading axis, up to a
 * factor of 4.
 *
 * <p>The errors of libtorch 2.10.0 were measured on one thread (AVX-512), each as a part of Σ|x|: for n rows of ten numbers 0.1, which is its worst
 * case here; and for their product with ones, in which a chain of hundreds of products is rounded again and again, there as here. Exact values
 * are sums in twice the precision of a double.
 */
@Tag("slow")
@ParameterizedClass
@MethodSource("cases")
class AccumulationTest {
  private static final int[] ROWS = {1_000, 10_000, 1_000_000};

  /** Whole vectors and some more, and the rest alone. */
  private static final int[] COLUMNS = {19, 19, 2};

  private static final double[] LIBTORCH_SUM = {1.4e-7, 1.7e-7, 5.6e-7};
  private static final double[] LIBTORCH_PRODUCT = {2.3e-6, 2.4e-6, 1.7e-6};
  private static final double FACTOR = 4;

  /** Kinds of numbers, by their row. */
  enum Data {
    EQUAL(false) {
      @Override
      double of(int row, SplittableRandom random) {
        return 0.1;
      }
    },
    RANDOM(true) {
      @Override
      double of(int row, SplittableRandom random) {
        return random.nextGaussian();
      }
    },
    OFFSET(true) {
      @Override
      double of(int row, SplittableRandom random) {
        return 1_000 + random.nextGaussian();
      }
    },
    FAR_OFFSET(true) {
      @Override
      double of(int row, SplittableRandom random) {
        return 1e6 + random.nextGaussian();
      }
    },
    ALTERNATING(true) {
      @Override
      double of(int row, SplittableRandom random) {
        return (row % 2 == 0 ? 1e4 : -1e4) + 1 + random.nextDouble();
      }
    },
    DECREASING(true) {
      @Override
      double of(int row, SplittableRandom random) {
        return 1.0 / (row + 1);
      }
    };

    private final boolean varies;

    Data(boolean varies) {
      this.varies = varies;
    }

    abstract double of(int row, SplittableRandom random);

    double[] matrix(int rows, int columns, DType dtype) {
      SplittableRandom random = new SplittableRandom(7);
      double[] x = new double[rows * columns];
      for (int i = 0; i < x.length; i++) {
        double number = of(i / columns, random);
        x[i] = dtype == DType.F32 ? (float) number : number;
      }
      return x;
    }
  }

  /** The numbers of one case, which all tests share; and their bounds, each a part of Σ|x| of a column. */
  static final class Matrix {
    private final DType dtype;
    private final Data data;
    private final int n;
    private final int columns;
    private final double[] numbers;
    private final double[][] byColumn;
    private final double bound;
    private final double productBound;

    Matrix(DType dtype, Data data, int size) {
      this.dtype = dtype;
      this.data = data;
      this.n = ROWS[size];
      this.columns = COLUMNS[size];
      this.numbers = data.matrix(n, columns, dtype);
      this.byColumn = new double[columns][n];
      for (int i = 0; i < numbers.length; i++) {
        byColumn[i % columns][i / columns] = numbers[i];
      }
      double precision = dtype == DType.F32 ? 1 : 0x1p-29;
      this.bound = FACTOR * LIBTORCH_SUM[size] * precision;
      this.productBound = FACTOR * LIBTORCH_PRODUCT[size] * precision;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%d × %d numbers, %s, %s", n, columns, data, dtype);
    }
  }

  static Stream<Matrix> cases() {
    return Stream.of(DType.F32, DType.F64)
        .flatMap(dtype -> Arrays.stream(Data.values()).flatMap(
            data -> IntStream.range(0, ROWS.length).mapToObj(size -> new Matrix(dtype, data, size))));
  }

  private final Matrix matrix;
  private final DType dtype;
  private final int n;
  private final int columns;
  private final double bound;
  private final double productBound;

  AccumulationTest(Matrix matrix) {
    this.matrix = matrix;
    this.dtype = matrix.dtype;
    this.n = matrix.n;
    this.columns = matrix.columns;
    this.bound = matrix.bound;
    this.productBound = matrix.productBound;
  }

  private Tensor x(int... sizes) {
    return Tensor.of(NdArray.over(matrix.numbers, Shape.of(sizes)).to(dtype));
  }

  private Tensor x() {
    return x(n, columns);
  }

  private Tensor ones(int... sizes) {
    return Tensor.full(1, dtype, sizes);
  }

  /** Compares something of each column, in one row of results or several equal ones. */
  private void check(String what, double tolerance, Tensor actual, Exact exact) {
    double[] results = actual.toDoubles();
    for (int j = 0; j < results.length; j++) {
      double[] column = matrix.byColumn[j % columns];
      double expected = exact.of(column);
      double scale = Math.max(Math.abs(expected), exact.of(map(column, Math::abs)));
      near(what + ", column " + j, expected, results[j], tolerance * scale);
    }
  }

  private interface Exact {
    double of(double[] column);
  }

  private static void near(String what, double expected, double actual, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      assertThat(actual).as("%s: off by %.1e, allowed %.1e", what, actual - expected, tolerance).isEqualTo(expected);
    }
  }

  private static double[] map(double[] x, DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }

  /** The sum in twice the precision of a double (Knuth's two-sum: what each addition loses is added up beside it). */
  private static double sum(double... x) {
    double sum = 0;
    double lost = 0;
    for (double number : x) {
      double next = sum + number;
      double part = next - sum;
      lost += (sum - (next - part)) + (number - part);
      sum = next;
    }
    return sum + lost;
  }

  private static double mean(double... x) {
    return sum(x) / x.length;
  }

  private static double variance(double... x) {
    double mean = mean(x);
    return sum(map(x, v -> (v - mean) * (v - mean))) / (x.length - 1);
  }

  @Test
  void sumsAlongEveryAxis() {
    Exact sum = AccumulationTest::sum;
    check("leading axis", bound, x().sum(0), sum);
    check("last axis", bound, x().transpose().sum(1), sum);
    check("middle axis", bound, x(1, n, columns).expand(2, n, columns).sum(1).select(0, 1), sum);
    check("two leading axes", bound, x(n / 100, 100, columns).sum(0, 1), sum);
    check("mean", bound, x().mean(0), AccumulationTest::mean);
  }

  @Test
  void momentsAndNorms() {
    check("norm", bound, x().norm(2, 0), x -> Math.sqrt(sum(map(x, v -> v * v))));
    check("3-norm", bound, x().norm(3, 0), x -> Math.cbrt(sum(map(x, v -> Math.abs(v * v * v)))));
    if (matrix.data.varies) {
      check("variance", bound, x().var(1, 0), AccumulationTest::variance);
      check("standard deviation", bound, x().std(1, 0), x -> Math.sqrt(variance(x)));
    }
    if (matrix.data.varies && dtype == DType.F32) { // in float64 the mean of the reference is rounded, too
      double[] deviations = x().center(0).toDoubles();
      double[] column = matrix.byColumn[0];
      double mean = mean(column);
      double spread = Math.sqrt(variance(column));
      for (int i = 0; i < 100; i++) {
        double exact = column[i] - mean;
        near("deviation " + i, exact, deviations[i * columns], bound * (Math.abs(exact) + spread));
      }
    }
  }

  @Test
  void runningSumsAndProducts() {
    // libtorch, too, carries a running sum in float64, whatever the format: its errors in float64 are those of a plain chain.
    double chain = dtype == DType.F32 ? bound : FACTOR * n * 0x1p-53;
    double[] sums = x().cumsum(0).toDoubles();
    double small = matrix.data == Data.FAR_OFFSET ? 1e-12 : 1e-6;
    double[] factors = map(matrix.numbers, v -> dtype == DType.F32 ? (float) (1 + v * small) : 1 + v * small);
    Tensor wide = Tensor.of(NdArray.over(factors, Shape.of(n, columns)).to(dtype));
    double[] products = wide.prod(0).toDoubles();
    double[] running = wide.cumprod(0).toDoubles();
    for (int j = 0; j < columns; j++) {
      double[] column = matrix.byColumn[j];
      for (int count = 1; count <= n; count *= 10) {
        double[] some = Arrays.copyOf(column, count);
        near("running sum of " + count, sum(some), sums[(count - 1) * columns + j], chain * sum(map(some, Math::abs)));
      }
      int at = j;
      double logarithm = sum(IntStream.range(0, n).mapToDouble(i -> Math.log(factors[i * columns + at])).toArray());
      double product = Math.exp(logarithm);
      near("product", product, products[j], chain * product);
      near("running product", product, running[(n - 1) * columns + j], chain * product);
    }
  }

  @Test
  void gradientsOfLayers() {
    Exact sum = AccumulationTest::sum;
    Tensor bias = Tensor.zeros(dtype, columns).tracked();
    Tensor weights = Tensor.zeros(dtype, 2, columns).tracked();
    ones(n, 2).apply(new Affine(Affine.Activation.NONE), List.of(weights, bias)).backward(x());
    check("bias", bound, bias.grad(), sum);
    check("weights", productBound, weights.grad(), sum);
    Tensor broadcast = Tensor.zeros(dtype, columns).tracked();
    x().plus(broadcast).backward(x());
    check("broadcast bias", bound, broadcast.grad(), sum);
  }

  @Test
  void productsWithOneVector() {
    double[] first = matrix.byColumn[0];
    Tensor vector = Tensor.of(NdArray.over(first, Shape.of(n)).to(dtype));
    Tensor ones = Tensor.of(NdArray.over(map(first, v -> 1), Shape.of(n)).to(dtype));
    check("dot", bound, vector.matmul(ones).reshape(1), AccumulationTest::sum);
    check("einsum", productBound, Einsum.of("ij,i->j", List.of(x(), ones)), AccumulationTest::sum);
  }

  /** The columns as channels of images, which have a hundred numbers each, or as many as make ten thousand images. */
  @Test
  void gradientsOfConvolutions() {
    Exact sum = AccumulationTest::sum;
    for (int images : new int[] {n / 100, Math.min(n, 10_000)}) {
      int places = n / images;
      Tensor y = x(images, places, columns).permute(0, 2, 1).reshape(images, columns, 1, places);
      check("bias", bound, y.sum(0, 2, 3), sum);
      Tensor weights = Tensor.zeros(dtype, columns, 1, 1, 1).tracked();
      ones(images, 1, 1, places).conv2d(weights).backward(y);
      check("weights", productBound, weights.grad(), sum);
    }
  }

  @Test
  void manyAddedToOnePlace() {
    Exact sum = AccumulationTest::sum;
    Tensor table = Tensor.zeros(dtype, 3, columns).tracked();
    Tensor index = Tensor.of(NdArray.full(new TensorType(Shape.of(n), DType.I64), 1));
    table.apply(new EmbeddingLookup(false, 3), List.of(index)).backward(x());
    check("embedding", bound, table.grad().slice(0, 1, 2).reshape(columns), sum);
    Tensor everywhere = Tensor.of(NdArray.full(new TensorType(Shape.of(n, columns), DType.I64), 1));
    Tensor source = Tensor.zeros(dtype, 3, columns).tracked();
    source.gather(0, everywhere).backward(x());
    check("gather", bound, source.grad().slice(0, 1, 2).reshape(columns), sum);
  }

  @Test
  void lossesAndSumsOfExponentials() {
    if (matrix.data == Data.OFFSET || matrix.data == Data.FAR_OFFSET || matrix.data == Data.ALTERNATING) {
      return; // a probability is 0 or 1 there, and nothing adds up
    }
    double[] x = matrix.byColumn[0];
    double largest = Arrays.stream(x).max().orElseThrow();
    double sum = sum(map(x, v -> Math.exp(v - largest)));
    Tensor row = Tensor.of(NdArray.over(x, Shape.of(1, n)).to(dtype));
    double log = largest + Math.log(sum);
    near("ln Σ exp", log, row.logSumExp().item(), bound * log);
    double probability = Math.exp(x[0] - largest) / sum;
    near("softmax", probability, row.softmax(1).toDoubles()[0], bound * probability);
    Tensor labels = Tensor.of(NdArray.zeros(new TensorType(Shape.of(1), DType.I64)));
    double loss = row.apply(new CrossEntropy(true), List.of(labels)).item();
    near("cross-entropy of one row", log - x[0], loss, bound * log);

    double[] losses = new double[n];
    for (int i = 0; i < n; i++) {
      double[] logits = Arrays.copyOfRange(matrix.numbers, i * columns, (i + 1) * columns);
      losses[i] = Math.log(sum(map(logits, Math::exp))) - logits[0];
    }
    Tensor all = Tensor.of(NdArray.zeros(new TensorType(Shape.of(n), DType.I64)));
    double total = sum(losses);
    double tolerance = bound * total;
    near("cross-entropy", total, x().apply(new CrossEntropy(false), List.of(all)).item(), tolerance);
    near("mean cross-entropy", total / n, x().apply(new CrossEntropy(true), List.of(all)).item(), tolerance / n);
  }

  /** The scalar kernels are the specification: of the long sums, too. */
  @Test
  void scalarKernels() {
    NdArray x = x().array();
    Exact sum = AccumulationTest::sum;
    TensorType type = x.type().withShape(Shape.of(columns));
    Kernels kernels = Kernels.scalar();
    Reduction first = new Reduction(List.of(0), false);
    check("columns", bound, Tensor.of(new Sum(first).value(kernels, List.of(x), type)), sum);
    NdArray ones = ones(1, n).array();
    NdArray product = new MatMul().value(kernels, List.of(ones, x), type.withShape(Shape.of(1, columns)));
    check("product", productBound, Tensor.of(product), sum);
  }
}
