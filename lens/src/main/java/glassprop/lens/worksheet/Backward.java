package glassprop.lens.worksheet;

import glassprop.Leaf;
import glassprop.Node;
import glassprop.Step;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.lens.fault.Arrival;
import glassprop.lens.fault.Place;
import glassprop.lens.fault.Rules;
import glassprop.op.Binary;
import glassprop.op.Expand;
import glassprop.op.Numerics;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One sweep back through a computation, from equation to equation and, within each, from step to step. It evaluates the
 * terms that {@link Rules} give; a cotangent that someone found stands in for what would have arrived.
 */
final class Backward {
  private final Computation computation;
  private final Forward forward;
  private final Map<Quantity, NdArray> own;
  private final Rules rules;
  private final Map<String, List<Arrival>> arrived = new HashMap<>();

  Backward(Computation computation, Forward forward, Map<Quantity, NdArray> own, Rules rules) {
    this.computation = computation;
    this.forward = forward;
    this.own = own;
    this.rules = rules;
  }

  /**
   * Carries cotangents from the equations that have one back to a name.
   *
   * @param taken the cotangents that don't follow from others
   */
  NdArray to(String by, Map<String, NdArray> taken) {
    for (Equation equation : computation.equations().reversed()) {
      String name = equation.name();
      if (name.equals(by)) {
        break;
      }
      NdArray cotangent = taken.get(name);
      if (cotangent != null || arrived.containsKey(name)) {
        pass(equation, cotangent == null ? joined(name) : cotangent);
      }
    }
    return joined(by);
  }

  private NdArray joined(String name) {
    List<Arrival> arrivals = arrived.get(name);
    if (arrivals == null) {
      throw new IllegalArgumentException("nothing depends on " + name);
    }
    return rules.join(name, computation.equation(name).isEmpty(), arrivals);
  }

  private void pass(Equation equation, NdArray cotangent) {
    Map<Node, List<Arrival>> inside = new HashMap<>();
    for (Place place : forward.steps(equation.name())) {
      List<Arrival> arrivals = inside.getOrDefault(place.step(), List.of());
      boolean last = place.number() == 0;
      if (!last && arrivals.isEmpty()) {
        continue;
      }
      NdArray here = last ? cotangent : rules.join("", false, arrivals);
      for (int slot = 0; slot < place.step().inputCount(); slot++) {
        Optional<Node> input = place.step().input(slot);
        if (input.isPresent()) {
          Arrival arrival = arrival(equation, place, slot, here);
          switch (input.get()) {
            case Leaf leaf -> arrive(equation, leaf.label(), cotangent, arrival);
            case Step step -> inside.computeIfAbsent(step, _ -> new ArrayList<>()).add(arrival);
          }
        }
      }
    }
  }

  /** A contribution to a name: by a rule for the whole equation, the learner's own slope, or else by the step. */
  private void arrive(Equation equation, String name, NdArray cotangent, Arrival arrival) {
    List<Arrival> all = arrived.computeIfAbsent(name, _ -> new ArrayList<>());
    Optional<NdArray> whole =
        rules.equation(equation.name(), name, cotangent).or(() -> ownSlope(equation, name, cotangent));
    if (whole.isEmpty()) {
      all.add(arrival);
    } else if (all.stream().noneMatch(other -> other.from().equation().equals(equation.name()))) {
      all.add(new Arrival(arrival.from(), Terms.YBAR, fitted(whole.get(), forward.value(name).type())));
    }
  }

  /** The cotangent times the derivative that the learner found, where nothing else leads from one to the other. */
  private Optional<NdArray> ownSlope(Equation equation, String name, NdArray cotangent) {
    NdArray slope = own.get(new Quantity.Derivative(equation.name(), name));
    boolean onlyWay = equation.uses().stream().noneMatch(used -> !used.equals(name) && computation.leads(name, used));
    return slope != null && slope.size() == 1 && onlyWay
        ? Optional.of(Numerics.NUMBERS.apply(Binary.MULTIPLY, List.of(cotangent, slope)))
        : Optional.empty();
  }

  private Arrival arrival(Equation equation, Place place, int slot, NdArray cotangent) {
    Step step = place.step();
    Term rule = rules.pullback(place, slot);
    TensorType type = step.site().input(slot);
    if (rule.equals(Terms.ZERO)) {
      return new Arrival(place, rule, NdArray.zeros(type));
    }
    NdArray value =
        rule.evaluate(
            Numerics.NUMBERS,
            symbol -> switch (symbol.role()) {
              case COTANGENT -> cotangent;
              case OUTPUT -> place.number() == 0 ? forward.output(equation.name()) : saved(step, symbol);
              case INPUT -> saved(step, symbol);
              case TANGENT -> throw new IllegalArgumentException("a pullback mentions a tangent");
            },
            type.dtype());
    return new Arrival(place, rule, fitted(value, type));
  }

  private static NdArray saved(Step step, Term.Symbol symbol) {
    return step.saved(symbol)
        .orElseThrow(() -> new IllegalArgumentException(step + " did not keep what the rule mentions"));
  }

  /** What a faulty rule gives may lack the shape; what can be repeated is, anything else doesn't fit. */
  private static NdArray fitted(NdArray value, TensorType type) {
    if (value.shape().equals(type.shape())) {
      return value;
    }
    if (value.shape().expandsTo(type.shape())) {
      return Numerics.NUMBERS.apply(new Expand(type.shape()), List.of(value));
    }
    if (Figures.squeezed(value.shape()).equals(Figures.squeezed(type.shape()))) {
      return value.contiguous().reshape(type.shape());
    }
    throw new IllegalArgumentException("the rule gives " + value.shape() + " for " + type.shape());
  }
}
