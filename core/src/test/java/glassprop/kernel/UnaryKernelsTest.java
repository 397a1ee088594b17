package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the vector functions of one number to the scalar ones. */
class UnaryKernelsTest {
  private static final Kernels SCALAR = Kernels.scalar();
  private static final Kernels VECTOR = Kernels.best();
  private static final int[] SIZES = {0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 1001};

  /** How far a vector result may be from the scalar one, in units in the last place of the scalar one. */
  private static int bound(UnaryFunction f) {
    return switch (f) {
      case NEGATE, ABS, SIGN, STEP, SQUARE, RECIPROCAL, SQRT, RELU -> 0;
      case EXP, LOG -> 1;
      case SIN, COS, TANH, SIGMOID, SOFTPLUS -> 2;
    };
  }

  static Stream<Arguments> functions() {
    return Arrays.stream(UnaryFunction.values())
        .flatMap(f -> Arrays.stream(Format.values()).map(format -> Arguments.of(f, format)));
  }

  @Test
  void bestKernelsAreVectorKernelsInThisTest() {
    assertThat(VECTOR.description()).as("run the tests with --add-modules jdk.incubator.vector").startsWith("vector");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void vectorIsNearScalarOnAnyNumber(UnaryFunction f, Format format) {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = DoubleStream.concat(
            DoubleStream.generate(() -> format.fromBits(random.nextLong())).limit(100_000),
            DoubleStream.concat(
                random.doubles(100_000, -800, 800),
                DoubleStream.concat(
                    random.doubles(100_000, -4, 4),
                    random.doubles(50_000, -1, 1).map(v -> Math.scalb(v, -random.nextInt(120))))))
        .map(format::round)
        .toArray();

    assertNear(f, format, x, format.unary(VECTOR, f, x, 0, new double[x.length], 0, x.length));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void vectorIsNearScalarOnBothSidesOfTheLargestReducedAngle(UnaryFunction f, Format format) {
    SplittableRandom random = new SplittableRandom(3);
    for (double largest : new double[] {1e5, 1e7, 1e8, 1e10}) {
      double[] x = random.doubles(20_000, -largest, largest).map(format::round).toArray();
      assertNear(f, format, x, format.unary(VECTOR, f, x, 0, new double[x.length], 0, x.length));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void specialPointsEqualTheScalarOnes(UnaryFunction f, Format format) {
    double inf = Double.POSITIVE_INFINITY;
    double[] points = {0.0, -0.0, Double.NaN, inf, -inf};
    // All in one vector, and each in vectors of its own: a lane can send its vector another way.
    Stream<double[]> alone = Arrays.stream(points).mapToObj(point -> DoubleStream.generate(() -> point).limit(17).toArray());
    Stream.concat(Stream.of(points), alone).forEach(x -> {
      double[] expected = format.unary(SCALAR, f, x, 0, new double[x.length], 0, x.length);

      double[] actual = format.unary(VECTOR, f, x, 0, new double[x.length], 0, x.length);

      for (int i = 0; i < x.length; i++) {
        // Finite values such as ln 2 = softplus 0 may differ in the last bit; NaN, ±∞, ±0 and ±1 may not.
        double allowed = Math.abs(expected[i]) == 1 || expected[i] == 0 ? 0 : bound(f) * format.ulp(expected[i]);
        assertThat(sameOrNear(expected[i], actual[i], allowed)).as("%s(%s)", f, x[i]).isTrue();
      }
    });
  }

  @ParameterizedTest
  @MethodSource("functions")
  void limitsOfTheFormatEqualTheScalarOnes(UnaryFunction f, Format format) {
    double s = format.smallest();
    double l = format.largest();
    double[] x = {
      s, -s, 5 * s, -5 * s, l, -l, l / 2, -l / 2, 88.7, -88.7, -103, -104, 709.7, -709.7, -745, -746, 1e5, -1e8
    };
    double[] rounded = Arrays.stream(x).map(format::round).toArray();

    assertNear(f, format, rounded, format.unary(VECTOR, f, rounded, 0, new double[x.length], 0, x.length));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void anySizeAndPlaceIsWrittenAndNothingElse(UnaryFunction f, Format format) {
    for (int n : SIZES) {
      double[] x = new SplittableRandom(n).doubles(n + 7, -3, 3).map(format::round).toArray();
      double[] out = new double[n + 9];
      Arrays.fill(out, 77);

      double[] actual = format.unary(VECTOR, f, x, 3, out, 5, n);

      assertThat(Arrays.copyOf(actual, 5)).containsOnly(77);
      assertThat(Arrays.copyOfRange(actual, 5 + n, n + 9)).containsOnly(77);
      assertNear(f, format, Arrays.copyOfRange(x, 3, 3 + n), Arrays.copyOfRange(actual, 5, 5 + n));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aNumberHasOneValueWhereverItLies(UnaryFunction f, Format format) {
    double[] x = new SplittableRandom(4).doubles(100, -3, 3).map(format::round).toArray();
    double[] whole = format.unary(VECTOR, f, x, 0, new double[100], 0, 100);

    for (int i = 0; i < 100; i++) {
      double alone = format.unary(VECTOR, f, x, i, new double[1], 0, 1)[0];
      assertThat(alone).as("%s(%s)", f, x[i]).isEqualTo(Double.valueOf(whole[i]));
    }
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void worksInPlace(UnaryFunction f) {
    double[] x = new SplittableRandom(2).doubles(100, -3, 3).toArray();
    double[] expected = new double[100];
    VECTOR.doubles().unary(f, x, 0, expected, 0, 100);
    VECTOR.doubles().unary(f, x, 0, x, 0, 100);

    assertThat(x).isEqualTo(expected);
  }

  private static void assertNear(UnaryFunction f, Format format, double[] x, double[] actual) {
    double[] expected = format.unary(SCALAR, f, x, 0, new double[x.length], 0, x.length);
    for (int i = 0; i < x.length; i++) {
      if (!sameOrNear(expected[i], actual[i], bound(f) * format.ulp(expected[i]))) {
        assertThat(actual[i]).as("%s(%s), %s", f, x[i], format).isEqualTo(expected[i]);
      }
    }
  }

  /** Equal, with the sign of a zero and any NaN for NaN, or both finite and near. */
  private static boolean sameOrNear(double expected, double actual, double allowed) {
    return Double.compare(expected, actual) == 0
        || (allowed > 0 && expected != 0 && Double.isFinite(expected) && Math.abs(expected - actual) <= allowed);
  }
}
