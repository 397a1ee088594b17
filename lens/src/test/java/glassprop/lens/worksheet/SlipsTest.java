package glassprop.lens.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.course.Course;
import glassprop.lens.course.Exercise;
import glassprop.lens.course.Workspace;
import glassprop.lens.fault.Cause;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A right result that was written down wrongly, in every cell of the course: the judge says what was done, and where. */
@Tag("slow")
class SlipsTest {
  private static final int SEEDS = 6;

  static List<Sheet> exercises() {
    return Course.all().stream().filter(e -> !numeric(e).isEmpty()).map(e -> new Sheet(e, e.id())).toList();
  }

  /** The exercises and some of their variants. */
  static List<Sheet> variants() {
    return Course.all().stream().filter(e -> !numeric(e).isEmpty())
        .flatMap(e -> LongStream.rangeClosed(0, varies(e) ? SEEDS : 0).mapToObj(seed -> new Sheet(Workspace.variant(e, seed), e.id() + " seed " + seed)))
        .toList();
  }

  private static boolean varies(Exercise exercise) {
    return exercise.computation().inputs().keySet().stream().anyMatch(name -> exercise.varieties().get(name) != Variety.FIXED);
  }

  private static List<Cell> numeric(Exercise exercise) {
    return exercise.cells().stream().filter(cell -> cell.quantity().isPresent()).toList();
  }

  /** An exercise and its right answers. */
  static final class Sheet {
    private final String id;
    private final List<Cell> cells;
    private final Judge judge;
    private final Map<String, Answer> right = new LinkedHashMap<>();

    Sheet(Exercise exercise, String id) {
      this.id = id;
      cells = numeric(exercise);
      judge = exercise.judge();
      cells.forEach(cell -> right.put(cell.name(), number(judge.truth(cell))));
    }

    List<Judgement> judged(Map<String, Answer> changed) {
      Map<String, Answer> answers = new LinkedHashMap<>(right);
      answers.putAll(changed);
      return judge.judge(answers);
    }

    List<Cause> causes(Cell cell, NdArray written) {
      Judgement judgement = judged(Map.of(cell.name(), number(written))).stream().filter(j -> j.cell().equals(cell)).findFirst().orElseThrow();
      assertThat(judgement.verdict()).as("%s %s", id, judgement).isEqualTo(Verdict.WRONG);
      return judgement.causes();
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /** With so many digits that the number alone tells what it is. */
  private static Answer number(NdArray x) {
    return Answer.number(new Entry(1, text(x)));
  }

  private static String text(NdArray x) {
    return x.shape().rank() == 0 ? String.format(Locale.ROOT, "%.14e", x.get())
        : IntStream.range(0, x.shape().get(0)).mapToObj(i -> text(inner(x, i))).toList().toString();
  }

  private static NdArray inner(NdArray x, int i) {
    int[] sizes = x.shape().toArray();
    return x.slice(0, i, 1, 1).contiguous().reshape(Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length)));
  }

