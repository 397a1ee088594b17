package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.kernel.Format.Product;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the matrix product, for the scalar and the vector kernels. */
@Tag("slow")
class ProductKernelsTest {
  private static final int[] SMALL = {0, 1, 2, 3, 5, 8, 13, 14, 15, 16, 17, 31, 33};
  private static final double GAP = 77;

  static Stream<Arguments> kernels() {
    return Stream.of(Kernels.scalar(), Kernels.best())
        .flatMap(k -> Arrays.stream(Format.values()).map(format -> Arguments.of(k, format)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void smallShapesInEveryLayoutAreNearTheReference(Kernels kernels, Format format) {
    for (int m : SMALL) {
      for (int n : SMALL) {
        for (int k : SMALL) {
          check(kernels, format, m, n, k, (m + n + k) % 4);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void shapesAroundTilesAndBlocksAreNearTheReference(Kernels kernels, Format format) {
    int[][] shapes = {
      {64, 64, 64}, {100, 100, 100}, {1, 257, 100}, {257, 1, 100}, {100, 257, 1}, {65, 33, 257}, {28, 64, 513},
      {337, 70, 257}, {675, 33, 300}, {63, 4100, 20}, {70, 2049, 257}, {29, 31, 600}, {1, 1, 1000}, {2, 300, 300}
    };
    for (int[] shape : shapes) {
      for (int layout = 0; layout < 4; layout++) {
        check(kernels, format, shape[0], shape[1], shape[2], layout);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void stridedOperandsAreReadInPlace(Kernels kernels, Format format) {
    // Every second row and every third column, as slices of larger matrices make them.
    for (int size : new int[] {5, 17, 70}) {
      check(kernels, format, new Product(size, size, size, 3, 6 * size, 3, 1, 8 * size, 2, 2, size + 5));
      check(kernels, format, new Product(size, size, size, 3, 3, 6 * size, 1, 2, 8 * size, 2, size + 5));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aMatrixTimesAVectorInEveryLayout(Kernels kernels, Format format) {
    for (int size : new int[] {1, 7, 16, 33, 100}) {
      check(kernels, format, new Product(size, 1, 50, 1, 50, 1, 2, 1, 1, 0, 1));
      check(kernels, format, new Product(size, 1, 50, 1, 1, size, 2, 1, 1, 0, 1));
      check(kernels, format, new Product(size, 1, 50, 1, 1, size, 2, 3, 1, 0, 1));
      check(kernels, format, new Product(1, size, 50, 1, 1, 1, 2, 1, 50, 0, size));
      check(kernels, format, new Product(1, size, 50, 1, 3, 3, 2, size, 1, 0, size));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anOperandOfStrideZeroIsOneRowForAll(Kernels kernels, Format format) {
    check(kernels, format, new Product(20, 40, 30, 0, 0, 1, 0, 40, 1, 0, 40));
    check(kernels, format, new Product(80, 90, 30, 0, 30, 1, 0, 0, 1, 0, 90));
    check(kernels, format, new Product(80, 90, 30, 0, 1, 0, 0, 1, 0, 0, 90));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aProductWithoutColumnsReachesForNoRowOfOut(Kernels kernels, Format format) {
    for (int m : new int[] {3, 20}) {
      for (int k : new int[] {0, 5}) {
        Product none = new Product(m, 0, k, 0, k, 1, 0, 3, 1, 0, 3);
        assertThat(format.matmul(kernels, none, new double[m * k], new double[0], new double[0], false)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void zeroTimesInfinityIsNaN(Kernels kernels, Format format) {
    for (int size : new int[] {1, 3, 17, 80}) {
      double[] a = new double[size * size];
      double[] b = new double[size * size];
      Arrays.fill(b, 1);
      b[(size - 1) * size + size - 1] = Double.POSITIVE_INFINITY;

      double[] out = format.matmul(kernels, plain(size), a, b, new double[size * size], false);

      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          assertThat(out[i * size + j]).isEqualTo(Double.valueOf(j == size - 1 ? Double.NaN : 0));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void naNStaysInItsRow(Kernels kernels, Format format) {
    for (int size : new int[] {3, 17, 80}) {
      double[] a = new double[size * size];
      double[] b = new double[size * size];
      Arrays.fill(a, 1);
      Arrays.fill(b, 1);
      a[size] = Double.NaN;

      double[] out = format.matmul(kernels, plain(size), a, b, new double[size * size], false);

      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          assertThat(out[i * size + j]).isEqualTo(Double.valueOf(i == 1 ? Double.NaN : size));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void rowsAndColumnsComputedApartHaveTheSameBits(Kernels kernels, Format format) {
    int m = 90;
    int n = 110;
    int k = 300;
    double[] a = numbers(m * k, 1, format);
    double[] b = numbers(k * n, 2, format);
    for (boolean add : new boolean[] {false, true}) {
      double[] before = numbers(m * n, 3, format);
      double[] whole = format.matmul(kernels, new Product(m, n, k, 0, k, 1, 0, n, 1, 0, n), a, b, before, add);

      double[] parts = before;
      for (int[] rows : new int[][] {{0, 1}, {1, 18}, {18, 79}, {79, 90}}) {
        for (int[] columns : new int[][] {{0, 5}, {5, 70}, {70, 71}, {71, 110}}) {
          Product part = new Product(
              rows[1] - rows[0], columns[1] - columns[0], k,
              rows[0] * k, k, 1, columns[0], n, 1, rows[0] * n + columns[0], n);
          parts = format.matmul(kernels, part, a, b, parts, add);
        }
      }

      assertThat(parts).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aLayerIsAProductThenItsBiasThenItsFloorToTheBit(Kernels kernels, Format format) {
    int[][] shapes = {
      {0, 3, 2}, {3, 0, 2}, {1, 33, 5}, {5, 1, 7}, {32, 2, 16}, {33, 10, 64}, {20, 15, 0}, {3, 4, 0}, {14, 16, 3}, {31, 47, 17},
      {64, 70, 600}, {130, 33, 20}, {3, 2050, 2}
    };
    for (int[] shape : shapes) {
      int m = shape[0];
      int n = shape[1];
      int k = shape[2];
      double[] bias = numbers(n + 2, 4, format);
      for (int i = 0; i < n; i += 7) {
        bias[2 + i] = new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0}[i / 7 % 4];
      }
      for (int layout = 0; layout < 4; layout++) {
        Product p = product(m, n, k, layout);
        double[] a = numbers(p.aAt() + m * k, 1, format);
        double[] b = numbers(p.bAt() + k * n, 2, format);
        double[] out = new double[p.outAt() + m * p.outRow()];
        Arrays.fill(out, GAP);
        double[] before = format.matmul(kernels, p, a, b, out, false);
        for (double floor : new double[] {0, Double.NEGATIVE_INFINITY}) {
          double[] expected = before.clone();
          for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
              int at = p.outAt() + i * p.outRow() + j;
              expected[at] = Math.max(format.round(expected[at] + bias[2 + j]), floor);
            }
          }

          assertThat(format.affine(kernels, p, a, b, bias, 2, floor, out)).as("%s, floor %s", p, floor).isEqualTo(expected);
        }
      }
    }
  }

  private static Product plain(int size) {
    return new Product(size, size, size, 0, size, 1, 0, size, 1, 0, size);
  }

  private static void check(Kernels kernels, Format format, int m, int n, int k, int layout) {
    check(kernels, format, product(m, n, k, layout));
  }

  /**
   * Bit 0 of the layout transposes a, bit 1 transposes b. Everything starts at an odd place, and rows of out leave a
   * gap.
   */
  private static Product product(int m, int n, int k, int layout) {
    boolean turnA = (layout & 1) != 0;
    boolean turnB = (layout & 2) != 0;
    return new Product(m, n, k, 5, turnA ? 1 : k, turnA ? m : 1, 3, turnB ? 1 : n, turnB ? k : 1, 7, n + 2);
  }

  private static void check(Kernels kernels, Format format, Product p) {
    double[] out = new double[p.outAt() + Math.max(0, p.m() - 1) * p.outRow() + p.n()];
    Arrays.fill(out, GAP);
    check(kernels, format, p, out, false);
    check(kernels, format, p, numbers(out.length, 3, format), true);
  }

  /** Up to the last number of a matrix, and not one more: vectors must not reach beyond. */
  private static int length(int rows, int row, int columns, int column) {
    return rows == 0 || columns == 0 ? 0 : (rows - 1) * row + (columns - 1) * column + 1;
  }

  private static void check(Kernels kernels, Format format, Product p, double[] out, boolean add) {
    double[] a = numbers(p.aAt() + length(p.m(), p.aRow(), p.k(), p.aColumn()), 1, format);
    double[] b = numbers(p.bAt() + length(p.k(), p.bRow(), p.n(), p.bColumn()), 2, format);

    double[] actual = format.matmul(kernels, p, a, b, out, add);

    double[] expected = out.clone();
    double[] bound = new double[out.length];
    for (int i = 0; i < p.m(); i++) {
      for (int j = 0; j < p.n(); j++) {
        int at = p.outAt() + i * p.outRow() + j;
        double sum = add ? out[at] : 0;
        double magnitude = Math.abs(sum);
        for (int q = 0; q < p.k(); q++) {
          double term = a[p.aAt() + i * p.aRow() + q * p.aColumn()] * b[p.bAt() + q * p.bRow() + j * p.bColumn()];
          sum += term;
          magnitude += Math.abs(term);
        }
        expected[at] = sum;
        // Higham (Accuracy and Stability of Numerical Algorithms, 3.1): k roundings of ½ ulp each, on either side.
        bound[at] = (p.k() + 1) * format.ulp(1) * magnitude;
      }
    }
    for (int i = 0; i < out.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= bound[i])) {
        assertThat(actual[i]).as("out[%d] of %s, add %s", i, p, add).isEqualTo(expected[i]);
      }
    }
  }

  private static double[] numbers(int n, int seed, Format format) {
    return new SplittableRandom(seed).doubles(n, -1, 1).map(format::round).toArray();
  }
}
