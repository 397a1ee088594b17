package glassprop.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Groups, schedules, clipping and state of optimizers: what each is to do, whatever the rule. */
class OptimizationTest {
  private static final Offset<Double> TINY = Offset.offset(1e-14);

  private static Tensor leaf(String name, double... numbers) {
    return Tensor.of(numbers).tracked().named(name);
  }

  private static void step(Optimizer optimizer, Tensor loss) {
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
  }

  @Test
  void aParameterWhoseFirstGradientComesLateMovesByTheFullRate() {
    Tensor early = leaf("early", 1);
    Tensor late = leaf("late", 1);
    Optimizer optimizer = new Optimizer(new Adam(0.01), List.of(early, late));
    for (int i = 0; i < 10; i++) {
      step(optimizer, early.sum());
    }
    step(optimizer, late.sum());
    assertThat(late.item()).isCloseTo(0.99, Offset.offset(1e-9));
  }

  @Test
  void aGroupHasItsRateAndTheFirstThatCoversWins() {
    Tensor weight = leaf("a.weight", 1);
    Tensor bias = leaf("a.bias", 1);
    Tensor other = leaf("b.bias", 1);
    Optimization how = Optimization.by(new Sgd(0.5, 0)).group(Group.of("a.bias").rate(0.5)).group(Group.of("*.bias").rate(0));
    step(new Optimizer(how, List.of(weight, bias, other)), weight.plus(bias).plus(other).sum());
    assertThat(weight.item()).isEqualTo(0.5);
    assertThat(bias.item()).isEqualTo(0.75);
    assertThat(other.item()).isEqualTo(1);
  }

  @Test
  void aGroupHasItsConstants() {
    Tensor quick = leaf("quick", 1);
    Tensor plain = leaf("plain", 1);
    Optimizer optimizer = new Optimizer(Optimization.by(new Sgd(0.1, 0)).group(Group.of("quick").with("momentum", 0.5)), List.of(quick, plain));
    step(optimizer, quick.plus(plain).sum());
    step(optimizer, quick.plus(plain).sum());
    assertThat(plain.item()).isCloseTo(0.8, TINY);
    assertThat(quick.item()).isCloseTo(1 - 0.1 - 0.15, TINY);
    assertThat(optimizer.state().of("quick").memories()).containsOnlyKeys("v");
    assertThat(optimizer.state().of("plain").memories()).isEmpty();
  }

  @Test
  void twoGroupsAreClippedTogetherAndFrozenParametersNeitherMoveNorCount() {
    Tensor a = leaf("a", 0);
    Tensor b = leaf("b", 0);
    Tensor frozen = leaf("frozen", 7);
    Optimization how =
        Optimization.by(new Sgd(1, 0)).clipping(Clipping.byNorm(1)).group(Group.of("frozen").freeze()).group(Group.of("b").rate(0.1));
    step(new Optimizer(how, List.of(a, b, frozen)), a.times(3).plus(b.times(4)).plus(frozen.times(1000)).sum());
    assertThat(a.item()).isCloseTo(-0.6, TINY);
    assertThat(b.item()).isCloseTo(-0.08, TINY);
    assertThat(frozen.item()).isEqualTo(7);
  }

