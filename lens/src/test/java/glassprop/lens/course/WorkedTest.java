package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import glassprop.lens.worksheet.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine works out step by step is what the judge takes for the truth. */
class WorkedTest {
  static Stream<Worked> worked() {
    return Course.all().stream().flatMap(exercise -> Worked.of(exercise).stream());
  }

  @ParameterizedTest
  @MethodSource("worked")
  void stepsAndJudgeAgree(Worked worked) {
    List<Cell> shown =
        worked.exercise().cells().stream().filter(cell -> !worked.others().contains(cell)).toList();
    assertThat(shown).as(worked.exercise().id()).isNotEmpty();
    for (Cell cell : shown) {
      NdArray truth = worked.exercise().judge().truth(cell);
      double[] value = worked.shown(cell.quantity().orElseThrow()).orElseThrow().toDoubles();
      double size = Arrays.stream(value).map(Math::abs).max().orElse(0);
      assertThat(value).as(worked.exercise().id() + " " + cell.name())
          .containsExactly(truth.toDoubles(), Offset.offset(1e-9 * Math.max(1, size)));
    }
    assertThat(worked.derivation().checks()).as(worked.exercise().id()).allMatch(check -> check.report().ok());
  }

  @Test
  void exercisesOfManyKindsHaveSteps() {
    assertThat(worked().map(w -> w.exercise().id())).contains("A1", "A2", "A4", "E1", "U8").doesNotContain("C2", "M3", "M4");
  }

  @Test
  void aVariantIsWorkedWithItsOwnNumbers() {
    Worked worked = Worked.of(Workspace.variant(Course.exercise("A2"), 7)).orElseThrow();
    assertThat(worked.derivation().inputs()).isNotEmpty();
    assertThat(worked.derivation().resultQuantity().value().item())
        .isNotEqualTo(Worked.of(Course.exercise("A2")).orElseThrow().derivation().resultQuantity().value().item());
  }
}
