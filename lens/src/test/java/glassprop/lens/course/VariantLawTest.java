package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.lens.worksheet.Answer;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Entry;
import glassprop.lens.worksheet.Judge;
import glassprop.lens.worksheet.Judgement;
import glassprop.lens.worksheet.Quantity;
import glassprop.lens.worksheet.Variety;
import glassprop.lens.worksheet.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold of every exercise in every variant: who solves it from what is printed, by another way than the course's own, is told that
 * every cell is right; who hands in the answers of the exercise that it was made from is not; and what is printed fits together.
 */
@Tag("slow")
class VariantLawTest {
  private static final int SEEDS = 50;
  private static final double FIRST_STEP = 0.5;

  /** The numbers that are no value and no derivative of the program, each by a way of its own. */
  private static final Map<String, ToDoubleFunction<Printed>> FIGURES = figures();

  private static Map<String, ToDoubleFunction<Printed>> figures() {
    Map<String, ToDoubleFunction<Printed>> figures = new LinkedHashMap<>();
    figures.put("U1 numeric", p -> quotient(x -> Math.pow(Math.max(0, 3 * x + 1), 2), p.input("x"), 1e-5));
    figures.put("A1 numeric", p -> quotient(x -> Math.sin(x * (x + 3)), p.input("x"), 1e-3));
    figures.put("A2 slope", _ -> slopeOfSigmoid(Math.log(999)));
    figures.put("A2 saturated", p -> {
      double bias = Math.log(999); // σ of it is 0.999, where w is 0
      return limit(w -> Math.pow(1 / (1 + Math.exp(-w * p.input("x") - bias)) - p.input("y"), 2), 0);
    });
    figures.put("E1 steepest", _ -> slopeOfSigmoid(0));
    figures.put("E1 ten layers", _ -> Math.pow(slopeOfSigmoid(0), 10));
    figures.put("U5 twice", p -> {
      Tensor x = Tensor.scalar(p.input("x")).tracked();
      Tensor z = x.square().plus(p.input("y") * p.input("y"));
      z.backward(BackwardOption.RETAIN_GRAPH);
      z.backward();
      return x.grad().item();
    });
    figures.put("A6 per layer", p -> p.gradient("L", "z1").item() / p.gradient("L", "z2").item());
    figures.put("A6 fifty", _ -> Math.pow(2, -98));
    figures.put("B5 slope", _ -> slopeOfSigmoid(0));
    figures.put("B5 fifteen", _ -> Math.pow(2, -30));
    figures.put("U4 growth", _ -> Math.hypot(1, 3));
    figures.put("U4 eleven", _ -> Math.pow(Math.hypot(1, 3), 11));
    figures.put("U8 norm", _ -> Math.hypot(3, 4));
    figures.put("U8 clipped", _ -> Math.cos(Math.atan2(4, 3)));
    figures.put("C1 forward", _ -> 1_000_000);
    figures.put("C1 reverse", _ -> 1);
    figures.put("C2 bit", _ -> -Math.log(0.5) / Math.log(2));
    figures.put("C2 at 4", _ -> slopeOfSigmoid(4));
    figures.put("C2 at 1", _ -> slopeOfSigmoid(1));
    figures.put("C3 rate", _ -> 0.04);
    figures.put("C3 slow", _ -> 0.98);
    return figures;
  }

  /** By the closed form with the hyperbolic cosine. */
  private static double slopeOfSigmoid(double z) {
    return 0.25 / Math.pow(Math.cosh(z / 2), 2);
  }

  private static double quotient(ToDoubleFunction<Double> f, double x, double h) {
    return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
  }

  /** A derivative as the limit of quotients whose steps are halved, extrapolated. */
  private static double limit(ToDoubleFunction<Double> f, double x) {
    double[] row = new double[8];
    double h = FIRST_STEP;
    for (int i = 0; i < row.length; i++, h /= 2) {
      double before = row[0];
      row[0] = quotient(f, x, h);
      double factor = 4;
      for (int j = 1; j <= i; j++, factor *= 4) {
        double kept = row[j];
        row[j] = (factor * row[j - 1] - before) / (factor - 1);
        before = kept;
      }
    }
    return row[row.length - 1];
  }

  static List<Exercise> exercises() {
    return Course.all().stream().filter(e -> e.cells().stream().anyMatch(c -> c.quantity().isPresent())).toList();
  }

