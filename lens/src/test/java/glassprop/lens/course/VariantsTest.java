package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.lens.worksheet.Answer;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Entry;
import glassprop.lens.worksheet.Judgement;
import glassprop.lens.worksheet.Quantity;
import glassprop.lens.worksheet.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VariantsTest {
  static List<Exercise> exercises() {
    return Course.all().stream().filter(e -> !e.computation().inputs().isEmpty() && !e.id().equals("A7")).toList();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void aVariantHasOtherNumbersAndTheSameFormulas(Exercise exercise) {
    Exercise variant = Workspace.variant(exercise, 3);
    assertThat(WorksheetForm.values(variant)).isNotEqualTo(WorksheetForm.values(exercise));
    assertThat(WorksheetForm.values(variant)).isEqualTo(WorksheetForm.values(Workspace.variant(exercise, 3)));
    assertThat(WorksheetForm.values(variant)).isNotEqualTo(WorksheetForm.values(Workspace.variant(exercise, 4)));
    Map<String, Answer> formulas = new LinkedHashMap<>();
    for (Cell cell : exercise.cells()) {
      if (!cell.formula().isEmpty() && !(cell.quantity().orElseThrow() instanceof Quantity.Figure)) {
        formulas.put(cell.name(), Answer.formula(new Entry(0, cell.formula())));
      }
    }
    for (Judgement judgement : variant.judge().judge(formulas)) {
      assertThat(judgement.verdict()).as("%s %s", variant.id(), judgement).isIn(Verdict.RIGHT, Verdict.OPEN);
    }
  }

  @Test
  void whatCantVaryIsSaid() {
    assertThatThrownBy(() -> Workspace.variant(Course.exercise("M1"), 1)).hasMessage("M1 has no numbers that could vary");
    assertThatThrownBy(() -> Workspace.variant(Course.exercise("A7"), 1)).hasMessage("A7 has no numbers that could vary");
    assertThatThrownBy(() -> Workspace.variant(Course.exercise("A2"), -1)).hasMessageContaining("0 or more; came -1");
  }
}