  private static String ids(List<Cause> causes) {
    return causes.stream().map(Cause::id).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void aFlippedSignIsNamed(Sheet sheet) {
    for (Cell cell : sheet.cells) {
      double[] numbers = sheet.judge.truth(cell).toDoubles();
      if (Arrays.stream(numbers).anyMatch(x -> x != 0)) {
        NdArray negated = negated(sheet.judge.truth(cell));
        assertThat(ids(sheet.causes(cell, negated))).as("%s %s", sheet.id, cell.name()).isEqualTo("sign");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void oneWrongSignAndOneWrongElementAreNamedWithTheirPlace(Sheet sheet) {
    for (Cell cell : sheet.cells) {
      NdArray truth = sheet.judge.truth(cell);
      for (int i = 0; truth.size() > 2 && i < truth.size(); i++) {
        double[] numbers = truth.toDoubles();
        String place = truth.shape().rank() == 2
            ? String.format(Locale.ROOT, "row %d, column %d", i / truth.shape().get(1) + 1, i % truth.shape().get(1) + 1) : "element " + (i + 1);
        if (numbers[i] != 0 && Arrays.stream(numbers).filter(x -> x != 0).count() > 1) {
          numbers[i] = -numbers[i];
          assertThat(sheet.causes(cell, NdArray.over(numbers, truth.shape())).getFirst().title())
              .as("%s %s %d", sheet.id, cell.name(), i).contains("one sign is flipped").endsWith(place);
        }
        numbers[i] = 0.123456;
        List<Cause> causes = sheet.causes(cell, NdArray.over(numbers, truth.shape()));
        assertThat(causes.getFirst().title()).as("%s %s %d", sheet.id, cell.name(), i).contains("one element alone is wrong").endsWith(place);
      }
    }
  }

  /** A row that stands as a column too. */
  @ParameterizedTest
  @MethodSource("variants")
  void aTransposeIsNamed(Sheet sheet) {
    for (Cell cell : sheet.cells) {
      NdArray truth = sheet.judge.truth(cell);
      if (truth.shape().rank() == 2) {
        NdArray turned = truth.permute(1, 0).contiguous();
        if (!turned.shape().equals(truth.shape()) || differ(turned, truth)) {
          assertThat(ids(sheet.causes(cell, turned))).as("%s %s", sheet.id, cell.name()).isEqualTo("transposed");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void anExchangeOfRowsOrColumnsIsNamed(Sheet sheet) {
    for (Cell cell : sheet.cells) {
      NdArray truth = sheet.judge.truth(cell);
      for (int axis = 0; axis < truth.shape().rank(); axis++) {
        for (int i = 1; i < truth.shape().get(axis) && truth.shape().rank() == 2; i++) {
          NdArray exchanged = exchanged(truth, axis, i);
          if (differ(exchanged, truth)) {
            List<Cause> causes = sheet.causes(cell, exchanged);
            NdArray turned = truth.permute(1, 0).contiguous();
            boolean opposite = !differ(exchanged, negated(truth)); // as in two classes
            boolean same = turned.shape().equals(truth.shape()) && !differ(exchanged, turned);
            assertThat(ids(causes)).as("%s %s axis %d", sheet.id, cell.name(), axis).isEqualTo(opposite ? "sign" : same ? "transposed" : "order");
          }
        }
      }
    }
  }

  private static NdArray exchanged(NdArray x, int axis, int other) {
    NdArray out = x.contiguous();
    NdArray copy = NdArray.over(x.toDoubles(), x.shape());
    copy.slice(axis, 0, 1, 1).copyFrom(out.slice(axis, other, 1, 1));
    copy.slice(axis, other, 1, 1).copyFrom(out.slice(axis, 0, 1, 1));
    return copy;
  }

  private static NdArray negated(NdArray x) {
    return NdArray.over(Arrays.stream(x.toDoubles()).map(number -> -number).toArray(), x.shape());
  }

  private static boolean differ(NdArray a, NdArray b) {
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double size = Arrays.stream(y).map(Math::abs).max().orElse(0);
    return IntStream.range(0, x.length).anyMatch(i -> Math.abs(x[i] - y[i]) > 2e-3 * size);
  }

  /** A plain list is a row or a column as well, but no matrix. */
  @ParameterizedTest
  @MethodSource("variants")
  void aPlainListMayStandForARowOrAColumnAndItsNumbersAreFoundRightElsewhere(Sheet sheet) {
    for (Cell cell : sheet.cells) {
      NdArray truth = sheet.judge.truth(cell);
      if (truth.shape().rank() >= 2) {
        NdArray plain = NdArray.over(truth.toDoubles(), Shape.of(truth.size()));
        Judgement judgement = sheet.judged(Map.of(cell.name(), number(plain))).stream().filter(j -> j.cell().equals(cell)).findFirst().orElseThrow();
        boolean line = Arrays.stream(truth.shape().toArray()).filter(size -> size > 1).count() <= 1;
        assertThat(judgement.verdict()).as("%s %s", sheet.id, judgement).isEqualTo(line ? Verdict.RIGHT : Verdict.WRONG);
        if (!line) {
          assertThat(judgement.notes()).as("%s %s", sheet.id, judgement).singleElement().asString().startsWith("the numbers are right, the shape is not: ");
        }
      }
    }
  }

  /** Also where the two have different shapes, as weights of two layers. */
  @ParameterizedTest
  @MethodSource("exercises")
  void twoAnswersInEachOthersCellsAreNamed(Sheet sheet) {
    List<Cell> cells = sheet.cells;
    for (Cell one : cells) {
      for (Cell other : cells) {
        NdArray mine = sheet.judge.truth(one);
        NdArray its = sheet.judge.truth(other);
        if (cells.indexOf(one) < cells.indexOf(other) && !near(mine, its)) {
          for (Judgement judgement : sheet.judged(Map.of(one.name(), number(its), other.name(), number(mine)))) {
            boolean follows = judgement.cell().equals(other) && judgement.verdict() == Verdict.CARRIED; // as −1/ŷ from a wrong ŷ
            if ((judgement.cell().equals(one) || judgement.cell().equals(other)) && !follows) {
              assertThat(ids(judgement.causes())).as("%s %s and %s: %s", sheet.id, one.name(), other.name(), judgement).isEqualTo("swapped");
            }
          }
        }
      }
    }
  }

  private static boolean near(NdArray a, NdArray b) {
    return a.size() == b.size()
        && Math.abs(Arrays.stream(a.toDoubles()).sum() - Arrays.stream(b.toDoubles()).sum()) <= 0.01 * Math.abs(Arrays.stream(a.toDoubles()).sum());
  }
}
