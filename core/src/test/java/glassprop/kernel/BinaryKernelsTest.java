package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the vector functions of two numbers to the scalar ones, bit for bit. */
class BinaryKernelsTest {
  private static final Kernels SCALAR = Kernels.scalar();
  private static final Kernels VECTOR = Kernels.best();
  private static final int[] SIZES = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 1001};

  static Stream<Arguments> functions() {
    return Arrays.stream(BinaryFunction.values())
        .flatMap(f -> Arrays.stream(Format.values()).map(format -> Arguments.of(f, format)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void vectorEqualsScalarForEveryPairOfSpecialNumbers(BinaryFunction f, Format format) {
    double inf = Double.POSITIVE_INFINITY;
    double[] special = {
      0.0, -0.0, 1, -1, 2, -2, 0.5, 3, -3, inf, -inf, Double.NaN,
      format.smallest(), -format.smallest(), format.largest(), -format.largest()
    };
    int n = special.length * special.length;
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = special[i / special.length];
      b[i] = special[i % special.length];
    }

    assertThat(format.binary(VECTOR, f, a, 0, 1, b, 0, 1, new double[n], 0, n))
        .isEqualTo(format.binary(SCALAR, f, a, 0, 1, b, 0, 1, new double[n], 0, n));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void vectorEqualsScalarForAnySizePlaceAndStep(BinaryFunction f, Format format) {
    for (int n : SIZES) {
      double[] a = new SplittableRandom(n).doubles(n + 4, -3, 3).map(format::round).toArray();
      double[] b = new SplittableRandom(n + 1).doubles(n + 6, -3, 3).map(format::round).toArray();
      double[] out = new double[n + 9];
      Arrays.fill(out, 77);
      for (int aStep = 0; aStep <= 1; aStep++) {
        for (int bStep = 0; bStep <= 1; bStep++) {
          assertThat(format.binary(VECTOR, f, a, 3, aStep, b, 2, bStep, out, 5, n))
              .as("%s of %d, steps %d and %d", f, n, aStep, bStep)
              .isEqualTo(format.binary(SCALAR, f, a, 3, aStep, b, 2, bStep, out, 5, n));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BinaryFunction.class)
  void worksInPlaceOnEitherOperand(BinaryFunction f) {
    double[] a = new SplittableRandom(1).doubles(100, 0.5, 3).toArray();
    double[] b = new SplittableRandom(2).doubles(100, 0.5, 3).toArray();
    double[] expected = new double[100];
    VECTOR.doubles().binary(f, a, 0, 1, b, 0, 1, expected, 0, 100);
    double[] onA = a.clone();
    VECTOR.doubles().binary(f, onA, 0, 1, b, 0, 1, onA, 0, 100);
    double[] onB = b.clone();
    VECTOR.doubles().binary(f, a, 0, 1, onB, 0, 1, onB, 0, 100);

    assertThat(onA).isEqualTo(expected);
    assertThat(onB).isEqualTo(expected);
  }

  @Test
  void addScaledIsBitwiseTheLoopOfTheSpecification() {
    SplittableRandom random = new SplittableRandom(3);
    for (int n : new int[] {0, 1, 7, 15, 16, 17, 100}) {
      double[] x = random.doubles(n + 3, -1, 1).toArray();
      double[] out = random.doubles(n + 5, -1, 1).toArray();
      float[] narrow = Format.narrow(x);
      for (boolean vector : new boolean[] {false, true}) {
        Kernels kernels = vector ? Kernels.best() : Kernels.scalar();
        double[] wide = out.clone();
        float[] single = Format.narrow(out);
        kernels.doubles().addScaled(-0.3, x, 3, wide, 5, n);
        kernels.floats().addScaled(-0.3f, narrow, 3, single, 5, n);
        for (int i = 0; i < n + 5; i++) {
          assertThat(wide[i]).isEqualTo(i < 5 ? out[i] : out[i] + -0.3 * x[i - 2]);
          assertThat(single[i]).isEqualTo(i < 5 ? (float) out[i] : (float) out[i] + -0.3f * narrow[i - 2]);
        }
      }
    }
  }
}
