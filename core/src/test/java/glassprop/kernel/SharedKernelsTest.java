package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However many threads share a loop, its numbers are the same, bit for bit. */
@Tag("slow")
class SharedKernelsTest {
  /** Enough for seven parts, and no multiple of any vector. */
  private static final int MANY = 7 * (1 << 15) + 13;

  private static final Team ONE = new Team(1);
  private static final List<Team> SEVERAL = List.of(new Team(2), new Team(3), new Team(7));

  private final Kernels kernels = Kernels.best();
  private final SplittableRandom random = new SplittableRandom(5);

  @AfterAll
  static void end() {
    SEVERAL.forEach(Team::close);
  }

  @Test
  void productsOfAllShapes() {
    int[][] shapes = {
      {300, 500, 64}, {500, 301, 60}, {64, 3_001, 50}, {3_001, 10, 400}, {10, 2_999, 600}, {1, 4_000, 1_500},
      {4_001, 1, 1_500}, {130, 130, 1_100}, {200, 600, 0}
    };
    for (int[] s : shapes) {
      for (int layout = 0; layout < 4; layout++) {
        boolean turnA = layout % 2 == 1;
        boolean turnB = layout >= 2;
        int m = s[0];
        int n = s[1];
        int k = s[2];
        float[] a = floats(m * k);
        float[] b = floats(k * n);
        float[] sum = floats(m * (n + 3));
        for (boolean add : new boolean[] {false, true}) {
          same(() -> {
            float[] out = sum.clone();
            kernels.floats().matmul(
                m, n, k, a, 0, turnA ? 1 : k, turnA ? m : 1, b, 0, turnB ? 1 : n, turnB ? k : 1, out, 0, n + 3, add);
            return out;
          });
        }
      }
    }
  }

  @Test
  void layers() {
    float[] a = floats(300 * 70);
    float[] b = floats(70 * 450);
    float[] bias = floats(450);
    double[] wideA = doubles(300 * 70);
    double[] wideB = doubles(70 * 450);
    double[] wideBias = doubles(450);
    for (int[] size : new int[][] {{300, 450}, {300, 11}, {14, 450}}) {
      int m = size[0];
      int n = size[1];
      same(() -> {
        float[] out = new float[m * n];
        kernels.floats().affine(m, n, 70, a, 0, 70, 1, b, 0, n, 1, bias, 0, 0, out, 0, n);
        return out;
      });
      same(() -> {
        double[] out = new double[m * n];
        kernels.doubles().affine(m, n, 70, wideA, 0, 70, 1, wideB, 0, n, 1, wideBias, 0, 0, out, 0, n);
        return out;
      });
    }
  }

  @Test
  void productsInFloat64() {
    double[] a = doubles(300 * 70);
    double[] b = doubles(70 * 450);
    same(() -> {
      double[] out = new double[300 * 450];
      kernels.doubles().matmul(300, 450, 70, a, 0, 70, 1, b, 0, 450, 1, out, 0, 450, false);
      return out;
    });
  }

  @ParameterizedTest
  @EnumSource
  void functionsOfOneNumber(UnaryFunction f) {
    float[] x = floats(MANY + 3);
    double[] wide = doubles(MANY + 3);
    same(() -> {
      float[] out = new float[MANY + 5];
      kernels.floats().unary(f, x, 3, out, 5, MANY);
      return out;
    });
    same(() -> {
      double[] out = new double[MANY + 5];
      kernels.doubles().unary(f, wide, 3, out, 5, MANY);
      return out;
    });
  }

  @ParameterizedTest
  @EnumSource
  void functionsOfTwoNumbers(BinaryFunction f) {
    float[] x = floats(MANY + 3);
    float[] y = floats(MANY);
    double[] wide = doubles(MANY);
    for (int steps = 1; steps < 4; steps++) {
      int xStep = steps & 1;
      int yStep = steps >> 1;
      same(() -> {
        float[] out = new float[MANY];
        kernels.floats().binary(f, x, 3, xStep, y, 0, yStep, out, 0, MANY);
        return out;
      });
      same(() -> {
        double[] out = new double[MANY];
        kernels.doubles().binary(f, wide, 0, xStep, wide, 0, yStep, out, 0, MANY);
        return out;
      });
    }
  }

