package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.check.GradCheck;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions whose rule is code. */
class CustomFunctionTest {
  private static final CustomFunction PRODUCT =
      CustomFunction.of(
              "product",
              in -> in.get(0).times(in.get(1)),
              (in, y, cotangent) -> List.of(cotangent.times(in.get(1)), cotangent.times(in.get(0))))
          .withPushforward((in, y, tangents) -> tangents.get(0).times(in.get(1)).plus(tangents.get(1).times(in.get(0))));

  private final Tensor a = Tensor.of(1, 2, -3);
  private final Tensor b = Tensor.of(0.5, -1, 2);

  @Test
  void itsRuleIsUsedAndCanBeChecked() {
    GradCheck check = GradCheck.strict();
    check.check(in -> PRODUCT.apply(in.get(0), in.get(1)).sin().sum(), List.of(a, b)).requireOk();
    check.checkSecondOrder(in -> PRODUCT.apply(in.get(0), in.get(1)).sin().sum(), List.of(a, b)).requireOk();
  }

  @Test
  void aWrongRuleFailsTheCheck() {
    CustomFunction wrong =
        CustomFunction.of("product", in -> in.get(0).times(in.get(1)), (in, y, c) -> List.of(c.times(in.get(0)), c.times(in.get(1))));
    assertThat(GradCheck.strict().check(in -> wrong.apply(in.get(0), in.get(1)).sum(), List.of(a, b)).ok()).isFalse();
  }

  @Test
  void forwardModeUsesTheForwardRule() {
    var result = Autodiff.jvp(in -> PRODUCT.apply(in.getFirst(), b), List.of(a), List.of(Tensor.of(1, 1, 1)));
    assertThat(result.tangent().toDoubles()).containsExactly(b.toDoubles());
    assertThat(Autodiff.hessian(x -> PRODUCT.apply(x, x).sum(), Tensor.of(1, 2)).toDoubles()).containsExactly(2, 0, 0, 2);
  }

