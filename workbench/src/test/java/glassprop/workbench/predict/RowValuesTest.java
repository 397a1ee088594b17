package glassprop.workbench.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One row in writing. */
class RowValuesTest {

  @Test
  void aNameWithACommaCanBeSet() {
    List<String> names = List.of("Height, m", "Weight, kg", "m");
    Map<String, String> both = Map.of("Height, m", "1.80", "Weight, kg", "70,5");
    assertThat(RowValues.of(List.of("Height, m=1.80", "Weight, kg=70,5"), names)).isEqualTo(both);
    assertThat(RowValues.of(List.of("Weight, kg=70,5, Height, m=1.80"), names)).isEqualTo(both);
    assertThat(RowValues.of(List.of("\"Height, m\"=1.80,\"Weight, kg\"=70,5"), names)).isEqualTo(both);
    assertThat(RowValues.of(List.of("m=2,Height, m=1.80"), names)).isEqualTo(Map.of("m", "2", "Height, m", "1.80"));
  }
}
