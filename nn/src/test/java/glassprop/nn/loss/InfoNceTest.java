package glassprop.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.check.GradCheck;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contrastive loss against its definition, and its bound against mutual information that is known. */
class InfoNceTest {
  private static final Offset<Double> TINY = Offset.offset(1e-13);
  private final Tensor queries = Tensor.normal(Naive.random(9), 4, 3);
  private final Tensor keys = Tensor.normal(Naive.random(10), 4, 3);

  /** The sum of −ln of the share that the own key has among all. */
  private static double expected(Tensor from, Tensor to, double temperature) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double[] scores = new double[4];
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 3; k++) {
          scores[j] += from.get(i, k) * to.get(j, k) / temperature;
        }
      }
      sum -= Math.log(Naive.softmax(scores)[i]);
    }
    return sum;
  }

  @Test
  void everyQueryIsToFindItsKey() {
    assertThat(new InfoNce(Reduction.SUM, 0.5, false).of(queries, keys).item())
        .isCloseTo(expected(queries, keys, 0.5), TINY);
    assertThat(new InfoNce(Reduction.MEAN, 0.5, false).of(queries, keys).item())
        .isCloseTo(expected(queries, keys, 0.5) / 4, TINY);
  }

  @Test
  void symmetricEveryKeyIsToFindItsQueryToo() {
    InfoNce loss = new InfoNce(Reduction.MEAN, 0.5, true);
    assertThat(loss.of(queries, keys).item())
        .isCloseTo((expected(queries, keys, 0.5) + expected(keys, queries, 0.5)) / 8, TINY);
    assertThat(loss.of(queries, keys).item()).isCloseTo(loss.of(keys, queries).item(), TINY);
  }

  @ParameterizedTest
  @EnumSource
  void theGradientIsThatOfTheValue(Reduction reduction) {
    for (boolean symmetric : new boolean[] {false, true}) {
      InfoNce loss = new InfoNce(reduction, 0.7, symmetric);
      GradCheck.strict().check(in -> loss.of(in.get(0), in.get(1)), List.of(queries, keys)).requireOk();
    }
  }

  /**
   * For standard normal x and y of correlation ρ, I = −½ ln(1 − ρ²), and ln p(y|x)/p(y) is, up to what depends on x alone, the
   * inner product of (x, 1) and (ρy, −½ρ²y²)/(1 − ρ²). With it the bound is nearly tight; with a worse score it is looser.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 64", "0.8, 64", "0.8, 256"})
  void theBoundIsBelowTheMutualInformationAndNearItForTheBestScore(double rho, int pairs) {
    double information = -0.5 * Math.log(1 - rho * rho);
    double best = meanBound(rho, pairs, 1);
    double worse = meanBound(rho, pairs, 4);
    double noise = 0.02; // of the mean over batches: about three standard errors
    assertThat(best).isBetween(0.9 * information - noise, information + noise);
    assertThat(worse).isLessThan(best - noise);
  }

  private static double meanBound(double rho, int pairs, double temperature) {
    RandomGenerator random = Naive.random(11);
    InfoNce loss = new InfoNce(Reduction.MEAN, temperature, false);
    int batches = 20_000 / pairs;
    double sum = 0;
    for (int b = 0; b < batches; b++) {
      double[][] q = new double[pairs][];
      double[][] k = new double[pairs][];
      for (int i = 0; i < pairs; i++) {
        double x = random.nextGaussian();
        double y = rho * x + Math.sqrt(1 - rho * rho) * random.nextGaussian();
        q[i] = new double[] {x, 1};
        k[i] = new double[] {rho * y / (1 - rho * rho), -rho * rho * y * y / (2 * (1 - rho * rho))};
      }
      sum += InfoNce.informationBound(loss.of(Tensor.of(q), Tensor.of(k)).item(), pairs);
    }
    return sum / batches;
  }

  @Test
  void theBoundNeverExceedsTheLogarithmOfTheNumberOfPairs() { // though equal continuous variables share infinite information
    Tensor direction = queries.dividedBy(queries.norm(2, 1).unsqueeze(1));
    double loss = new InfoNce(Reduction.MEAN, 0.01, false).of(direction, direction).item();
    assertThat(InfoNce.informationBound(loss, 4)).isBetween(1.0, Math.log(4));
  }

  @Test
  void keysThatAreAllAlikeTellNothing() {
    Tensor same = keys.slice(0, 0, 1).expand(4, 3);
    double loss = new InfoNce(Reduction.MEAN, 0.1, false).of(queries, same).item();
    assertThat(InfoNce.informationBound(loss, 4)).isCloseTo(0, TINY);
  }

  @Test
  void wrongInputsAreRefused() {
    InfoNce loss = new InfoNce(Reduction.MEAN, 1, false);
    assertThatThrownBy(() -> loss.of(queries, keys.slice(0, 0, 2))).hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> loss.of(Tensor.of(1, 2), Tensor.of(1, 2))).hasMessageContaining("(pairs, features)");
    assertThatThrownBy(() -> new InfoNce(Reduction.MEAN, 0, false)).hasMessageContaining("temperature 0.0");
  }
}