  @Test
  void forwardModeWithoutAForwardRuleIsAnErrorThatNamesTheFunction() {
    CustomFunction reverseOnly = CustomFunction.of("mystery", in -> in.getFirst().exp(), (in, y, c) -> List.of(c.times(y)));
    assertThatThrownBy(() -> Autodiff.jvp(in -> reverseOnly.apply(in.getFirst()), List.of(a), List.of(a)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("mystery")
        .hasMessageContaining("withPushforward");
  }

  @Test
  void rulesThatGiveTheWrongCountOrShapeAreNamed() {
    CustomFunction tooFew = CustomFunction.of("pair", in -> in.get(0).plus(in.get(1)), (in, y, c) -> List.of(c));
    CustomFunction wrongShape = CustomFunction.of("shrunk", in -> in.getFirst().exp(), (in, y, c) -> List.of(c.sum()));
    Tensor x = a.tracked();
    assertThatThrownBy(() -> tooFew.apply(x, b).sum().backward()).hasMessageContaining("pair").hasMessageContaining("1 gradient for its 2");
    assertThatThrownBy(() -> wrongShape.apply(x).sum().backward())
        .hasMessageContaining("shrunk")
        .hasMessageContaining("input 0")
        .hasMessageContaining("F64 (3)");
    assertThat(x.hasGrad()).isFalse();
  }

  @Test
  void anExceptionInTheRuleIsTheCauseAndTheEngineGoesOn() {
    IllegalStateException cause = new IllegalStateException("on purpose");
    CustomFunction failing =
        CustomFunction.of(
            "failing",
            in -> in.getFirst().exp(),
            (in, y, c) -> {
              throw cause;
            });
    Tensor x = a.tracked();
    assertThatThrownBy(() -> failing.apply(x).sum().backward()).hasMessageContaining("failing").hasCause(cause);
    x.sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(1, 1, 1);
  }

  @Test
  void rulesThatGiveNullAreNamed() {
    CustomFunction noValue = CustomFunction.of("nothing", in -> nothing(), (in, y, c) -> List.of(c));
    CustomFunction noList = CustomFunction.of("silent", in -> in.getFirst().exp(), (in, y, c) -> nothing());
    CustomFunction noGradient = CustomFunction.of("hollow", in -> in.get(0).times(in.get(1)), (in, y, c) -> Arrays.asList(c, nothing()));
    CustomFunction noTangent =
        CustomFunction.of("still", in -> in.getFirst().exp(), (in, y, c) -> List.of(c)).withPushforward((in, y, t) -> nothing());
    Tensor x = a.tracked();
    assertThatThrownBy(() -> noValue.apply(x)).isInstanceOf(GraphException.class).hasMessageContaining("nothing gave null");
    assertThatThrownBy(() -> noList.apply(x).sum().backward()).isInstanceOf(GraphException.class).hasMessageContaining("silent").hasMessageContaining("no gradients");
    assertThatThrownBy(() -> noGradient.apply(x, b).sum().backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("hollow")
        .hasMessageContaining("null for input 1");
    assertThatThrownBy(() -> Autodiff.jvp(in -> noTangent.apply(in.getFirst()), List.of(a), List.of(a)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("rule of still gave null");
    assertThat(x.hasGrad()).isFalse();
  }

  /** What careless code gives. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "DataFlowIssue"}) // the point of these tests
  private static <T> T nothing() {
    return null;
  }

  @Test
  void aFunctionThatChangesItsInputIsNamed() {
    CustomFunction changing =
        CustomFunction.of(
            "changing",
            in -> {
              in.getFirst().updateInPlace(_ -> {});
              return in.getFirst();
            },
            (in, y, c) -> List.of(c));
    assertThatThrownBy(() -> changing.apply(a.tracked())).isInstanceOf(GraphException.class).hasMessageContaining("changing changed an input");
  }

  @Test
  void whatIsNoFloatingPointNumberIsNotTracked() {
    CustomFunction counting = CustomFunction.of("count", in -> Tensor.indices(1, 2), (in, y, c) -> List.of(in.getFirst()));
    assertThat(counting.apply(a.tracked()).isTracked()).isFalse();
  }

  /** A cube, whose rule takes the slope from a derivative of its own. */
  private static CustomFunction cube(UnaryOperator<Tensor> slope) {
    return CustomFunction.of("cube", in -> in.getFirst().pow(3), (in, y, c) -> List.of(c.times(slope.apply(in.getFirst().detach()))));
  }

  @Test
  void aRuleMayTakeDerivativesItself() {
    List<UnaryOperator<Tensor>> slopes =
        List.of(
            x -> Autodiff.vjp(in -> in.getFirst().pow(3), List.of(x), Tensor.onesLike(x)).gradients().getFirst(),
            x -> Autodiff.jacobian(t -> t.pow(3), x).diagonal(),
            x -> Autodiff.recording(
                () -> {
                  Tensor leaf = x.tracked();
                  return Autodiff.grad(leaf.pow(3).sum(), List.of(leaf)).getFirst();
                }));
    for (UnaryOperator<Tensor> slope : slopes) {
      Tensor x = a.tracked();
      cube(slope).apply(x).sum().backward();
      assertThat(x.grad().toDoubles()).containsExactly(3, 12, 27);
    }
  }

  @Test
  void aRuleThatForgetsToRecordIsToldWhatToDo() {
    UnaryOperator<Tensor> unrecorded =
        x -> {
          Tensor leaf = x.tracked();
          return Autodiff.grad(leaf.pow(3).sum(), List.of(leaf)).getFirst();
        };
    assertThatThrownBy(() -> cube(unrecorded).apply(a.tracked()).sum().backward())
        .hasMessageContaining("the code of a custom function is not recorded")
        .hasMessageContaining("take vjp or jacobian")
        .hasMessageNotContaining("noGrad");
    CustomFunction inside = CustomFunction.of("slope", in -> unrecorded.apply(in.getFirst()), (in, y, c) -> List.of(c));
    assertThatThrownBy(() -> inside.apply(a)).hasMessageContaining("Autodiff.recording(…)");
  }
}
