package glassprop.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that is told equation by equation is the step that is made. */
class WorkedStepTest {
  @ParameterizedTest
  @EnumSource(NamedRule.class)
  void whatIsToldIsWhatIsDone(NamedRule named) {
    UpdateRule rule = named.rule(named.usualRate(), Map.of());
    Tensor w = Tensor.of(1.5).tracked().named("w");
    Optimizer optimizer = new Optimizer(rule, List.of(w));
    double told = 1.5;
    Map<String, Double> values = new LinkedHashMap<>();
    for (int t = 1; t <= 4; t++) {
      double g = 2 * Math.cos(told);
      optimizer.zeroGrad();
      w.times(g).sum().backward();
      optimizer.step();
      values.put("w", told);
      values.put("g", g);
      values.put("t", (double) t);
      WorkedStep step = WorkedStep.of(rule, values);
      told = step.result();
      for (WorkedStep.Line line : step.lines()) {
        Quantity target = rule.equations().of(line.equation().target());
        if (target.kind() == Quantity.Kind.MEMORY) {
          values.put(target.symbol(), line.value());
        }
      }
      assertThat(w.item()).as("%s, step %d", named, t).isCloseTo(told, Offset.offset(1e-12));
    }
  }

  @Test
  void anEquationIsToldWithSymbolsAndNumbers() {
    WorkedStep step = WorkedStep.of(new Adam(0.01), Map.of("w", 1.0, "g", -0.5, "t", 2.0, "m", 0.25, "beta1", 0.5));
    assertThat(step.text(step.lines().getFirst(), x -> String.valueOf(x)))
        .isEqualTo("m ← β₁·m + (1 − β₁)·g = 0.5·0.25 + (1 − 0.5)·(-0.5) = -0.125");
    assertThat(step.text(step.lines().get(2), x -> String.valueOf(x))).startsWith("a ← η/(1 − β₁^t) = 0.01/(1 − 0.5^2.0) = 0.0133");
  }

  @Test
  void whatIsNoQuantityIsRefused() {
    assertThatThrownBy(() -> WorkedStep.of(new Adam(0.01), Map.of("w", 1.0))).hasMessageContaining("g, the gradient, has no value");
    assertThatThrownBy(() -> WorkedStep.of(new Adam(0.01), Map.of("w", 1.0, "g", 1.0, "momentum", 0.5)))
        .hasMessage("Adam has no momentum; it has w (parameter), g (gradient), t (step), η (learning rate), β₁ (beta1), β₂ (beta2), ε (epsilon), m, v");
    assertThatThrownBy(() -> WorkedStep.of(new Adam(0.01), Map.of("w", 1.0, "g", 1.0, "t", 0.5))).hasMessageContaining("step 0.5: expected a whole number from 1 on");
    assertThatThrownBy(() -> WorkedStep.of(new Adam(0.01), Map.of("w", 1.0, "g", 1.0, "beta1", 1.0))).hasMessageContaining("beta1 1.0: expected a number from 0");
  }
}
