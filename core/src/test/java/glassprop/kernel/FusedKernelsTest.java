package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the kernels under fused ops: slopes from values, sums of columns, the softmax of rows. */
class FusedKernelsTest {
  private static final int[] SIZES = {0, 1, 2, 7, 8, 15, 16, 17, 31, 33, 100, 300};
  private static final double[] SPECIAL = {0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

  static Stream<Arguments> kernels() {
    return Stream.of(Kernels.scalar(), Kernels.best())
        .flatMap(k -> Arrays.stream(Format.values()).map(format -> Arguments.of(k, format)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void slopesAreThoseOfTheScalarKernelsToTheBit(Kernels kernels, Format format) {
    for (UnaryFunction f : new UnaryFunction[] {UnaryFunction.RELU, UnaryFunction.SIGMOID, UnaryFunction.TANH}) {
      for (int n : SIZES) {
        double[] y = numbers(n + 5, 1, format);
        double[] ybar = numbers(n + 5, 2, format);
        for (int i = 0; i < Math.min(n, SPECIAL.length); i++) {
          y[3 + i] = SPECIAL[i];
          ybar[3 + n - 1 - i] = SPECIAL[i];
        }

        assertThat(format.pullback(kernels, f, y, ybar, 3, n)).as("%s of %d", f, n)
            .isEqualTo(format.pullback(Kernels.scalar(), f, y, ybar, 3, n));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void columnsAddUp(Kernels kernels, Format format) {
    for (int m : SIZES) {
      for (int n : SIZES) {
        int row = n + 3;
        double[] x = numbers(2 + m * row, 3, format);

        double[] sums = format.columnSums(kernels, m, n, x, 2, row);

        for (int j = 0; j < n; j++) {
          double exact = 0;
          for (int i = 0; i < m; i++) {
            exact += x[2 + i * row + j];
          }
          // Partial sums of at most 64 numbers between −1 and 1, each with half an ulp of error.
          assertThat(sums[j]).as("column %d of %d × %d", j, m, n).isCloseTo(exact, within(64 * format.ulp(16)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void rowsOfASoftmaxTheirLargestNumbersAndTheLogarithmsOfTheirSums(Kernels kernels, Format format) {
    for (int m : new int[] {0, 1, 5, 40}) {
      for (int n : SIZES) {
        double[] x = Arrays.stream(numbers(m * n, 4, format)).map(v -> format.round(30 * v)).toArray();
        double[] largest = new double[m];
        double[] logs = new double[m];

        double[] softmax = format.softmaxRows(kernels, m, n, x, largest, logs);

        for (int i = 0; i < m; i++) {
          double max = Double.NEGATIVE_INFINITY;
          for (int j = 0; j < n; j++) {
            max = Math.max(max, x[i * n + j]);
          }
          double sum = 0;
          for (int j = 0; j < n; j++) {
            sum += Math.exp(x[i * n + j] - max);
          }
          assertThat(largest[i]).isEqualTo(max);
          assertThat(logs[i]).as("row %d of %d", i, n).isCloseTo(n == 0 ? 0 : Math.log(sum), within(4 * format.ulp(4)));
          for (int j = 0; j < n; j++) {
            double expected = Math.exp(x[i * n + j] - max) / sum;
            double rounding = 8 * format.ulp(1) + format.ulp(60); // of the functions, and of the shift by the maximum
            assertThat(softmax[i * n + j]).isCloseTo(expected, within(rounding * expected + format.smallest()));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aRowWithAnInfinityGivesWhatOneRowGives(Kernels kernels, Format format) {
    double inf = Double.POSITIVE_INFINITY;
    double[] x = {1, -inf, 2, -inf, -inf, -inf, inf, 0, 1, Double.NaN, 0, 0};
    double[] largest = new double[4];
    double[] logs = new double[4];

    double[] softmax = format.softmaxRows(kernels, 4, 3, x, largest, logs);

    assertThat(softmax[1]).isZero();
    assertThat(Arrays.copyOfRange(softmax, 3, 6)).containsOnly(Double.NaN);
    assertThat(largest).containsExactly(2, -inf, inf, Double.NaN);
    assertThat(Arrays.copyOfRange(logs, 1, 4)).containsExactly(0, 0, Double.NaN);
    assertThat(Arrays.copyOfRange(softmax, 9, 12)).containsOnly(Double.NaN);
  }

  private static double[] numbers(int n, int seed, Format format) {
    return new SplittableRandom(seed).doubles(n, -1, 1).map(format::round).toArray();
  }
}
