package glassprop.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of how far steps go, so that they need not be tried first. */
class BoundsTest {
  private static Bounds of(UpdateRule rule, DType type) {
    return new Bounds(new PreparedRule(rule.equations()), type, rule.rate());
  }

  @Test
  void usualRulesNeedNoTrial() {
    for (DType type : List.of(DType.F32, DType.F64)) {
      for (UpdateRule rule : List.of(new Sgd(0.1, 0), new Sgd(0.1, 0.9), new Sgd(0, 0.9), new Adam(1e-3), new Adam(0.1, 0, 0, 1e-3), new OverflowTest.Mean(0.1),
          new Sgd(0.1, 0.9, true, 0.01), new AdamW(0.01), new RmsProp(0.01), new RmsProp(0.01, 0.9, 1e-8, 0.9, 0), new AdaGrad(0.1), new AdaGrad(0.1, 0.1, 1e-3, 0))) {
        assertThat(of(rule, type).areKnown()).as("%s in %s", rule, type).isTrue();
      }
    }
  }

  @Test
  void aMemoryThatForgetsStaysInItsRange() {
    Bounds adam = of(new Adam(1e-3), DType.F32);
    assertThat(adam.growth(2)).isZero();
    assertThat(adam.growth(3)).isZero();
    assertThat(adam.box(3).low()).as("a mean of squares is not negative").isZero();
    assertThat(of(new OverflowTest.Mean(0.1), DType.F32).growth(2)).as("a sum grows").isPositive();
  }

  @Test
  void aStepThatMayOverflowAtOnceIsNotBounded() {
    assertThat(of(new AdaDelta(1), DType.F32).areKnown()).as("its steps are as long as earlier steps, and ranges do not know of that").isFalse();
    assertThat(of(new Sgd(1e30, 0), DType.F32).areKnown()).isFalse();
    assertThat(of(new Adam(1, 0.9, 0.999, 1e-38), DType.F32).areKnown()).isFalse();
  }

  @Test
  void aHigherRateHasWiderBounds() {
    Bounds low = of(new Sgd(0.1, 0.9), DType.F32);
    assertThat(low.holdFor(0.1)).isTrue();
    assertThat(low.holdFor(0.2)).isFalse();
    assertThat(low.upTo(0.2).holdFor(0.2)).isTrue();
    assertThat(low.upTo(1e16).growth(0)).isGreaterThan(low.growth(0));
    assertThat(low.upTo(0.2).box(2).contains(low.box(2))).isTrue();
  }
}
