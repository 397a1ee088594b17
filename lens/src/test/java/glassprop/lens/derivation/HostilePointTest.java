package glassprop.lens.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.lens.expression.Program;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a program is derived, also where numbers end: gradients are the engine's, and a closed form that is shown has their value in every element. */
class HostilePointTest {
  private static final int PROGRAMS = 150;
  private static final double[] NUMBERS = {
    0, -0.0, 1, -1, 0.5, -2.5, 3, 1e-3, 1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
  };
  private static final List<String> FUNCTIONS =
      List.of("sin", "exp", "ln", "sqrt", "abs", "sign", "floor", "relu", "sigmoid", "tanh", "softmax", "logsoftmax", "sum", "mean", "max", "prod");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void gradientsAndClosedFormsAreTheEngines(int seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < PROGRAMS; i++) {
      Map<String, Tensor> values = new LinkedHashMap<>();
      values.put("x", numbers(random));
      values.put("y", numbers(random));
      assertHolds("p = " + expression(random, List.of("x", "y"), 2) + "; L = " + expression(random, List.of("p", "x", "y"), 2) + " + 0*x*y", values);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-mean(x*x)      | 0,-1,1e308", // −2x/3 overflows in one element
        "sign(sqrt(x))   | -1", // 0 · NaN
        "sign(sqrt(x))   | 4,-1",
        "exp(ln(x))      | 0,1,2", // the closed form says 1 where the engine has 0 · ∞
        "sqrt(x)^2       | 0,4",
        "x^2/x           | 0,3",
      })
  void atPointsThatOnceWentWrong(String function, String x) {
    double[] numbers = Arrays.stream(x.split(",")).mapToDouble(Double::parseDouble).toArray();
    assertHolds(function, Map.of("x", Tensor.of(numbers)));
  }

  /** An element that is infinite says nothing of the others. */
  @Test
  void eachElementIsComparedByItself() {
    double[] exact = new double[2];
    assertThat(Agreement.areClose(new double[] {1, Double.POSITIVE_INFINITY}, new double[] {2, Double.POSITIVE_INFINITY}, exact)).isFalse();
    assertThat(Agreement.areClose(new double[] {1, 1e308}, new double[] {1, Double.POSITIVE_INFINITY}, exact)).isFalse();
    assertThat(Agreement.areClose(new double[] {1e-20, 1e300}, new double[] {2e-20, 1e300}, exact)).isFalse();
    assertThat(Agreement.areClose(new double[] {0, 1}, new double[] {Double.NaN, 1}, exact)).isFalse();
    assertThat(Agreement.areClose(new double[] {Double.NaN, 1}, new double[] {Double.NaN, 1 + 1e-12}, exact)).isTrue();
    assertThat(Agreement.areClose(new double[] {0, 1}, new double[] {1e-17, 1}, new double[] {1e-12, 0})).isTrue();
  }

  private static void assertHolds(String text, Map<String, Tensor> values) {
    String point = text + " at " + values;
    Derivation derivation = Derivation.of(Program.parse(text), values, List.of());
    Map<String, Tensor> tracked = new LinkedHashMap<>();
    values.forEach((name, value) -> tracked.put(name, value.tracked()));
    Tensor result = Program.parse(text).evaluate(tracked).result().sum();
    List<Tensor> engine = Autodiff.grad(result, List.copyOf(tracked.values()), BackwardOption.ZERO_IF_UNUSED);
    int next = 0;
    for (String name : tracked.keySet()) {
      double[] expected = engine.get(next++).toDoubles();
      int slot = Derivations.quantity(derivation, name).slot();
      assertSame(derivation.gradient(slot).orElseThrow().value().toDoubles(), expected, point + ": gradient by " + name);
      derivation.closedForm(slot).ifPresent(form -> {
        double[] value = Derivations.value(derivation, form.term()).toDoubles();
        String what = point + ": closed form by " + name + ": " + Derivations.text(derivation, form.term());
        if (form.simplified()) {
          assertSame(value, expected, what);
        } else { // the rules as they stand: the same numbers in another order
          assertThat(IntStream.range(0, value.length).allMatch(i -> Double.isFinite(value[i]) == Double.isFinite(expected[i]))).as(what).isTrue();
        }
      });
    }
  }

  /**
   * The same kind of number, and the same number but for rounding, which is at the scale of 1 if not of the number itself. A sum may overflow in one
   * order and not in another.
   */
  private static void assertSame(double[] found, double[] expected, String what) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    boolean same =
        IntStream.range(0, found.length).allMatch(i ->
            Double.compare(found[i] + 0.0, expected[i] + 0.0) == 0
                || Math.min(Math.abs(found[i]), Math.abs(expected[i])) > Double.MAX_VALUE / 4
                || Math.abs(found[i] - expected[i]) <= 1e-9 * Math.max(1, Math.min(Math.abs(found[i]), Math.abs(expected[i]))));
    assertThat(same).as("%s: %s, expected %s", what, Arrays.toString(found), Arrays.toString(expected)).isTrue();
  }

  private static Tensor numbers(RandomGenerator random) {
    return Tensor.of(IntStream.range(0, 3).mapToDouble(_ -> NUMBERS[random.nextInt(NUMBERS.length)]).toArray());
  }

  private static String expression(RandomGenerator random, List<String> names, int depth) {
    if (depth == 0) {
      return names.get(random.nextInt(names.size()));
    }
    String a = expression(random, names, depth - 1);
    String b = expression(random, names, depth - 1);
    return switch (random.nextInt(7)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> a + "*" + b;
      case 3 -> "(" + a + ")/(" + b + ")";
      case 4 -> "(" + a + ")^" + (2 + random.nextInt(2));
      default -> FUNCTIONS.get(random.nextInt(FUNCTIONS.size())) + "(" + a + " + [0,0,0])"; // a softmax needs an axis
    };
  }
}
