package glassprop.nn.data;

import static glassprop.nn.data.Fixtures.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedTest {

  @Test
  void spiralsAreThreeEqualArmsInTheUnitDisc() {
    Table table = Generated.spirals(random(1), 250);
    assertThat(table.names()).containsExactly("x", "y", "arm");
    assertThat(table.rows()).isEqualTo(750);
    assertThat(((CategoryColumn) table.column("arm")).counts()).containsExactly(250, 250, 250);
    NumberColumn x = (NumberColumn) table.column("x");
    NumberColumn y = (NumberColumn) table.column("y");
    assertThat(IntStream.range(0, 750).mapToDouble(r -> Math.hypot(x.at(r), y.at(r))).max().orElseThrow())
        .isBetween(0.99, 1 + 1e-12);
  }

  @Test
  void aSeedGivesTheSameSpiralsAgain() {
    assertThat(Generated.spirals(random(1), 50).columns()).isEqualTo(Generated.spirals(random(1), 50).columns());
    assertThat(Generated.spirals(random(1), 50).columns()).isNotEqualTo(Generated.spirals(random(2), 50).columns());
  }

  /** Nearest neighbours tell the arms apart; the best straight cut, by the mean of each arm, doesn't. */
  @Test
  void armsCanBeToldApartButNotByStraightLines() {
    Table table = Generated.spirals(random(3), 250);
    TableEncoder encoder = TableEncoder.fit(Problem.infer(table, "arm"), Fixtures.allRows(table));
    double[] points = encoder.encode(table).values();
    int[] arms = ((Classes) encoder.target()).encode(table);
    int byNeighbour = 0;
    int byMean = 0;
    double[] means = new double[6];
    for (int r = 0; r < arms.length; r++) {
      means[2 * arms[r]] += points[2 * r] / 250;
      means[2 * arms[r] + 1] += points[2 * r + 1] / 250;
    }
    for (int r = 0; r < arms.length; r++) {
      byNeighbour += arms[nearest(points, r, points, r)] == arms[r] ? 1 : 0;
      byMean += nearest(means, -1, points, r) == arms[r] ? 1 : 0;
    }
    assertThat(byNeighbour / 750.0).isGreaterThan(0.95);
    assertThat(byMean / 750.0).isLessThan(0.65);
  }

  private static int nearest(double[] among, int except, double[] points, int r) {
    int best = except == 0 ? 1 : 0;
    for (int i = 0; i < among.length / 2; i++) {
      if (i != except && distance(among, i, points, r) < distance(among, best, points, r)) {
        best = i;
      }
    }
    return best;
  }

  private static double distance(double[] a, int i, double[] b, int j) {
    return Math.hypot(a[2 * i] - b[2 * j], a[2 * i + 1] - b[2 * j + 1]);
  }

  @Test
  void tooFewPointsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Generated.spirals(random(1), 2));
  }
}
