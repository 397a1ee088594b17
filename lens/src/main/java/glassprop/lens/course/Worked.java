package glassprop.lens.course;

import glassprop.Tensor;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.derivation.Quantity.Kind;
import glassprop.lens.expression.Program;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Computation;
import glassprop.lens.worksheet.Numerals;
import glassprop.lens.worksheet.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of an exercise, worked by the engine: the derivation of what its cells ask for.
 *
 * @param derivation of its gradients
 * @param exercise that it is of
 */
public record Worked(Exercise exercise, Derivation derivation) {

  /** The derivation; empty where there is no program, nothing to differentiate, or a gradient is given instead of what would arrive. */
  public static Optional<Worked> of(Exercise exercise) {
    Computation computation = exercise.computation();
    List<String> wanted = wanted(exercise);
    boolean computed = computation.rightHandSide(computation.result()).isPresent();
    boolean valuesAlone = computation.givenByName().keySet().stream().noneMatch(name -> name.contains("/"));
    if (!computed || !valuesAlone || wanted.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Tensor> values = new LinkedHashMap<>();
    computation.inputs().forEach((name, value) -> values.put(name, Tensor.of(value).named(name)));
    return Optional.of(new Worked(exercise, Derivation.of(program(computation), values, wanted)));
  }

  /** What gradients are asked by: inputs if there are any, for the way to them leads through all others. */
  private static List<String> wanted(Exercise exercise) {
    List<String> asked = exercise.cells().stream().flatMap(cell -> cell.quantity().stream())
        .flatMap(quantity -> quantity instanceof Quantity.Gradient(String by) ? Stream.of(by) : Stream.of()).distinct().toList();
    List<String> inputs = asked.stream().filter(exercise.computation().inputs()::containsKey).toList();
    return inputs.isEmpty() ? asked : inputs;
  }

  /** The statements up to the result, and what is given instead of what they compute. */
  private static Program program(Computation computation) {
    List<String> lines = new ArrayList<>();
    for (String line : computation.listing()) {
      lines.add(line);
      if (Program.parse(line).resultName().equals(computation.result())) {
        break;
      }
    }
    computation.givenByName().forEach(
        (name, value) -> lines.add("given " + name + " = " + Numerals.exact(value).replace('−', '-')));
    return Program.parse(String.join("\n", lines));
  }

  /** The cells whose answers are not among the steps: figures, single derivatives, words. */
  public List<Cell> others() {
    return exercise.cells().stream().filter(cell -> cell.quantity().isEmpty() || shown(cell.quantity().get()).isEmpty()).toList();
  }

  /** The value that a step shows for what a cell asks. */
  public Optional<Tensor> shown(Quantity asked) {
    return switch (asked) {
      case Quantity.Value(String name) -> slot(name).map(slot -> derivation.quantity(slot))
          .map(quantity -> quantity.computed().orElse(quantity.value()));
      case Quantity.Gradient(String by) -> slot(by).flatMap(derivation::gradient).map(gradient -> gradient.value());
      case Quantity.Derivative _, Quantity.Figure _ -> Optional.empty();
    };
  }

  private Optional<Integer> slot(String name) {
    return derivation.quantities().stream()
        .filter(quantity -> quantity.name().equals(name) && quantity.kind() != Kind.CONSTANT)
        .map(quantity -> quantity.slot()).findFirst();
  }
}
