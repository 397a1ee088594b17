package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialsTest {
  private static Trials.Outcome only(Trials trials) {
    assertThat(trials.outcomes()).hasSize(1);
    return trials.outcomes().getFirst();
  }

  @Test
  void aCallThatDoesNotReturnFailsAndTheOthersAreTried() {
    Trials trials = new Trials(Duration.ofMillis(300))
        .number("endless", 1, () -> {
          while (!Thread.interrupted()) {
            Thread.onSpinWait();
          }
          return 0;
        })
        .number("right", 1, () -> 1);
    assertThat(trials.outcomes().get(0).problem()).startsWith("still running after 0 s").contains("a loop that never ends");
    assertThat(trials.outcomes().get(1).passed()).isTrue();
  }

  @Test
  void whateverIsThrownIsWhatCame() {
    assertThat(only(new Trials().number("x", 1, () -> {
      throw new UnsupportedOperationException("TODO x");
    })).problem()).isEqualTo("still to do: TODO x");
    assertThat(only(new Trials().number("x", 1, () -> {
      throw new StackOverflowError();
    })).problem()).startsWith("java.lang.StackOverflowError");
    assertThat(only(new Trials().number("x", 1, () -> {
      throw new OutOfMemoryError("full");
    })).problem()).contains("full");
  }

  @Test
  void matricesOfAnyFormAreToldApart() {
    double[][] right = {{1, 2, 3}, {4, 5, 7}};
    assertThat(only(new Trials().matrix("m", right, () -> new double[][] {{1, 4}, {2, 5}, {3, 7}})).reasons().getFirst())
        .contains("the matrix is transposed");
    assertThat(only(new Trials().matrix("m", right, () -> new double[][] {{4, 5, 7}, {1, 2, 3}})).reasons().getFirst())
        .contains("the rows stand in another order");
    assertThat(only(new Trials().matrix("m", right, () -> new double[][] {{1, 2, 3}, {4, -5, 7}})).reasons().getFirst())
        .contains("one sign is flipped: row 2, column 2");
    assertThat(only(new Trials().matrix("m", right, () -> new double[][] {{1, 2}, {3}})).problem()).isEqualTo("came rows of different lengths");
    assertThat(only(new Trials().matrix("m", right, () -> new double[][] {{1, 2, 3}, null})).problem()).contains("null");
    assertThat(only(new Trials().matrix("m", right, () -> new double[0][])).problem()).isEqualTo("came the shape (0, 0), expected (2, 3)");
  }

  @Test
  void aReasonIsReportedBehindItsFailure() {
    List<String> report = new Trials().number("x", 2, () -> -2).report();
    assertThat(report.get(0)).isEqualTo("::failed x: came -2.0, expected 2.0");
    assertThat(report.get(1)).isEqualTo("::reason this is exactly what comes out if the sign is flipped");
    ProgramRun run = new ProgramRun(report, 0);
    assertThat(run.failed()).singleElement().satisfies(failure -> assertThat(failure.reasons()).hasSize(2));
    assertThat(run.printed()).isEmpty();
  }

  @Test
  void aTrialWhoseNumbersAreNotThoseOfItsProgramIsWrongItself() {
    Trials trials = new Trials().about("y = x^2", Map.of("x", Tensor.scalar(3)));
    assertThatThrownBy(() -> trials.number("slope", 7, () -> 7, "dy/dx")).isInstanceOf(IllegalStateException.class).hasMessageContaining("[7.0]", "[6.0]");
  }
}
