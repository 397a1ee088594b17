package user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import glassprop.Anomaly;
import glassprop.AnomalyException;
import glassprop.Tensor;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the first NaN comes from. Stands outside the library's packages, as a user's code does. */
@Tag("slow")
class AnomalyTest {
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);

  private Tensor planted(Tensor hidden) {
    return hidden.minus(hidden.max()).log(); // ln 0 = −∞ at the largest, NaN elsewhere
  }

  @Test
  void aNanDeepInANetworkIsNamedByItsProducerAndLine() {
    Tensor h = Tensor.normal(random, 4, 4).tracked().named("x");
    for (int layer = 0; layer < 20; layer++) {
      h = h.matmul(Tensor.normal(random, 4, 4)).tanh();
    }
    Tensor deep = h;
    AnomalyException found =
        catchThrowableOfType(AnomalyException.class, () -> Anomaly.trace(() -> planted(deep).tanh().sum()));
    assertThat(found.op()).isEqualTo("log");
    assertThat(found).hasMessageContaining("its output (4, 4)").hasMessageContaining("mask it before");
    assertThat(found.origin()).hasValueSatisfying(line -> {
      assertThat(line.getFileName()).isEqualTo("AnomalyTest.java");
      assertThat(line.getMethodName()).isEqualTo("planted");
    });
  }

  @Test
  void theFirstInfinityOfABackwardPassIsNamedWithTheLineOfItsForwardPass() {
    Tensor x = Tensor.of(4, 0, 1).tracked().named("x");
    assertThatThrownBy(
            () ->
                Anomaly.trace(
                    () -> {
                      x.sqrt().named("root").sum().backward();
                      return x;
                    }))
        .isInstanceOf(AnomalyException.class)
        .hasMessageContaining("sqrt root (3)")
        .hasMessageContaining("Infinity at [1]")
        .hasMessageContaining("AnomalyTest.java");
    assertThat(x.hasGrad()).isFalse();
  }

  @Test
  void zeroTimesInfinityIsRecognisedAndTheRemedyGiven() {
    Tensor x = Tensor.of(4, 0, 1).tracked();
    assertThatThrownBy(
            () ->
                Anomaly.trace(
                    () -> {
                      x.greaterThan(0).where(x.sqrt(), x.times(0)).sum().backward();
                      return x;
                    }))
        .hasMessageContaining("NaN at [1]")
        .hasMessageContaining("0·∞: mask the input before the op");
  }

  @Test
  void whatWasNotFiniteToBeginWithIsPassedOn() {
    Tensor x = Tensor.of(Double.NEGATIVE_INFINITY, 1);
    assertThat(Anomaly.trace(() -> x.softmax(0).toDoubles())).containsExactly(0, 1);
  }

  @Test
  void nothingIsCheckedOutsideTheScope() {
    Tensor x = Tensor.of(0).tracked();
    x.log().sum().backward();
    assertThat(x.grad().item()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aTraceOfAMillionNodesNeedsNoStack() {
    Tensor x = Tensor.scalar(1).tracked();
    Anomaly.trace(
        () -> {
          Tensor y = x;
          for (int i = 0; i < 500_000; i++) {
            y = y.plus(y.times(1e-9));
          }
          y.backward();
          return y;
        });
    assertThat(x.grad().item()).isGreaterThan(1);
  }
}
