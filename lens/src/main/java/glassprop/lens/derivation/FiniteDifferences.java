package glassprop.lens.derivation;

import glassprop.Tensor;
import glassprop.check.GradCheck;
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
    small.forEach(name -> checks.add(elements(name, check)));
    if (!large.isEmpty()) {
      checks.add(directions(large, absolute));
    }
    return checks;
  }

  private Check elements(String name, GradCheck check) {
    return new Check.Elements(name, check.check(in -> sum(Map.of(name, in.getFirst())), List.of(value(name).named(name))));
  }

  private Check directions(List<String> names, double absolute) {
    Function<List<Tensor>, Tensor> f = in -> {
      Map<String, Tensor> others = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        others.put(names.get(i), in.get(i));
      }
      return sum(others);
    };
    GradCheck check =
        GradCheck.strict().withTolerance(LOOSER * RELATIVE, absolute).withStep(SHORT_STEP)
            .withSampling(SAMPLED, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
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
}
