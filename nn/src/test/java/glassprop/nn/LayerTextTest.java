package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.DType;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a layer says it is. */
class LayerTextTest {
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
  private final Linear linear = new Linear("1", 4, 3, Initializer.he(), DType.F32, random);

  @Test
  void aNetworkSaysWhatItIsMadeOf() {
    Linear bare = Linear.withoutBias("2", 3, 3, Initializer.he(), DType.F32, random);
    Layer block = new Residual(new HookedLayer(new BatchNorm("1", 3, DType.F32)), bare);
    assertThat(new Sequential(List.of(linear, Activation.TANH, block)))
        .hasToString("Sequential(Linear(4 → 3), TANH, Residual(Hooked(BatchNorm(3)), Linear(3 → 3, no bias)))");
    assertThat(new Residual(Activation.RELU)).hasToString("Residual(RELU)");
    assertThat(new Sequential(List.of(new BatchNorm("1", 3, DType.F32))).training())
        .hasToString("Sequential(BatchNorm(3) in training)");
  }

  @Test
  void theTextOfALargeNetworkIsShortAndCountsWhatItLeavesOut() {
    Layer wide = new Sequential(Collections.nCopies(1000, linear));
    assertThat(wide.toString()).hasSizeLessThan(600).containsPattern("Linear\\(4 → 3\\), … 9\\d\\d more\\)$");
    Layer deep = wide;
    for (int i = 0; i < 300; i++) {
      deep = new Residual(new Sequential(List.of(deep, linear)));
    }
    assertThat(deep.toString()).hasSizeLessThan(600).contains("(…)");
  }
}
