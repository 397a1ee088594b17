package glassprop.lens.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values that take the place of what would be computed; the figures of exercises M2 to M4. */
class GivenTest {
  private static final Offset<Double> EXACT = within(1e-15);
  private static final String M2 =
      """
      X = [[2, 3]]; W1 = [[0.1, 0.2], [0.3, 0.4]]; b1 = [[0.5, 0.6]]
      Z1 = X @ W1 + b1
      A1 = sigmoid(Z1)
      given A1 = [[0.9, 0.95]]
      """;

  private static Program.Values evaluate(String text, Map<String, Tensor> values) {
    return Program.parse(text).evaluate(values);
  }

  @Test
  void laterStepsTakeTheGivenValueAndTheTrueOneStaysToBeRead() {
    Program.Values values = evaluate(M2 + "W2 = [[0.5,0.6],[0.7,0.8]]; Z2 = A1 @ W2", Map.of());
    assertThat(values.of("A1").toDoubles()).containsExactly(0.9, 0.95);
    assertThat(values.replaced().keySet()).containsExactly("A1");
    assertThat(values.computed("Z2")).isSameAs(values.of("Z2"));
    assertThat(values.computed("A1").toDoubles()).containsExactly(new double[] {0.8320183851339245, 0.9002495108803148}, EXACT);
    assertThat(values.of("Z2").toDoubles()).containsExactly(new double[] {0.9 * 0.5 + 0.95 * 0.7, 0.9 * 0.6 + 0.95 * 0.8}, EXACT);
  }

  @Test
  void m3TheGradientOfTheNextWeightsUsesTheGivenActivation() {
    Tensor w2 = Tensor.of(new double[][] {{0.5, 0.6}, {0.7, 0.8}}).tracked();
    evaluate(M2 + "Z2 = A1 @ W2; sum(Z2 * [[0.2, -0.3]])", Map.of("W2", w2)).result().backward();
    assertThat(w2.grad().toDoubles()).containsExactly(new double[] {0.18, -0.27, 0.19, -0.285}, EXACT);
  }

  @Test
  void m4TheGivenDeltaAndTheTrueOne() {
    String text =
        M2 + "W2 = [[0.5,0.6],[0.7,0.8]]; δ2 = [[0.2,-0.3]]; dA1 = δ2 @ W2'; s = sigmoid(Z1); δ1 = dA1 * s * (1 - s)\n"
            + "given δ1 = [[-0.01, -0.02]]\nX' @ δ1";
    Program.Values values = evaluate(text, Map.of());
    assertThat(values.result().toDoubles()).containsExactly(new double[] {-0.02, -0.04, -0.03, -0.06}, EXACT);
    assertThat(values.of("dA1").toDoubles()).containsExactly(new double[] {-0.08, -0.10}, EXACT);
    assertThat(values.computed("δ1").toDoubles())
        .containsExactly(new double[] {-0.01118110335464488, -0.008980032904006879}, EXACT);
  }

  @Test
  void gradientsPassToWhatTheTrueValueWasComputedFrom() {
    Tensor z = Tensor.scalar(0.6).tracked();
    evaluate("a = sigmoid(z); given a = 0.9; (a - 0.5)^2", Map.of("z", z)).result().backward();
    double slope = 0.6456563062257954 * (1 - 0.6456563062257954); // of the true a
    assertThat(z.grad().item()).isCloseTo(2 * (0.9 - 0.5) * slope, EXACT);
  }

  @Test
  void aGivenHoldsWhereverItStands() {
    for (String text : List.of("given a = 3; a = 2x; a^2", "a = 2x; given a = 3; a^2", "a = 2x; b = a^2; given a = 3; b")) {
      assertThat(evaluate(text.startsWith("a = 2x; b") ? "a = 2x; b = a^2; given a = 3; L = b" : text, Map.of("x", Tensor.scalar(1)))
          .result().item()).as(text).isEqualTo(9);
    }
  }

  @Test
  void whatReplacesNothingIsAnInput() {
    Program program = Program.parse("given w = 2; w x");
    assertThat(program.constants().keySet()).containsExactly("w");
    assertThat(program.givens()).isEmpty();
    assertThat(program.evaluate(Map.of("x", Tensor.scalar(4))).result().item()).isEqualTo(8);
  }

  @Test
  void nearAPointTheGivenValueMoves() {
    Program program = Program.parse("a = x^2; given a = 10; a^2");
    Program near = program.near(Map.of("x", Tensor.scalar(3)));
    assertThat(near.evaluate(Map.of("x", Tensor.scalar(3))).result().item()).isEqualTo(100);
    assertThat(near.evaluate(Map.of("x", Tensor.scalar(4))).result().item()).isEqualTo(17 * 17);
    assertThat(program.evaluate(Map.of("x", Tensor.scalar(4))).result().item()).isEqualTo(100);
  }

  @Test
  void givenIsANameWhereNoOtherFollows() {
    Map<String, Tensor> values = new HashMap<>(Map.of("given", Tensor.scalar(2), "x", Tensor.scalar(5)));
    assertThat(evaluate("y = given x; y + given", values).result().item()).isEqualTo(12);
    assertThat(evaluate("given = 3; given^2", Map.of()).result().item()).isEqualTo(9);
  }

  @Test
  void anErrorInAFileNamesTheFile() {
    assertThatThrownBy(() -> Program.parse("z = 3\n  y = z +* 2", "net.gp"))
        .hasMessage("expected a value, found * (net.gp:2:10)");
    assertThatThrownBy(() -> Program.parse("x", "net.gp").evaluate(Map.of()))
        .hasMessageEndingWith("(net.gp:1:1)");
  }
}