  /** The exercise itself, and its variants if it has any. */
  private static List<Exercise> variants(Exercise exercise) {
    boolean varies = exercise.computation().inputs().keySet().stream()
        .anyMatch(name -> exercise.varieties().get(name) != Variety.FIXED);
    List<Exercise> all = new ArrayList<>(List.of(exercise));
    if (varies) {
      LongStream.rangeClosed(1, SEEDS).forEach(seed -> all.add(Workspace.variant(exercise, seed)));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void whatFollowsFromThePrintedNumbersIsRightAndTheOriginalsAnswersAreNot(Exercise exercise) {
    Map<String, Tensor> original = solved(exercise);
    for (Exercise variant : variants(exercise)) {
      Map<String, Tensor> right = solved(variant);
      Judge judge = variant.judge();
      judge.judge(answers(right)).forEach(judgement -> assertThat(judgement.verdict())
          .as("%s with %s: %s", exercise.id(), WorksheetForm.values(variant), judgement).isEqualTo(wanted(judgement.cell())));
      for (Cell cell : variant.cells()) {
        if (right.containsKey(cell.name()) && differ(Objects.requireNonNull(original.get(cell.name())), right.get(cell.name()))) {
          Judgement judgement = judge.judge(Map.of(cell.name(), number(Objects.requireNonNull(original.get(cell.name()))))).stream()
              .filter(j -> j.cell().equals(cell)).findFirst().orElseThrow();
          assertThat(judgement.verdict()).as("%s with %s: %s", exercise.id(), WorksheetForm.values(variant), judgement)
              .isEqualTo(Verdict.WRONG);
        }
      }
    }
  }

  private static Map<String, Answer> answers(Map<String, Tensor> solved) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    solved.forEach((name, numbers) -> answers.put(name, number(numbers)));
    return answers;
  }

  private static Verdict wanted(Cell cell) {
    return cell.kind() == Cell.Kind.WORDS || cell.kind() == Cell.Kind.FORMULA ? Verdict.OPEN : Verdict.RIGHT;
  }

  private static boolean differ(Tensor x, Tensor y) {
    double[] a = x.toDoubles();
    double[] b = y.toDoubles();
    double size = Math.max(Arrays.stream(a).map(Math::abs).max().orElse(0), Arrays.stream(b).map(Math::abs).max().orElse(0));
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > 1e-6 * size) {
        return true;
      }
    }
    return false;
  }

  /** The answers from the worksheet's text, as flat numbers. */
  private static Map<String, Tensor> solved(Exercise variant) {
    Printed printed = Printed.of(WorksheetForm.of(variant, 0));
    Map<String, Tensor> answers = new LinkedHashMap<>();
    for (Cell cell : variant.cells()) {
      cell.quantity().ifPresent(quantity -> answers.put(cell.name(), switch (quantity) {
        case Quantity.Value(String name) -> printed.value(name);
        case Quantity.Gradient(String by) -> printed.gradient(variant.computation().result(), by);
        case Quantity.Derivative(String of, String by) -> printed.derivative(of, by);
        case Quantity.Figure _ -> Tensor.scalar(figure(variant.id() + " " + cell.name()).applyAsDouble(printed));
      }));
    }
    return answers;
  }

  private static ToDoubleFunction<Printed> figure(String name) {
    ToDoubleFunction<Printed> figure = FIGURES.get(name);
    assertThat(figure).as("a way to compute %s that is independent of the course's", name).isNotNull();
    return figure;
  }

  /** Eight digits of each element. */
  private static Answer number(Tensor x) {
    return Answer.number(new Entry(1, text(x)));
  }

  private static String text(Tensor x) {
    return x.shape().rank() == 0 ? String.format(Locale.ROOT, "%.7e", x.item())
        : IntStream.range(0, x.shape().get(0)).mapToObj(i -> text(x.select(0, i))).toList().toString();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void theGivensFitTogether(Exercise exercise) {
    for (Exercise variant : variants(exercise)) {
      variant.computation().inputs().forEach((name, value) -> {
        double[] numbers = value.toDoubles();
        String as = exercise.id() + " " + name + " = " + Arrays.toString(numbers);
        switch (exercise.varieties().getOrDefault(name, Variety.REAL)) {
          case DISTRIBUTION -> assertThat(Arrays.stream(numbers).sum()).as(as).isCloseTo(1, offset(1e-12));
          case COLUMNS -> assertThat(Tensor.of(value).sum(0).toDoubles()).as(as).containsOnly(1);
          case UNIT -> assertThat(Arrays.stream(numbers).boxed()).as(as).allMatch(x -> x > 0 && x < 1);
          case LABEL -> assertThat(Arrays.stream(numbers).boxed()).as(as).allMatch(x -> x == 0 || x == 1);
          case POSITIVE -> assertThat(Arrays.stream(numbers).boxed()).as(as).allMatch(x -> x > 0);
          case REAL, ROUNDED, FIXED -> assertThat(Arrays.stream(numbers).boxed()).as(as).allMatch(Double::isFinite);
        }
      });
      Printed printed = Printed.of(WorksheetForm.of(variant, 0));
      printed.given().forEach((name, value) -> {
        double[] range = range(printed, name);
        assertThat(Arrays.stream(value.toDoubles()).boxed()).as("%s: %s = %s cannot be what %s gives", exercise.id(), name, value, variant.computation().rightHandSide(name))
            .allMatch(x -> x >= range[0] && x <= range[1]);
      });
    }
  }

  /** The least and the largest number that an equation gives, tried with inputs of any size. */
  private static double[] range(Printed printed, String name) {
    DoubleSummaryStatistics seen = new DoubleSummaryStatistics();
    RandomGenerator random = new SplittableRandom(4);
    for (int i = 0; i < 50; i++) {
      Map<String, Tensor> wild = new LinkedHashMap<>();
      printed.inputs().forEach((input, value) -> wild.put(input, Tensor.normal(random, value.shape().toArray()).times(100)));
      Arrays.stream(new Printed(printed.equations(), wild, Map.of(), Map.of()).value(name).toDoubles()).forEach(seen);
    }
    return new double[] {seen.getMin(), seen.getMax()};
  }

  private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");
  private static final Pattern CLAIM = Pattern.compile("([\\p{L}\\d/∂_]+) = (−?\\d+(?:\\.\\d+)?(?![\\d.]*[*·/^\\p{L}]))");

  /** A text names a value of the exercise itself only where the variant has it too. */
  @ParameterizedTest
  @MethodSource("exercises")
  void theTextOfAVariantTellsItsOwnNumbers(Exercise exercise) {
    for (Exercise variant : variants(exercise)) {
      List<String> texts = new ArrayList<>(List.of(variant.told(), variant.hint(1), variant.hint(2), variant.hint(3)));
      variant.cells().forEach(cell -> texts.add(cell.meaning()));
      for (String text : texts) {
        Matcher claim = CLAIM.matcher(text);
        while (claim.find()) {
          String name = claim.group(1);
          double told = Double.parseDouble(claim.group(2).replace('−', '-'));
          if (variant.computation().quantity(name).isPresent() && is(told, exercise, name)) {
            assertThat(is(told, variant, name)).as("%s: \"%s\" with %s", exercise.id(), claim.group(), WorksheetForm.values(variant)).isTrue();
          }
        }
      }
    }
  }

  /** A number that varies stands in the text as a formula, {w}, and not in digits. */
  @ParameterizedTest
  @MethodSource("exercises")
  void noTextSpellsOutANumberThatVaries(Exercise exercise) {
    Map<String, NdArray> values = new LinkedHashMap<>(exercise.computation().inputs());
    values.putAll(exercise.computation().givenByName());
    values.keySet().removeIf(name -> exercise.varieties().get(name) == Variety.FIXED);
    List<String> texts = new ArrayList<>(exercise.hints());
    texts.add(exercise.statement());
    for (String text : texts) {
      DECIMAL.matcher(text).results().forEach(number -> values.forEach(
          (name, value) -> assertThat(Arrays.stream(value.toDoubles()).map(Math::abs).boxed())
              .as("%s: %s is told as %s in \"%s\"; write {%s}", exercise.id(), name, number.group(), text, name)
              .doesNotContain(Double.valueOf(number.group()))));
    }
  }

  private static boolean is(double told, Exercise exercise, String name) {
    double[] numbers = exercise.computation().computed(name).toDoubles();
    return numbers.length == 1 && Math.abs(numbers[0] - told) <= 1e-3 * Math.abs(told);
  }
}
