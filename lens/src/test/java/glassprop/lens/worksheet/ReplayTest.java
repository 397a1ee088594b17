package glassprop.lens.worksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.array.NdArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final double SIGMA = 1 / (1 + Math.exp(-1.0));

  private static Computation computation(Map<String, Double> given) {
    SequencedMap<String, NdArray> values = new LinkedHashMap<>(Map.of("x", Tensor.scalar(0.5).array()));
    given.forEach((name, value) -> values.put(name, Tensor.scalar(value).array()));
    return Computation.of(List.of("z = 2x", "a = sigmoid(z)", "L = a^2"), values, "");
  }

  private static double of(Replay replay, Computation computation, String quantity) {
    return Tensor.of(replay.of(computation.quantity(quantity).orElseThrow())).item();
  }

  @Test
  void whatIsGivenIsTakenByLaterStepsAndLeavesTheSlopeWhereItWas() {
    Computation computation = computation(Map.of("a", 0.9));
    Replay replay = Replay.of(computation);
    assertThat(of(replay, computation, "a")).isCloseTo(SIGMA, within(1e-15));
    assertThat(of(replay, computation, "L")).isCloseTo(0.81, within(1e-15));
    assertThat(of(replay, computation, "dL/dz")).isCloseTo(1.8 * SIGMA * (1 - SIGMA), within(1e-15));
  }

  @Test
  void whatSomeoneFoundIsTakenByLaterStepsAndItsSlopeToo() {
    Computation computation = computation(Map.of());
    Quantity a = computation.quantity("a").orElseThrow();
    Replay replay = Replay.of(computation, Map.of(a, Tensor.scalar(0.9).array()));
    assertThat(of(replay, computation, "L")).isCloseTo(0.81, within(1e-15));
    assertThat(of(replay, computation, "dL/dz")).isCloseTo(1.8 * 0.9 * (1 - 0.9), within(1e-15));
  }

  @Test
  void aGradientOrASlopeThatSomeoneFoundCarriesOn() {
    Computation computation = computation(Map.of());
    Quantity gradient = computation.quantity("dL/dz").orElseThrow();
    Quantity slope = computation.quantity("∂a/∂z").orElseThrow();
    assertThat(of(Replay.of(computation, Map.of(gradient, Tensor.scalar(7).array())), computation, "dL/dx")).isEqualTo(14);
    assertThat(of(Replay.of(computation, Map.of(slope, Tensor.scalar(10).array())), computation, "dL/dz"))
        .isCloseTo(20 * SIGMA, within(1e-14));
  }

  @Test
  void aComputationThatIsNoneIsSaid() {
    SequencedMap<String, NdArray> none = new LinkedHashMap<>();
    assertThatThrownBy(() -> Computation.of(List.of("z = 2x"), none, "")).hasMessage("no value for x");
    assertThatThrownBy(() -> Computation.of(List.of("z = 2", "z = 3"), none, "")).hasMessage("z is computed twice");
    assertThatThrownBy(() -> Computation.of(List.of("2 + 3"), none, "")).hasMessageContaining("expected one statement with a name");
    assertThatThrownBy(() -> Computation.of(List.of("z = x"), none, "")).hasMessageContaining("an equation computes something");
  }
}
