package glassprop.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Schedules at the steps where their factor is known. */
class ScheduleTest {
  private static final Offset<Double> TINY = Offset.offset(1e-12);

  private static void passes(Schedule schedule, double... stepsAndFactors) {
    for (int i = 0; i < stepsAndFactors.length; i += 2) {
      assertThat(schedule.factor((int) stepsAndFactors[i])).as("%s at %s", schedule, stepsAndFactors[i]).isCloseTo(stepsAndFactors[i + 1], TINY);
    }
  }

  @Test
  void schedulesPassThroughTheirPoints() {
    passes(Schedule.constant(), 1, 1, 1000, 1);
    passes(Schedule.cosine(10, 0.2), 1, 1, 6, 0.6, 11, 0.2, 100, 0.2);
    passes(Schedule.cosine(3, 0), 2, 0.75, 3, 0.25);
    passes(Schedule.linear(10, 0), 1, 1, 6, 0.5, 11, 0, 100, 0);
    passes(Schedule.decay(3, 0.1), 1, 1, 3, 1, 4, 0.1, 7, 0.01);
    passes(Schedule.oneCycle(10), 1, 0.04, 2, 0.52, 3, 1, 10, 4e-6, 11, 4e-6);
  }

  @Test
  void aWarmUpRisesInAStraightLineToWhereTheScheduleBegins() {
    passes(Schedule.constant().warmedUp(4), 1, 0.25, 2, 0.5, 4, 1, 5, 1);
    passes(Schedule.cosine(10, 0).warmedUp(2), 1, 0.5, 2, 1, 7, 0.5, 12, 0);
    passes(Schedule.constant().warmedUp(0), 1, 1);
  }

  @Test
  void equalSchedulesAreEqual() {
    assertThat(Schedule.cosine(10, 0).warmedUp(2)).isEqualTo(Schedule.cosine(10, 0).warmedUp(2)).isNotEqualTo(Schedule.cosine(10, 0).warmedUp(3));
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertThatThrownBy(() -> Schedule.cosine(0, 0)).hasMessageContaining("cosine over 0 steps");
    assertThatThrownBy(() -> Schedule.linear(5, 1.5)).hasMessageContaining("factor of 1.5");
    assertThatThrownBy(() -> Schedule.decay(5, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Schedule.constant().warmedUp(-1)).hasMessageContaining("-1 steps");
  }
}
