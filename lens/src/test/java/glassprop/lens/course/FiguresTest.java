package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.lens.worksheet.Answer;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Entry;
import glassprop.lens.worksheet.Judgement;
import glassprop.lens.worksheet.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an exercise's file states of its cells are claims: the engine derives each of them again. */
class FiguresTest {
  static List<Exercise> exercises() {
    return Course.all();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void everyStatedFigureAndFormulaIsRight(Exercise exercise) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (Cell cell : exercise.cells()) {
      Optional<Entry> formula = Optional.of(cell.formula()).filter(f -> !f.isEmpty()).map(f -> new Entry(0, f));
      Optional<Entry> number = Optional.of(cell.figure()).filter(f -> !f.isEmpty()).map(f -> new Entry(0, f));
      Optional<Entry> words = Optional.of(new Entry(0, "words")).filter(_ -> cell.kind() == Cell.Kind.WORDS);
      answers.put(cell.name(), new Answer(formula, number, words));
    }
    for (Judgement judgement : exercise.judge().judge(answers)) {
      assertThat(judgement.verdict()).as("%s %s", exercise.id(), judgement)
          .isIn(Verdict.RIGHT, Verdict.WRITTEN);
    }
  }
}
