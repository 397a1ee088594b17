package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws of planes: what is copied into one lies where it should, and adding from one is the transpose of that. */
class PlaneKernelsTest {
  private static final int TRIALS = 500;
  private static final int LENGTH = 400;

  /** A plane, the part of it that is not zeros, and where that comes from. */
  private record Part(int rows, int columns, int top, int left, int m, int n, int at, int row, int column) {
    static Part random(SplittableRandom random) {
      int rows = random.nextInt(1, 6);
      int columns = random.nextInt(1, 20);
      int top = random.nextInt(rows + 1);
      int left = random.nextInt(columns + 1);
      int column = random.nextInt(1, 3);
      int row = random.nextBoolean() ? columns : random.nextInt(20, 40) * column;
      int m = random.nextInt(rows - top + 1);
      int n = random.nextInt(columns - left + 1);
      return new Part(rows, columns, top, left, m, column == 1 || row > columns ? n : Math.min(n, columns / column), 7, row, column);
    }

    int source(int i, int j) {
      return at + i * row + j * column;
    }

    int place(int i, int j) {
      return 3 + (top + i) * columns + left + j;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlaneHoldsThePartAndZerosAroundIt(Format format) {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < TRIALS; trial++) {
      Part p = Part.random(random);
      double[] x = random.doubles(LENGTH, -1, 1).map(format::round).toArray();
      double[] expected = new double[LENGTH];
      Arrays.fill(expected, 9);
      Arrays.fill(expected, 3, 3 + p.rows * p.columns, 0);
      for (int i = 0; i < p.m; i++) {
        for (int j = 0; j < p.n; j++) {
          expected[p.place(i, j)] = x[p.source(i, j)];
        }
      }
      double[] plane = new double[LENGTH];
      Arrays.fill(plane, 9);

      assertThat(format.pad(p.rows, p.columns, p.top, p.left, p.m, p.n, x, p.at, p.row, p.column, plane, 3))
          .as("%s", p)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPartOfAPlaneIsAddedToWhereItComesFrom(Format format) {
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < TRIALS; trial++) {
      Part p = Part.random(random);
      double[] plane = random.doubles(LENGTH, -1, 1).map(format::round).toArray();
      double[] out = random.doubles(LENGTH, -1, 1).map(format::round).toArray();
      double[] expected = out.clone();
      for (int i = 0; i < p.m; i++) {
        for (int j = 0; j < p.n; j++) {
          expected[p.source(i, j)] = format.round(expected[p.source(i, j)] + plane[p.place(i, j)]);
        }
      }

      assertThat(format.addPart(p.columns, p.top, p.left, p.m, p.n, plane, 3, out, p.at, p.row, p.column))
          .as("%s", p)
          .isEqualTo(expected);
    }
  }
}
