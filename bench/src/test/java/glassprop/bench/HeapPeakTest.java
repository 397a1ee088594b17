package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapPeakTest {
  @Test
  void isAtLeastWhatAStepCannotDoWithout() {
    Net net = new Net("net", List.of(512, 1024, 512), 64);
    assertThat(HeapPeak.of(Workload.of(net))).isBetween(net.leastBytes(), 1L << 30);
  }
}
