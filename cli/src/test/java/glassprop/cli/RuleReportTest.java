package glassprop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.lens.typeset.Numerals;
import glassprop.nn.optim.NamedRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code explain --optimizer} says of a rule. */
class RuleReportTest {
  private static final Numerals NUMERALS = new Numerals(6);

  @Test
  void aRuleIsToldInSymbols() {
    assertThat(RuleReport.lines("adam", List.of(), NUMERALS))
        .contains("w   a number of the parameter", "β₁  beta1                        0.9", "m ← β₁·m + (1 − β₁)·g", "w ← w − a·m/(√v·s + ε)");
  }

  @Test
  void aStepIsToldInNumbers() {
    assertThat(RuleReport.lines("sgd", List.of("w=1, g=-2", "lr=0.5,momentum=0,weight_decay=0.25"), NUMERALS))
        .contains("g ← g + λ·w = (−2) + 0.25·1 = −1.75", "v ← μ·v + g = 0·0 + (−1.75) = −1.75", "w ← w − η·v = 1 − 0.5(−1.75) = 1.875");
  }

  @Test
  void everyRuleIsTold() {
    Stream.of(NamedRule.values()).forEach(rule -> assertThat(RuleReport.lines(rule.label(), List.of("w=1,g=2,t=3"), NUMERALS)).as(rule.label()).hasSizeGreaterThan(5));
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThatThrownBy(() -> RuleReport.lines("adan", List.of(), NUMERALS)).hasMessageContaining("--optimizer adan").hasMessageContaining("adam");
    assertThatThrownBy(() -> RuleReport.lines("adam", List.of("w=x"), NUMERALS)).hasMessageContaining("found 'w=x'");
    assertThatThrownBy(() -> RuleReport.lines("adam", List.of("w=1,g=1,w=2"), NUMERALS)).hasMessageContaining("w has two values");
    assertThatThrownBy(() -> RuleReport.lines("adam", List.of("w=1,g=1,q=2"), NUMERALS)).hasMessageContaining("Adam has no q");
  }
}