  @Test
  void slopesAndSumsOverColumnsAndRowsOfProbabilities() {
    float[] x = floats(MANY);
    double[] wide = doubles(MANY);
    int columns = 403;
    int rows = MANY / columns;
    same(() -> {
      float[] out = new float[MANY];
      kernels.floats().pullback(UnaryFunction.TANH, x, 0, x, 0, out, 0, MANY);
      return out;
    });
    same(() -> {
      double[] out = new double[MANY];
      kernels.doubles().pullback(UnaryFunction.RELU, wide, 0, wide, 0, out, 0, MANY);
      return out;
    });
    same(() -> {
      float[] out = x.clone();
      kernels.floats().addScaled(-0.3f, x, 0, out, 0, MANY);
      return out;
    });
    same(() -> {
      double[] out = wide.clone();
      kernels.doubles().addScaled(-0.3, wide, 0, out, 0, MANY);
      return out;
    });
    same(() -> {
      float[] out = new float[columns];
      kernels.floats().columnSums(rows, columns, x, 0, columns, out, 0);
      return out;
    });
    same(() -> {
      double[] out = new double[columns];
      kernels.doubles().columnSums(rows, columns, wide, 0, columns, out, 0);
      return out;
    });
    same(() -> {
      float[] out = new float[MANY];
      float[] logs = new float[2 * rows];
      kernels.floats().softmaxRows(rows, columns, x, 0, out, 0, logs, rows, logs, 0);
      return List.of(Arrays.hashCode(logs), Arrays.hashCode(out));
    });
    same(() -> {
      double[] out = new double[MANY];
      double[] logs = new double[2 * rows];
      kernels.doubles().softmaxRows(rows, columns, wide, 0, out, 0, logs, rows, logs, 0);
      return List.of(Arrays.hashCode(logs), Arrays.hashCode(out));
    });
  }

  @Test
  void partsAreWorthSharingEvenAndBeginBetweenVectors() {
    assertThat(parts(2, (1 << 16) - 1)).containsExactly((1 << 16) - 1);
    assertThat(parts(2, 1 << 16)).containsExactly(1 << 15, 1 << 15);
    assertThat(parts(3, 1 << 16)).containsExactly(1 << 15, 1 << 15);
    assertThat(parts(3, 150_000)).containsExactly(50_000, 50_000, 50_000);
    assertThat(parts(3, 150_001)).containsExactly(49_969, 50_016, 50_016);
    assertThat(parts(1, 65_537)).containsExactly(1, 1 << 16);
    assertThat(parts(3, 300_000)).as("even parts, gone through in two").containsExactly(34_464, 34_464, 34_464, 1 << 16, 1 << 16, 1 << 16);
  }

  /** The lengths of the parts of an elementwise loop of n numbers, smallest first. */
  private static List<Integer> parts(int threads, int n) {
    List<Integer> lengths = Collections.synchronizedList(new ArrayList<>());
    FloatKernels telling = (FloatKernels) Proxy.newProxyInstance(FloatKernels.class.getClassLoader(), new Class<?>[] {FloatKernels.class},
        (proxy, method, arguments) -> {
          lengths.add((Integer) arguments[5]);
          return null;
        });
    try (Team team = new Team(threads)) {
      return team.call(() -> {
        new SharedKernels<>(telling).unary(UnaryFunction.NEGATE, new float[0], 0, new float[0], 0, n);
        return lengths.stream().sorted().toList();
      });
    }
  }

  private static void same(Supplier<Object> computation) {
    Object alone = ONE.call(computation);
    for (Team team : SEVERAL) {
      assertThat(team.call(computation)).isEqualTo(alone);
    }
  }

  private float[] floats(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private double[] doubles(int n) {
    return random.doubles(n, -3, 3).toArray();
  }
}
