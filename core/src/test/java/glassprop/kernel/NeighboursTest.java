package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a kernel makes of a number, or of a row or a column of numbers, is the same bit for bit wherever it stands, and whatever stands beside it: nothing,
 * huge numbers, NaN, infinities.
 */
class NeighboursTest {
  /** Past two of the longest vectors, so that each place of a whole vector and of a tail occurs. */
  private static final int LONGEST = 37;

  private static final double[] NEIGHBOURS = {0.5, -0.0, 1e30, -1e30, 7e5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-42};

  private static final double[] NUMBERS = {
    0.0, -0.0, 0.1, -0.7, 1.0, -2.5, 3.0, 17.3, -88.0, 123.4, 9.9e4, -1.1e5, 3e7, -4e9, 1e30, 1e-40, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  static Stream<Arguments> functions() {
    return combined(UnaryFunction.values());
  }

  static Stream<Arguments> functionsOfTwo() {
    return combined(BinaryFunction.values());
  }

  private static Stream<Arguments> combined(Object[] functions) {
    return Stream.of(Kernels.scalar(), Kernels.best())
        .flatMap(kernels -> Arrays.stream(Format.values())
            .flatMap(format -> Arrays.stream(functions).map(f -> Arguments.of(kernels, format, f))));
  }

  private static double[] row(int length, double neighbour) {
    double[] row = new double[length];
    Arrays.fill(row, neighbour);
    return row;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionOfANumberDependsOnNothingElse(Kernels kernels, Format format, UnaryFunction f) {
    double[] numbers = Arrays.stream(NUMBERS).map(format::round).toArray();
    for (double x : numbers) {
      double alone = format.unary(kernels, f, new double[] {x}, 0, new double[1], 0, 1)[0];
      for (double neighbour : NEIGHBOURS) {
        for (int length = 2; length <= LONGEST; length += length < 18 ? 1 : 19) {
          double[] row = row(length, format.round(neighbour));
          for (int at = 0; at < length; at++) {
            double kept = row[at];
            row[at] = x;
            double together = format.unary(kernels, f, row, 0, new double[length], 0, length)[at];
            row[at] = kept;
            if (Double.compare(together, alone) != 0) {
              assertThat(together).as("%s(%s) at %d of %d, beside %s", f, x, at, length, neighbour).isEqualTo(alone);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functionsOfTwo")
  void aFunctionOfTwoNumbersDependsOnNothingElse(Kernels kernels, Format format, BinaryFunction f) {
    double[] numbers = Arrays.stream(NUMBERS).map(format::round).toArray();
    for (int i = 0; i < numbers.length; i++) {
      double a = numbers[i];
      double b = numbers[(7 * i + 3) % numbers.length];
      double alone = format.binary(kernels, f, new double[] {a}, 0, 1, new double[] {b}, 0, 1, new double[1], 0, 1)[0];
      for (double neighbour : NEIGHBOURS) {
        for (int at = 0; at < LONGEST; at++) {
          double[] left = row(LONGEST, format.round(neighbour));
          double[] right = left.clone();
          left[at] = a;
          right[at] = b;
          double together = format.binary(kernels, f, left, 0, 1, right, 0, 1, new double[LONGEST], 0, LONGEST)[at];
          assertThat(together).as("%s(%s, %s) at %d beside %s", f, a, b, at, neighbour).isEqualTo(Double.valueOf(alone));
        }
      }
    }
  }

  @Test
  void aSumOfAColumnDependsOnNoOtherColumn() {
    Kernels kernels = Kernels.best();
    SplittableRandom random = new SplittableRandom(9);
    for (int rows : new int[] {1, 5, 130, 1_000}) {
      float[] column = new float[rows];
      for (int i = 0; i < rows; i++) {
        column[i] = (float) random.nextGaussian();
      }
      float[] alone = new float[1];
      kernels.floats().columnSums(rows, 1, column, 0, 1, alone, 0);
      for (int at = 0; at < LONGEST; at++) {
        float[] matrix = new float[rows * LONGEST];
        Arrays.fill(matrix, Float.NaN);
        for (int i = 0; i < rows; i++) {
          matrix[i * LONGEST + at] = column[i];
        }
        float[] sums = new float[LONGEST];
        kernels.floats().columnSums(rows, LONGEST, matrix, 0, LONGEST, sums, 0);
        assertThat(sums[at]).as("column %d of %d rows", at, rows).isEqualTo(alone[0]);
      }
    }
  }

  @Test
  void theSoftmaxOfARowDependsOnNoOtherRow() {
    Kernels kernels = Kernels.best();
    SplittableRandom random = new SplittableRandom(10);
    for (int n : new int[] {1, 3, 16, 17, 40}) {
      float[] row = new float[n];
      for (int j = 0; j < n; j++) {
        row[j] = (float) random.nextGaussian();
      }
      float[] alone = new float[n];
      float[] log = new float[2];
      kernels.floats().softmaxRows(1, n, row, 0, alone, 0, log, 1, log, 0);
      for (int at = 0; at < LONGEST; at++) {
        float[] matrix = new float[LONGEST * n];
        Arrays.fill(matrix, Float.POSITIVE_INFINITY);
        System.arraycopy(row, 0, matrix, at * n, n);
        float[] out = new float[LONGEST * n];
        float[] logs = new float[2 * LONGEST];
        kernels.floats().softmaxRows(LONGEST, n, matrix, 0, out, 0, logs, LONGEST, logs, 0);
        assertThat(Arrays.copyOfRange(out, at * n, (at + 1) * n)).as("row %d of %d numbers", at, n).isEqualTo(alone);
        assertThat(logs[at]).isEqualTo(log[0]);
        assertThat(logs[LONGEST + at]).isEqualTo(log[1]);
      }
    }
  }
}