  @Test
  void aScheduleIsAFunctionOfTheStepAndMayBeZero() {
    Tensor w = leaf("w", 0);
    Optimizer optimizer = new Optimizer(Optimization.by(new Sgd(1, 0)).schedule(step -> step == 2 ? 0 : step), List.of(w));
    List<Double> at = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      step(optimizer, w.sum());
      at.add(w.item());
    }
    assertThat(at).containsExactly(-1.0, -1.0, -4.0);
    assertThatThrownBy(new Optimizer(Optimization.by(new Sgd(1, 0)).schedule(step -> -1), List.of(w))::step).hasMessageContaining("factor of the rate is -1.0 in step 1");
  }

  @Test
  void goingOnFromAStateIsGoingOn() {
    for (DType type : List.of(DType.F32, DType.F64)) {
      for (UpdateRule rule : List.of(new Adam(0.1), new Sgd(0.1, 0.9))) {
        Optimization how = Optimization.by(rule).schedule(Schedule.cosine(20, 0.1).warmedUp(5)).group(Group.of("b").rate(0.5));
        SplittableRandom random = new SplittableRandom(1);
        Tensor a = Tensor.of(random.doubles(30, -1, 1).toArray()).to(type).tracked().named("a");
        Tensor b = Tensor.of(random.doubles(30, -1, 1).toArray()).to(type).tracked().named("b");
        Optimizer whole = new Optimizer(how, List.of(a, b));
        for (int i = 0; i < 7; i++) {
          step(whole, a.minus(b).square().sum());
        }
        step(whole, a.square().sum()); // b has made fewer steps
        Tensor c = a.copy().tracked().named("a");
        Tensor d = b.copy().tracked().named("b");
        Optimizer resumed = new Optimizer(how, List.of(c, d));
        OptimizerState state = whole.state();
        assertThat(state.steps()).isEqualTo(8);
        assertThat(state.of("b").steps()).isEqualTo(7);
        resumed.restore(state);
        for (int i = 0; i < 20; i++) {
          step(whole, a.minus(b).square().sum());
          step(resumed, c.minus(d).square().sum());
        }
        assertThat(c.toDoubles()).containsExactly(a.toDoubles());
        assertThat(d.toDoubles()).containsExactly(b.toDoubles());
        assertThat(state.steps()).as("a state is a value").isEqualTo(8);
        assertThat(state.of("a").memories().values().iterator().next().toDoubles())
            .isNotEqualTo(whole.state().of("a").memories().values().iterator().next().toDoubles());
      }
    }
  }

  @Test
  void aStateOfSomethingElseIsRefused() {
    Optimizer optimizer = new Optimizer(new Adam(0.1), List.of(leaf("a", 1, 2)));
    assertThatThrownBy(() -> optimizer.state().of("b")).hasMessageContaining("nothing is known of b; there are [a]");
    assertThatThrownBy(() -> optimizer.restore(new Optimizer(new Adam(0.1), List.of(leaf("b", 1, 2))).state()))
        .hasMessageContaining("the state is one of [b]; expected [a]");
    assertThatThrownBy(() -> optimizer.restore(new Optimizer(new Sgd(0.1, 0.9), List.of(leaf("a", 1, 2))).state()))
        .hasMessageContaining("remembers [v] of a (2), and Adam remembers [m, v]");
    assertThatThrownBy(() -> optimizer.restore(new Optimizer(new Adam(0.1), List.of(leaf("a", 1, 2, 3))).state())).hasMessageContaining("m of a (2) is");
    assertThatThrownBy(new Optimizer(new Adam(0.1), List.of(leaf("", 1)))::state).hasMessageContaining("has none; give it one");
    assertThatThrownBy(new Optimizer(new Adam(0.1), List.of(leaf("a", 1), leaf("a", 2)))::state).hasMessageContaining("the name of another parameter");
  }

  @Test
  void impossibleOptimizersAreRefused() {
    Tensor a = leaf("a", 1);
    Tensor again = a.named("a");
    assertThatThrownBy(() -> new Optimizer(new Adam(0.1), List.of())).hasMessageContaining("there are no parameters");
    assertThatThrownBy(() -> new Optimizer(new Adam(0.1), List.of(a, again))).hasMessageContaining("listed twice");
    assertThatThrownBy(() -> new Optimizer(Optimization.by(new Adam(0.1)).group(Group.of("c")), List.of(a)))
        .hasMessageContaining("no parameter belongs to the group c; there are [a (1)]");
    assertThatThrownBy(() -> new Optimizer(Optimization.by(new Adam(0.1)).group(Group.of("a").with("momentum", 0.5)), List.of(a)))
        .hasMessageContaining("Adam has no constant \"momentum\"; it has [beta1, beta2, epsilon]");
    assertThatThrownBy(() -> new Optimizer(Optimization.by(new Adam(0.1)).group(Group.of("a").with("beta1", 1)), List.of(a)))
        .hasMessageContaining("beta1 1.0: expected a number from 0 up to");
    assertThatThrownBy(() -> Group.of("a").rate(-1)).hasMessageContaining("factor -1.0");
    assertThatThrownBy(() -> new Optimizer(new Adam(0.1), List.of(a)).requireAmong(List.of(leaf("a", 1)))).hasMessageContaining("a (1) is no parameter of this network");
    new Optimizer(new Adam(0.1), List.of(a)).requireAmong(List.of(leaf("b", 1), again));
  }
}
