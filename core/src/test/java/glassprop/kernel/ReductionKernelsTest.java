package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.array.DType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of sum, max and min, for the scalar and the vector kernels. */
class ReductionKernelsTest {
  private static final int[] SIZES = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 1001, 100_003};

  static Stream<Arguments> kernels() {
    return Stream.of(Kernels.scalar(), Kernels.best())
        .flatMap(k -> Arrays.stream(Format.values()).map(format -> Arguments.of(k, format)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumIsNearTheExactSum(Kernels kernels, Format format) {
    for (int n : SIZES) {
      double[] x = new SplittableRandom(n).doubles(n + 5, -1, 1).map(format::round).toArray();
      BigDecimal exact = BigDecimal.ZERO;
      double magnitude = 0;
      for (int i = 3; i < 3 + n; i++) {
        exact = exact.add(new BigDecimal(x[i]));
        magnitude += Math.abs(x[i]);
      }

      assertThat(format.sum(kernels, x, 3, n))
          .as("sum of %d", n)
          .isCloseTo(exact.doubleValue(), within(format.ulp(1) * magnitude));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumOfManyEqualNumbersDoesNotDrift(Kernels kernels, Format format) {
    // Left to right it would be wrong from the fourth digit on in float32, and by a thousand ulp in float64.
    int n = 1 << 21;
    double[] x = new double[n];
    Arrays.fill(x, format.round(0.1));

    double exact = n * format.round(0.1);
    assertThat(format.sum(kernels, x, 0, n)).isCloseTo(exact, within(8 * format.ulp(exact)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void oneNumberThatIsNotModerateIsSeenAnywhereAndOnlyWithinTheRange(Kernels kernels, Format format) {
    double bound = (format == Format.FLOAT32 ? DType.F32 : DType.F64).moderate();
    for (double scale : new double[] {bound, 1}) {
      for (int n : SIZES) {
        requireOneIsSeen(kernels, format, n, scale, bound);
      }
    }
  }

  private static void requireOneIsSeen(Kernels kernels, Format format, int n, double scale, double bound) {
    double[] x = new SplittableRandom(n).doubles(n + 6, -1, 1).map(u -> format.round(u * scale)).toArray();
    x[0] = Double.NaN;
    x[2] = Double.POSITIVE_INFINITY;
    x[n + 3] = Double.NaN;
    assertThat(format.areModerate(kernels, x, 3, n)).as("all of %d", n).isTrue();
    for (int at = 0; at < n; at += n < 200 ? 1 : n / 7) {
      double[] special = {Double.NaN, Double.POSITIVE_INFINITY, -1.001 * bound, 1.001 * bound, Math.sqrt(bound) * bound};
      double before = x[3 + at];
      x[3 + at] = special[at % special.length];
      assertThat(format.areModerate(kernels, x, 3, n)).as("number %d of %d", at, n).isFalse();
      x[3 + at] = before;
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void oneNumberThatIsNotFiniteIsSeenAnywhereAndOnlyWithinTheRange(Kernels kernels, Format format) {
    for (int n : SIZES) {
      double[] x = new SplittableRandom(n).doubles(n + 6, -1e38, 1e38).map(format::round).toArray();
      x[0] = Double.NaN;
      x[2] = Double.POSITIVE_INFINITY;
      x[n + 3] = Double.NaN;
      assertThat(format.areFinite(kernels, x, 3, n)).as("all of %d", n).isTrue();
      for (int at = 0; at < n; at += n < 200 ? 1 : n / 7) {
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double before = x[3 + at];
        x[3 + at] = special[at % 3];
        assertThat(format.areFinite(kernels, x, 3, n)).as("number %d of %d", at, n).isFalse();
        x[3 + at] = before;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumPropagatesNaNAndInfinity(Kernels kernels, Format format) {
    double[] x = new double[100];
    x[97] = Double.POSITIVE_INFINITY;
    assertThat(format.sum(kernels, x, 0, 100)).isEqualTo(Double.POSITIVE_INFINITY);
    x[3] = Double.NEGATIVE_INFINITY;
    assertThat(format.sum(kernels, x, 0, 100)).isNaN();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void extremesAreFoundAtEveryPlace(Kernels kernels, Format format) {
    for (int n : new int[] {1, 2, 15, 16, 17, 33, 64, 65, 200}) {
      double[] x = new SplittableRandom(n).doubles(n + 4, -1, 1).map(format::round).toArray();
      // Beyond both ends: to be ignored.
      x[1] = 9;
      x[2 + n] = -9;
      for (int i = 2; i < 2 + n; i++) {
        double kept = x[i];
        x[i] = 5;
        assertThat(format.max(kernels, x, 2, n)).isEqualTo(5);
        x[i] = -5;
        assertThat(format.min(kernels, x, 2, n)).isEqualTo(-5);
        x[i] = Double.NaN;
        assertThat(format.max(kernels, x, 2, n)).isNaN();
        assertThat(format.min(kernels, x, 2, n)).isNaN();
        x[i] = kept;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void nothingButTheNumbersTakesPart(Kernels kernels, Format format) {
    for (int n : new int[] {1, 2, 15, 17, 33, 65}) {
      double[] x = new double[n];
      Arrays.fill(x, -3);
      assertThat(format.max(kernels, x, 0, n)).isEqualTo(-3);
      Arrays.fill(x, 3);
      assertThat(format.min(kernels, x, 0, n)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void extremesOfNothingAreTheNeutralOnes(Kernels kernels, Format format) {
    assertThat(format.max(kernels, new double[0], 0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(format.min(kernels, new double[0], 0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(format.sum(kernels, new double[0], 0, 0)).isEqualTo(0);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void negativeZeroIsBelowZero(Kernels kernels, Format format) {
    double[] x = {-0.0, 0.0, -0.0};
    assertThat(Double.compare(format.max(kernels, x, 0, 3), 0.0)).isZero();
    assertThat(Double.compare(format.min(kernels, x, 0, 3), -0.0)).isZero();
  }
}
