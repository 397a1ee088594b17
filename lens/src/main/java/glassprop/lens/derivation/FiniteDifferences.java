package glassprop.lens.derivation;

import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.check.GradCheck;
import glassprop.check.NumericalGradient;
import glassprop.check.Stencil;
import glassprop.lens.expression.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGeneratorFactory;

/** Compares the engine's gradients of a program with finite differences: few elements one by one, many along a random direction. */
final class FiniteDifferences {
  private static final double RELATIVE = 1e-7;
  private static final double ROUNDING = 1e-10; // what it leaves of the stencil, as a share of the value
  private static final int MOST_ELEMENTS = 64; // of all inputs together, if they are to be compared one by one
  private static final int DIRECTIONS = 1;
  private static final double SHORT_STEP = 1e-7; // along a direction that changes all elements: of many units one is near a kink
  private static final double LOOSER = 10; // rounding weighs more then
  private static final int SAMPLED = 2; // where the directions disagree

  private final Program program;
  private final Map<String, Tensor> values;
  private final Tensor result;

  /**
   * A comparison at these values of all inputs.
   *
   * @param result of the program there
   */
  FiniteDifferences(Program program, Map<String, Tensor> values, Tensor result) {
    this.program = program;
    this.values = values;
    this.result = result;
  }

  /** The checks: one for each input or, where they have many elements, one for all of them that are not single numbers. */
  List<Check> check(List<String> names) {
    double size = Math.abs(result.sum().item());
    double absolute = ROUNDING * (Double.isFinite(size) ? Math.max(1, size) : 1);
    GradCheck check = GradCheck.strict().withTolerance(RELATIVE, absolute);
    List<Check> checks = new ArrayList<>();
    List<String> large = new ArrayList<>();
    boolean few = names.stream().mapToInt(name -> value(name).shape().size()).sum() <= MOST_ELEMENTS;
    names.stream().filter(name -> !few && value(name).shape().size() > 1).forEach(large::add);
    List<String> small = names.stream().filter(name -> !large.contains(name)).toList();
    Map<String, Tensor> analytic = small.isEmpty() ? Map.of() : gradients(small);
    analytic.forEach((name, gradient) -> checks.add(elements(name, gradient, check, absolute / RELATIVE)));
    if (!large.isEmpty()) {
      checks.add(directions(large, absolute));
    }
    return checks;
  }

  private Check elements(String name, Tensor analytic, GradCheck check, double floor) {
    Tensor x = value(name);
    Function<List<Tensor>, Tensor> f = in -> sum(Map.of(name, in.getFirst()));
    Tensor numeric = NumericalGradient.of(f, List.of(x), Stencil.FIVE_POINT, Stencil.FIVE_POINT.step()).getFirst();
    return new Check.Elements(name, analytic, numeric, floor, check.check(f, List.of(x)));
  }

  private Check directions(List<String> names, double absolute) {
    Function<List<Tensor>, Tensor> f = in -> {
      Map<String, Tensor> others = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        others.put(names.get(i), in.get(i));
      }
      return sum(others);
    };
    GradCheck check = // two evaluations for a direction: the step is so short that the better stencil would gain nothing
        new GradCheck(
            LOOSER * RELATIVE, absolute, Stencil.CENTRAL, SHORT_STEP, false, SAMPLED,
            RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    return new Check.Directions(names, check.checkAlongDirections(f, names.stream().map(this::value).toList(), DIRECTIONS));
  }

  private Tensor value(String name) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no value " + name);
    }
    return value.detach();
  }

  /** The sum of the result's elements, with other values for some of the inputs. */
  private Tensor sum(Map<String, Tensor> others) {
    Map<String, Tensor> all = new LinkedHashMap<>(values);
    all.putAll(others);
    return program.evaluate(all).result().sum();
  }

  private Map<String, Tensor> gradients(List<String> names) {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    names.forEach(name -> leaves.put(name, Tensor.of(value(name).array().copy()).tracked().named(name)));
    Tensor total = sum(leaves);
    if (total.isTracked()) {
      total.backward(new BackwardOption[0]);
    }
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    leaves.forEach((name, leaf) ->
        gradients.put(name, leaf.hasGrad() ? leaf.grad() : Tensor.of(NdArray.zeros(leaf.type()))));
    return gradients;
  }
}
