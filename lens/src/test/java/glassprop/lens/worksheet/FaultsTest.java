package glassprop.lens.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.course.Course;
import glassprop.lens.course.Exercise;
import glassprop.lens.fault.Fault;
import glassprop.lens.fault.Mistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge is judged: every mistake, made in every cell that it changes, is caught and named. */
@Tag("slow")
class FaultsTest {
  static List<Exercise> exercises() {
    return Course.all();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void everyMistakeInEveryCellIsNamed(Exercise exercise) {
    Replay truth = Replay.of(exercise.computation());
    Judge judge = exercise.judge();
    Map<Quantity, NdArray> own = new LinkedHashMap<>();
    Map<String, Answer> before = new LinkedHashMap<>();
    for (Cell cell : exercise.cells()) {
      if (cell.quantity().isEmpty()) {
        continue;
      }
      NdArray right = truth.of(cell.quantity().get());
      Replay replay = Replay.of(exercise.computation(), own);
      for (NdArray wrong : wrongValues(replay, cell.quantity().get(), right)) {
        Map<String, Answer> answers = new LinkedHashMap<>(before);
        answers.put(cell.name(), Answer.number(new Entry(1, exact(wrong))));
        Judgement judgement = judged(judge, answers, cell);
        assertThat(judgement.verdict()).as("%s %s", exercise.id(), judgement).isEqualTo(Verdict.WRONG);
        Set<String> fitting = fitting(replay, cell.quantity().get(), wrong);
        assertThat(judgement.causes()).as("%s %s", exercise.id(), judgement).isNotEmpty().hasSizeLessThan(3)
            .allMatch(cause -> fitting.contains(cause.id()) || holds(cause.id(), exercise, right, wrong));
      }
      own.put(cell.quantity().get(), right);
      before.put(cell.name(), Answer.number(new Entry(1, exact(right))));
    }
  }

  private static Judgement judged(Judge judge, Map<String, Answer> answers, Cell cell) {
    return judge.judge(answers).stream().filter(j -> j.cell().equals(cell)).findFirst().orElseThrow();
  }

  /** What mistakes make of a quantity, where they change it. */
  private static List<NdArray> wrongValues(Replay replay, Quantity quantity, NdArray right) {
    List<NdArray> values = new ArrayList<>();
    for (Mistake mistake : Fault.mistakes(replay.places())) {
      value(replay, mistake, quantity).filter(wrong -> differ(wrong, right)).ifPresent(values::add);
    }
    return values;
  }

  /** Whether a slip gives this, seen by its definition. */
  private static boolean holds(String slip, Exercise exercise, NdArray right, NdArray wrong) {
    double[] a = right.toDoubles();
    double[] b = wrong.toDoubles();
    return switch (slip) {
      case "sign" -> !differ(NdArray.over(Arrays.stream(a).map(x -> -x).toArray(), right.shape()), wrong);
      case "one_sign" -> count(i -> Math.abs(a[i] - b[i]) > 1e-9, a) == 1 && count(i -> Math.abs(a[i] + b[i]) > 1e-9, a) < a.length;
      case "one_element" -> count(i -> Math.abs(a[i] - b[i]) > 1e-9, a) == 1;
      case "order", "transposed" -> !differ(sorted(right), sorted(wrong));
      case "scale" -> {
        DoubleSummaryStatistics ratios = IntStream.range(0, a.length).mapToDouble(i -> b[i] / a[i]).filter(Double::isFinite).summaryStatistics();
        yield ratios.getMax() - ratios.getMin() < 1e-6;
      }
      case "other_cell" -> exercise.cells().stream().flatMap(c -> c.quantity().stream()).map(Replay.of(exercise.computation())::of)
          .anyMatch(other -> other.size() == wrong.size() && !differ(other, wrong));
      default -> false;
    };
  }

  private static long count(IntPredicate which, double[] numbers) {
    return IntStream.range(0, numbers.length).filter(which).count();
  }

  private static NdArray sorted(NdArray x) {
    return NdArray.over(Arrays.stream(x.toDoubles()).sorted().toArray(), Shape.of(x.size()));
  }

  private static Set<String> fitting(Replay replay, Quantity quantity, NdArray wrong) {
    Set<String> fitting = new HashSet<>();
    for (Mistake mistake : Fault.mistakes(replay.places())) {
      value(replay, mistake, quantity).filter(value -> !differ(value, wrong)).ifPresent(_ -> fitting.add(mistake.fault().cause().id()));
    }
    return fitting;
  }

  private static Optional<NdArray> value(Replay replay, Mistake mistake, Quantity quantity) {
    try {
      return Optional.of(replay.following(mistake.rules()).of(quantity));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean differ(NdArray a, NdArray b) {
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double size = Math.max(Arrays.stream(x).map(Math::abs).max().orElse(0), Arrays.stream(y).map(Math::abs).max().orElse(0));
    for (int i = 0; i < x.length; i++) {
      if (!(Math.abs(x[i] - y[i]) <= 2e-3 * size)) {
        return true;
      }
    }
    return false;
  }

  private static String exact(NdArray x) {
    return Numerals.exact(x).replace('−', '-');
  }

  @Test
  void everyFaultOccursInTheCourse() {
    Set<Fault> seen = EnumSet.noneOf(Fault.class);
    for (Exercise exercise : Course.all()) {
      Replay truth = Replay.of(exercise.computation());
      for (Cell cell : exercise.cells()) {
        cell.quantity().ifPresent(quantity -> {
          for (Mistake mistake : Fault.mistakes(truth.places())) {
            value(truth, mistake, quantity).filter(wrong -> differ(wrong, truth.of(quantity)))
                .ifPresent(_ -> seen.add(mistake.fault()));
          }
        });
      }
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(Fault.class));
  }
}
