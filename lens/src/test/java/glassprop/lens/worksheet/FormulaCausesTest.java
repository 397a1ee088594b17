package glassprop.lens.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import glassprop.lens.course.Course;
import glassprop.lens.course.Exercise;
import glassprop.lens.course.Workspace;
import glassprop.lens.fault.Cause;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One rule chooses the cause of a formula and of its numbers. */
class FormulaCausesTest {
  private static final int VARIANTS = 5;

  /** What explains a formula explains its numbers too, if not in the exercise then in a variant: one set of numbers may fit something simpler by chance. */
  @ParameterizedTest
  @CsvSource({"-(%s)", "2*(%s)", "(%s)/2", "(%s)'"})
  void whatExplainsAFormulaExplainsItsNumbers(String change) {
    for (Exercise exercise : Course.all()) {
      for (Cell cell : exercise.cells().stream().filter(FormulaCausesTest::isOfBoth).toList()) {
        String text = change.formatted(cell.formula());
        Judgement formula = besideRightFormulas(exercise, cell, Answer.formula(new Entry(1, text)));
        if (formula.verdict() == Verdict.WRONG && !formula.notes().getFirst().contains("has no value")) {
          assertThat(variants(exercise).anyMatch(variant -> explains(variant, cell, numbers(variant, text), formula.causes())))
              .as("%s: %s = %s, %s", exercise.id(), cell.name(), text, formula.causes()).isTrue();
        }
      }
    }
  }

  /** Of a vector with a single number, a wrong scale is one wrong element; and what is wrong as a formula may be right as a number. */
  private static boolean explains(Exercise variant, Cell cell, NdArray numbers, List<Cause> causes) {
    Answer answer = Answer.number(new Entry(1, Numerals.exact(numbers).replace('−', '-')));
    boolean single = Arrays.stream(numbers.toDoubles()).filter(x -> x != 0).count() == 1 && numbers.size() > 1;
    Judgement judgement = besideRightFormulas(variant, cell, answer);
    List<Cause> found = judgement.causes();
    return judgement.verdict() == Verdict.RIGHT || found.containsAll(causes) || (single && found.stream().anyMatch(cause -> cause.id().equals("one_element")));
  }

  private static Stream<Exercise> variants(Exercise exercise) {
    boolean varies = exercise.computation().inputs().keySet().stream().anyMatch(name -> exercise.varieties().get(name) != Variety.FIXED);
    return LongStream.range(0, varies ? VARIANTS : 1).mapToObj(seed -> Workspace.variant(exercise, seed));
  }

  private static boolean isOfBoth(Cell cell) {
    return cell.quantity().isPresent() && cell.kind() == Cell.Kind.EITHER && !cell.formula().isEmpty();
  }

  private static NdArray numbers(Exercise exercise, String formula) {
    return Formula.parse(exercise.computation(), formula).value(Replay.of(exercise.computation())).array();
  }

  private static Judgement besideRightFormulas(Exercise exercise, Cell cell, Answer answer) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    exercise.cells().stream().filter(FormulaCausesTest::isOfBoth).forEach(c -> answers.put(c.name(), Answer.formula(new Entry(1, c.formula()))));
    answers.put(cell.name(), answer);
    return exercise.judge().judge(answers).get(exercise.cells().indexOf(cell));
  }
}
