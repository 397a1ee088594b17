package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the comparison must notice, on a real step of a small net. */
class AgreementTest {
  private static final Net NET = new Net("net", List.of(20, 30, 4), 16);

  private final Outcome step = step(1);

  private static Outcome step(double rate) {
    try (Step step = new Glassprop().step(Workload.of(NET), rate)) {
      return step.observe();
    }
  }

  /** The step with rounding errors of a few parts in 10⁷, as another library would have. */
  private Outcome rounded(double size) {
    return change(step, i -> i % 2 == 0 ? 1 + size : 1 - size);
  }

  private static Outcome change(Outcome outcome, IntToDoubleFunction factor) {
    UnaryOperator<double[]> each = numbers -> IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i] * factor.applyAsDouble(i)).toArray();
    return new Outcome(
        outcome.loss() * factor.applyAsDouble(0),
        outcome.gradients().stream().map(each).toList(),
        outcome.parameters().stream().map(each).toList());
  }

  private static Outcome withGradient(Outcome outcome, int which, UnaryOperator<double[]> change) {
    List<double[]> gradients = new ArrayList<>(outcome.gradients());
    gradients.set(which, change.apply(gradients.get(which).clone()));
    return new Outcome(outcome.loss(), gradients, outcome.parameters());
  }

  private List<String> findings(Outcome ours) {
    return new Agreement(ours, rounded(3e-7), step).findings();
  }

  @Test
  void roundingIsNoDifference() {
    assertThat(findings(rounded(-3e-7))).isEmpty();
  }

  @Test
  void oneWrongElementOfAGradientIsFound() {
    Outcome wrong = withGradient(step, 2, g -> {
      g[17] *= 1.01;
      return g;
    });
    assertThat(findings(wrong)).anyMatch(finding -> finding.startsWith("the gradient of W2 differs"));
  }

  @Test
  void aGradientOfOtherLengthIsFound() {
    Outcome wrong = withGradient(step, 1, g -> new double[g.length - 1]);
    assertThat(findings(wrong)).anyMatch(finding -> finding.startsWith("the gradient of b1 differs"));
  }

  @Test
  void aNanIsFound() {
    Outcome wrong = withGradient(step, 0, g -> {
      g[0] = Double.NaN;
      return g;
    });
    assertThat(findings(wrong)).anyMatch(finding -> finding.startsWith("the gradient of W1 differs"));
  }

  @Test
  void anotherLossIsFound() {
    Outcome wrong = new Outcome(step.loss() * 1.0001, step.gradients(), step.parameters());
    assertThat(findings(wrong)).anyMatch(finding -> finding.startsWith("the loss differs"));
  }

  @Test
  void anotherRateIsFound() {
    assertThat(findings(step(1.01))).anyMatch(finding -> finding.startsWith("updated W1 differs"));
  }

  @Test
  void speedBoughtWithAccuracyIsFound() {
    Outcome coarse = rounded(9e-7);
    assertThat(findings(coarse)).singleElement().asString().contains("against float64");
    assertThat(new Agreement(coarse, rounded(3e-7), step).errorRatio()).isBetween(2.99, 3.01);
  }
}
