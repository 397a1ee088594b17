package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetTest {
  @Test
  void aLayerCostsItsOutputAndTheGradientOfItsWeights() {
    assertThat(new Net("one layer", List.of(3, 5), 7).operations()).isEqualTo(2 * (2.0 * 7 * 3 * 5));
  }

  @Test
  void everyLayerButTheFirstAlsoCostsTheGradientOfItsInput() {
    assertThat(new Net("two layers", List.of(3, 5, 2), 7).operations()).isEqualTo(2 * (2.0 * 7 * 3 * 5) + 3 * (2.0 * 7 * 5 * 2));
  }

  @Test
  void memoryIsParametersTwiceAndTheValuesOfEachLayer() {
    int parameters = 3 * 5 + 5 + 5 * 2 + 2;
    int values = 7 * 3 + 7 * 5 + 7 * 2;
    assertThat(new Net("two layers", List.of(3, 5, 2), 7).leastBytes()).isEqualTo(4L * (2 * parameters + values));
  }
}
