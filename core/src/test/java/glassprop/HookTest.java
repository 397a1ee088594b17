package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hooks on gradients. */
class HookTest {

  @Test
  void aHookSeesTheWholeGradientOnce() {
    List<Double> seen = new ArrayList<>();
    Tensor x = Tensor.scalar(2).tracked();
    Tensor h = x.times(3);
    h.hook(
        gradient -> {
          seen.add(gradient.item());
          return gradient;
        });
    h.plus(h).backward();
    assertThat(seen).containsExactly(2.0);
    assertThat(x.grad().item()).isEqualTo(6);
  }

  @Test
  void aHookMayReplaceTheGradientOfAStepAndOfALeaf() {
    Tensor x = Tensor.scalar(2).tracked();
    Tensor h = x.times(3);
    h.hook(gradient -> gradient.times(10));
    x.hook(gradient -> gradient.plus(1));
    h.backward();
    assertThat(x.grad().item()).isEqualTo(31);
  }

  @Test
  void hooksRunInOrderAndCanBeRemoved() {
    Tensor x = Tensor.scalar(2).tracked();
    GradientHook.Registration doubling = x.hook(gradient -> gradient.times(2));
    x.hook(gradient -> gradient.plus(1));
    x.times(1).backward();
    assertThat(x.grad().item()).isEqualTo(3);
    doubling.remove();
    x.zeroGrad();
    x.times(1).backward();
    assertThat(x.grad().item()).isEqualTo(2);
  }

  @Test
  void aHookIsPartOfTheGraphOfAGradient() {
    Tensor x = Tensor.scalar(2).tracked();
    Tensor h = x.square();
    h.hook(gradient -> gradient.times(x.detach().exp()));
    Tensor first = Autodiff.grad(h, List.of(x), BackwardOption.CREATE_GRAPH).getFirst();
    assertThat(Autodiff.grad(first, List.of(x)).getFirst().item()).isEqualTo(2 * Math.exp(2));
  }

  @Test
  void aHookThatFailsOrChangesTheShapeIsNamedAndNoGradientArrives() {
    Tensor x = Tensor.of(1, 2).tracked().named("x");
    Tensor h = x.times(3).named("h");
    GradientHook.Registration wrong = h.hook(Tensor::sum);
    assertThatThrownBy(() -> h.sum().backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("mul h (2)")
        .hasMessageContaining("F64 scalar");
    wrong.remove();
    IllegalStateException cause = new IllegalStateException("on purpose");
    Tensor again = x.times(3).named("h");
    again.hook(
        gradient -> {
          throw cause;
        });
    assertThatThrownBy(() -> again.sum().backward()).hasMessageContaining("on purpose").hasCause(cause);
    assertThat(x.hasGrad()).isFalse();
  }

  @Test
  void aHookThatGivesNullIsNamed() {
    Tensor x = Tensor.of(1, 2).tracked().named("x");
    x.hook(_ -> nothing());
    assertThatThrownBy(() -> x.times(3).sum().backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("hook of x (2) gave null");
    assertThat(x.hasGrad()).isFalse();
  }

  @SuppressWarnings("NullAway") // what careless code gives
  private static Tensor nothing() {
    return null;
  }

  @Test
  void aRegistrationRemovesItsOwnHookAlone() {
    Tensor x = Tensor.scalar(2).tracked();
    GradientHook doubling = gradient -> gradient.times(2);
    GradientHook.Registration first = x.hook(doubling);
    x.hook(doubling);
    first.remove();
    first.remove();
    x.times(1).backward();
    assertThat(x.grad().item()).isEqualTo(2);
  }
}
