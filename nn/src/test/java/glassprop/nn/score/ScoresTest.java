package glassprop.nn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final double EXACT = 1e-12;

  private static ClassScores scores(List<String> names, double[][] probabilities, int... actual) {
    return ClassScores.of(names, Arrays.stream(probabilities).flatMapToDouble(Arrays::stream).map(Math::log).toArray(), actual);
  }

  private static ClassScores binary(double[] second, int... actual) {
    return scores(List.of("no", "yes"), Arrays.stream(second).mapToObj(p -> new double[] {1 - p, p}).toArray(double[][]::new), actual);
  }

  /** Of eight rows, by hand: 3 true and 1 false positives, 2 false and 2 true negatives. */
  @Test
  void figuresOfTwoClassesAreThoseWorkedOutByHand() {
    ClassScores scores = binary(new double[] {0.9, 0.8, 0.7, 0.4, 0.3, 0.6, 0.2, 0.1}, 1, 1, 1, 1, 1, 0, 0, 0);
    assertThat(scores.right()).isEqualTo(5);
    assertThat(scores.accuracy()).isEqualTo(5 / 8.0);
    ClassScores.OfClass yes = scores.classes().get(1);
    assertThat(yes).isEqualTo(new ClassScores.OfClass("yes", 5, 4, 3));
    assertThat(yes.precision()).isEqualTo(3 / 4.0);
    assertThat(yes.recall()).isEqualTo(3 / 5.0);
    assertThat(yes.f1()).isCloseTo(2 / (4 / 3.0 + 5 / 3.0), within(EXACT));
    ClassScores.OfClass no = scores.classes().get(0);
    assertThat(scores.macroPrecision()).isCloseTo((3 / 4.0 + 2 / 4.0) / 2, within(EXACT));
    assertThat(scores.macroRecall()).isCloseTo((3 / 5.0 + 2 / 3.0) / 2, within(EXACT));
    assertThat(scores.macroF1()).isCloseTo((yes.f1() + no.f1()) / 2, within(EXACT));
    assertThat(scores.rocAuc()).isCloseTo(13 / 15.0, within(EXACT)); // 0.6 stands before 0.4 and 0.3: 2 of 15 pairs are the wrong way round
    double product = 0.9 * 0.8 * 0.7 * 0.4 * 0.3 * 0.4 * 0.8 * 0.9;
    assertThat(scores.logLoss()).isCloseTo(-Math.log(product) / 8, within(EXACT));
    assertThat(scores.pairs()).containsExactly(new ClassScores.Pair(1, 1, 3), new ClassScores.Pair(0, 0, 2),
        new ClassScores.Pair(1, 0, 2), new ClassScores.Pair(0, 1, 1));
  }

  @Test
  void equalProbabilitiesCountHalfInTheAuc() {
    assertThat(binary(new double[] {0.5, 0.5, 0.5, 0.5}, 1, 0, 1, 0).rocAuc()).isEqualTo(0.5);
    assertThat(binary(new double[] {0.7, 0.5, 0.5, 0.2}, 1, 1, 0, 0).rocAuc()).isEqualTo(3.5 / 4);
    assertThat(binary(new double[] {1, 1, 0, 1}, 1, 0, 0, 0).rocAuc()).isCloseTo(2 / 3.0, within(EXACT));
  }

  @Test
  void theAucIsTheShareOfPairsInTheRightOrder() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 50; round++) {
      int n = 2 + random.nextInt(40);
      double[] p = new double[n];
      int[] actual = new int[n];
      for (int i = 0; i < n; i++) {
        p[i] = random.nextInt(1, 8) / 8.0; // many ties
        actual[i] = i < 2 ? i : random.nextInt(2);
      }
      double ordered = 0;
      int pairs = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (actual[i] == 1 && actual[j] == 0) {
            ordered += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
            pairs++;
          }
        }
      }
      assertThat(binary(p, actual).rocAuc()).isCloseTo(ordered / pairs, within(EXACT));
    }
  }

  @Test
  void theAucOfManyClassesIsTheMeanOfEachAgainstTheRest() {
    double[][] p = {{0.6, 0.3, 0.1}, {0.2, 0.5, 0.3}, {0.3, 0.4, 0.3}, {0.5, 0.2, 0.3}};
    ClassScores scores = scores(List.of("a", "b", "c"), p, 0, 1, 2, 2);
    // a: 0.6 before all; b: 0.5 before all; c: 0.3, 0.3 against 0.1, 0.3: 2 + 2 halves of 4.
    assertThat(scores.rocAuc()).isCloseTo((1 + 1 + 3 / 4.0) / 3, within(EXACT));
    assertThat(scores.classes().get(2).precision()).isNaN(); // nothing was taken for c
    assertThat(scores.macroPrecision()).isCloseTo((1 / 2.0 + 1 / 2.0 + 0) / 3, within(EXACT));
  }

  @Test
  void whatTheRowsDoNotDefineIsNotANumber() {
    assertThat(binary(new double[] {0.5, 0.7}, 1, 1).rocAuc()).isNaN();
    assertThat(scores(List.of("a", "b", "c"), new double[][] {{0.5, 0.3, 0.2}}, 0).rocAuc()).isNaN();
    assertThat(binary(new double[] {0.7}, 1).classes().get(0).f1()).isNaN();
    assertThat(binary(new double[] {Double.NaN, 0.5}, 0, 1).rocAuc()).isNaN();
    assertThat(QuantityScores.of(new double[] {1, 2}, new double[] {3, 3}).r2()).isNaN();
  }

  @Test
  void classesThatRowsAreNeitherOfNorTakenForLeaveTheMeansAlone() {
    ClassScores scores = scores(List.of("a", "b", "c"), new double[][] {{0.7, 0.2, 0.1}, {0.2, 0.7, 0.1}}, 0, 1);
    assertThat(scores.macroF1()).isEqualTo(1);
    assertThat(scores.rocAuc()).isEqualTo(1);
  }

  @Test
  void figuresOfNumbersAreThoseWorkedOutByHand() {
    QuantityScores scores = QuantityScores.of(new double[] {2, 4, 9, 5}, new double[] {1, 4, 7, 8});
    assertThat(scores.rows()).isEqualTo(4);
    assertThat(scores.mae()).isEqualTo(6 / 4.0);
    assertThat(scores.rmse()).isCloseTo(Math.sqrt(14 / 4.0), within(EXACT));
    assertThat(scores.r2()).isCloseTo(1 - 14 / 30.0, within(EXACT));
  }

  /** One-pass formulas lose all digits here. */
  @Test
  void largeNumbersThatDifferLittleKeepTheirR2() {
    assertThat(QuantityScores.of(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 2}, new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3}).r2())
        .isCloseTo(1 - 1 / 2.0, within(1e-6));
  }

  @Test
  void asManyPredictionsAsRowsAreRequired() {
    assertThatThrownBy(() -> QuantityScores.of(new double[1], new double[2])).hasMessageContaining("1 for 2");
    assertThatThrownBy(() -> ClassScores.of(List.of("a", "b"), new double[3], new int[2])).hasMessageContaining("3 for 2");
    assertThatThrownBy(() -> ClassScores.of(List.of("a", "b"), new double[0], new int[0])).hasMessageContaining("0 for 0");
  }
}
