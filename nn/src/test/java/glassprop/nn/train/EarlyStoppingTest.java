package glassprop.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When patience ends. */
class EarlyStoppingTest {

  /** After which epoch a run with these validation losses ends; 0 if never. */
  private static int end(EarlyStopping stopping, double... losses) {
    List<Epoch> done = new ArrayList<>();
    for (double loss : losses) {
      done.add(new Epoch(done.size() + 1, 0, loss, 0));
      if (stopping.endsAfter(done)) {
        return done.size();
      }
    }
    return 0;
  }

  @Test
  void patienceIsTheNumberOfEpochsWithoutProgressInARow() {
    assertThat(end(new EarlyStopping(2, 0), 5, 4, 4.5, 4.1, 3)).isEqualTo(4);
    assertThat(end(new EarlyStopping(2, 0), 5, 4, 4.5, 3, 3.5, 2)).isZero();
    assertThat(end(new EarlyStopping(1, 0), 5, 4, 4)).isEqualTo(3);
  }

  @Test
  void progressIsMoreThanMinDeltaBelowTheLastProgress() { // 3.7 is no progress after 4, but 3.4 is, after 4 too
    assertThat(end(new EarlyStopping(2, 0.5), 5, 4, 3.7, 3.4, 3.2, 3)).isEqualTo(6);
    assertThat(end(new EarlyStopping(1, 0.5), 5, 4.5)).isEqualTo(2);
  }

  @Test
  void aLossThatIsNotANumberIsNoProgress() {
    assertThat(end(new EarlyStopping(2, 0), Double.NaN, Double.NaN, 1)).isEqualTo(2);
  }

  @Test
  void neverIsNever() {
    assertThat(end(EarlyStopping.NEVER, 1, 2, 3, 4, 5, 6, 7)).isZero();
    assertThat(EarlyStopping.NEVER.endsAfter(List.of())).isFalse();
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new EarlyStopping(0, 0)).hasMessageContaining("patience 0");
    assertThatThrownBy(() -> new EarlyStopping(1, -1)).hasMessageContaining("minDelta -1.0");
  }
}
