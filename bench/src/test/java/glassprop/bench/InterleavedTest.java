package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavedTest {
  private double sink;

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      sink += Math.sqrt(i);
    }
  }

  @Test
  void everyRoundHasABatchOfEachSide() {
    StringBuilder turns = new StringBuilder();
    Interleaved.measure(List.of(() -> turn(turns, 'a'), () -> turn(turns, 'b')), Clock.THREAD, 0.05);
    assertThat(turns.toString()).matches("(ab){10,}");
  }

  private void turn(StringBuilder turns, char side) {
    if (turns.isEmpty() || turns.charAt(turns.length() - 1) != side) {
      turns.append(side);
    }
    add(1_000);
  }

  @Test
  void allocationIsCountedPerRunAndForTheSideThatAllocates() {
    List<Object> kept = new ArrayList<>(List.of(new byte[0]));
    List<Sample> samples =
        Interleaved.measure(List.of(() -> kept.set(0, new byte[100_000]), () -> add(10_000)), Clock.THREAD, 0.1);
    assertThat(samples.get(0).allocatedBytes()).isBetween(100_000L, 101_000L);
    assertThat(samples.get(1).allocatedBytes()).isLessThan(1_000);
  }

  @Test
  void theQuartilesEncloseTheMedian() {
    Sample sample = Interleaved.measure(List.of(() -> add(1_000)), Clock.WALL, 0.1).getFirst();
    assertThat(sample.median()).isBetween(sample.lowerQuartile(), sample.upperQuartile());
    assertThat(sample.batches()).isGreaterThanOrEqualTo(3);
    assertThat(sink).isPositive();
  }
}
