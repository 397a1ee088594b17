package glassprop.lens.worksheet;

import glassprop.Leaf;
import glassprop.Node;
import glassprop.Step;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.lens.fault.Arrival;
import glassprop.lens.fault.Place;
import glassprop.lens.fault.Rules;
import glassprop.op.Binary;
import glassprop.op.Expand;
import glassprop.op.Numerics;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A computation gone through forward and back, taking someone's results where there are any.
 *
 * <p>Each equation is recorded as a graph of its own, whose leaves are the values that the equation uses. So a result that
 * was found by hand can stand in for any value, gradient or local derivative, and what follows from it is what the rules
 * of the ops make of it. The sweep differs from the engine's in that alone, and in that it follows {@link Rules}.
 */
final class Replay {
  private final Computation computation;
  private final Map<Quantity, NdArray> own;
  private final Rules rules;
  private final Map<String, NdArray> values = new LinkedHashMap<>();
  private final Map<String, NdArray> outputs = new HashMap<>(); // of equations, before anything given replaces them
  private final Map<String, List<Place>> steps = new HashMap<>(); // of each equation, the last one first

  /**
   * Goes through a computation.
   *
   * @param own results that are taken instead of what would be computed
   */
  Replay(Computation computation, Map<Quantity, NdArray> own, Rules rules) {
    this.computation = computation;
    this.own = own;
    this.rules = rules;
    values.putAll(computation.inputs());
    for (Equation equation : computation.equations()) {
      forward(equation);
    }
  }

  /** The same values, and another backward pass. */
  private Replay(Replay other, Rules rules) {
    this.computation = other.computation;
    this.own = other.own;
    this.rules = rules;
    values.putAll(other.values);
    outputs.putAll(other.outputs);
    steps.putAll(other.steps);
  }

  /** The same way forward, and back by these rules. */
  Replay following(Rules newRules) {
    return new Replay(this, newRules);
  }

  /** The computation as it is. */
  static Replay of(Computation computation) {
    return new Replay(computation, Map.of(), Rules.Right.RIGHT);
  }

  private void forward(Equation equation) {
    Tensor computed = equation.evaluate(values);
    steps.put(equation.name(), places(equation.name(), computed));
    Quantity quantity = new Quantity.Value(equation.name());
    NdArray output = own.getOrDefault(quantity, computed.array());
    outputs.put(equation.name(), output);
    values.put(equation.name(), computation.given().getOrDefault(quantity, output));
  }

  private static List<Place> places(String equation, Tensor root) {
    List<Step> steps = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    root.graph().ifPresent(open::push);
    while (!open.isEmpty()) {
      if (open.pop() instanceof Step step && !steps.contains(step)) {
        steps.add(step);
        for (int slot = 0; slot < step.inputCount(); slot++) {
          step.input(slot).ifPresent(open::push);
        }
      }
    }
    steps.sort(Comparator.comparingInt(Step::level).reversed());
    List<Place> places = new ArrayList<>();
    for (Step step : steps) {
      places.add(new Place(equation, places.size(), step));
    }
    return places;
  }

  /** All steps, where mistakes can be made. */
  List<Place> places() {
    return computation.equations().stream().flatMap(e -> steps.get(e.name()).stream()).toList();
  }

  /**
   * A quantity, as it follows from the results that were taken.
   *
   * @throws IllegalArgumentException if it has no value, as a gradient that nothing reaches
   */
  NdArray of(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Value(String name) -> required(outputs.getOrDefault(name, values.get(name)), name);
      case Quantity.Gradient(String by) -> gradient(by);
      case Quantity.Derivative(String of, String by) -> derivative(of, by);
      case Quantity.Figure(var program) -> new Formula(computation, program).value(this).array();
    };
  }

  /** The value of a name for the steps after it: what is given, if something is. */
  NdArray taken(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Value(String name) -> required(values.get(name), name);
      case Quantity.Gradient _, Quantity.Derivative _, Quantity.Figure _ -> {
        NdArray given = computation.given().getOrDefault(quantity, own.get(quantity));
        yield given == null ? of(quantity) : given;
      }
    };
  }

  private static NdArray required(NdArray value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("there is no value " + name);
    }
    return value;
  }

  private NdArray gradient(String by) {
    Map<String, NdArray> taken = new HashMap<>();
    own.forEach((quantity, value) -> takeGradient(taken, quantity, value, by));
    computation.given().forEach((quantity, value) -> takeGradient(taken, quantity, value, by));
    Map<String, List<Arrival>> arrived = new HashMap<>();
    NdArray result = values.get(computation.result());
    if (result != null) {
      if (result.shape().size() != 1) {
        throw new IllegalArgumentException(computation.result() + " is not a single number");
      }
      NdArray one = NdArray.full(result.type(), 1);
      if (by.equals(computation.result())) {
        return one;
      }
      taken.putIfAbsent(computation.result(), one);
    }
    return sweep(taken, arrived, by);
  }

  private static void takeGradient(Map<String, NdArray> taken, Quantity quantity, NdArray value, String by) {
    if (quantity instanceof Quantity.Gradient(String name) && !name.equals(by)) {
      taken.put(name, value);
    }
  }

  /** The Jacobian: one sweep for each element. */
  private NdArray derivative(String of, String by) {
    NdArray y = outputs.get(of);
    NdArray x = required(values.get(by), by);
    int m = y.size();
    int n = x.size();
    double[] numbers = new double[m * n];
    for (int i = 0; i < m; i++) {
      double[] basis = new double[m];
      basis[i] = 1;
      Map<String, NdArray> seed = new HashMap<>(Map.of(of, NdArray.over(basis, y.shape())));
      System.arraycopy(sweep(seed, new HashMap<>(), by).toDoubles(), 0, numbers, i * n, n);
    }
    int[] sizes = IntStream.concat(
        Arrays.stream(y.shape().toArray()), Arrays.stream(x.shape().toArray())).toArray();
    return NdArray.over(numbers, Shape.of(sizes));
  }

  /** Carries cotangents from the equations that have one back to a name. */
  private NdArray sweep(Map<String, NdArray> taken, Map<String, List<Arrival>> arrived, String by) {
    for (Equation equation : computation.equations().reversed()) {
      String name = equation.name();
      if (name.equals(by)) {
        break;
      }
      Optional<NdArray> cotangent =
          taken.containsKey(name) ? Optional.of(taken.get(name)) : joined(name, arrived.get(name));
      cotangent.ifPresent(value -> pass(equation, value, arrived));
    }
    return joined(by, arrived.get(by))
        .orElseThrow(() -> new IllegalArgumentException(computation.result() + " does not depend on " + by));
  }

  private Optional<NdArray> joined(String name, List<Arrival> arrivals) {
    boolean isInput = computation.equation(name).isEmpty();
    return arrivals == null ? Optional.empty() : Optional.of(rules.join(isInput ? name : "", arrivals));
  }

  private void pass(Equation equation, NdArray cotangent, Map<String, List<Arrival>> arrived) {
    Map<Node, List<Arrival>> inside = new HashMap<>();
    for (Place place : steps.get(equation.name())) {
      boolean last = place.number() == 0;
      List<Arrival> arrivals = inside.get(place.step());
      if (!last && arrivals == null) {
        continue;
      }
      NdArray here = last ? cotangent : rules.join("", arrivals);
      for (int slot = 0; slot < place.step().inputCount(); slot++) {
        Optional<Node> input = place.step().input(slot);
        if (input.isPresent()) {
          Arrival arrival = arrival(equation, place, slot, here);
          switch (input.get()) {
            case Leaf leaf -> arrive(equation, leaf.label(), cotangent, arrival, arrived);
            case Step step -> inside.computeIfAbsent(step, _ -> new ArrayList<>()).add(arrival);
          }
        }
      }
    }
  }

  /** A contribution to a name: the learner's own local derivative, a rule for the whole equation, or the step's. */
  private void arrive(
      Equation equation, String name, NdArray cotangent, Arrival arrival, Map<String, List<Arrival>> arrived) {
    List<Arrival> all = arrived.computeIfAbsent(name, _ -> new ArrayList<>());
    Optional<NdArray> whole = rules.equation(equation.name(), name, cotangent).or(() -> ownSlope(equation, name, cotangent));
    if (whole.isEmpty()) {
      all.add(arrival);
    } else if (all.stream().noneMatch(other -> other.from().equation().equals(equation.name()))) {
      all.add(new Arrival(arrival.from(), Terms.YBAR, fitted(whole.get(), values.get(name).type())));
    }
  }

  /** The cotangent times the derivative that the learner found, where nothing else leads from one to the other. */
  private Optional<NdArray> ownSlope(Equation equation, String name, NdArray cotangent) {
    NdArray slope = own.get(new Quantity.Derivative(equation.name(), name));
    if (slope == null || slope.size() != 1 || equation.uses().size() > 1 && !isOnlyWay(equation, name)) {
      return Optional.empty();
    }
    return Optional.of(Numerics.NUMBERS.apply(Binary.MULTIPLY, List.of(cotangent, slope)));
  }

  private boolean isOnlyWay(Equation equation, String name) {
    return equation.uses().stream().filter(used -> !used.equals(name)).noneMatch(used -> reaches(name, used));
  }

  private boolean reaches(String from, String to) {
    return computation.equation(to).map(e -> e.uses().contains(from) || e.uses().stream().anyMatch(u -> reaches(from, u)))
        .orElse(false);
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
              case OUTPUT -> place.number() == 0 ? outputs.get(equation.name()) : saved(step, symbol);
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

  /** What a faulty rule gives may lack the shape; a single number is repeated, anything else doesn't fit. */
  private static NdArray fitted(NdArray value, TensorType type) {
    if (value.shape().equals(type.shape())) {
      return value;
    }
    if (value.size() == 1 || value.shape().expandsTo(type.shape())) {
      return Numerics.NUMBERS.apply(new Expand(type.shape()), List.of(value));
    }
    if (value.size() == type.shape().size() && squeezed(value.shape()).equals(squeezed(type.shape()))) {
      return value.contiguous().reshape(type.shape());
    }
    throw new IllegalArgumentException("the rule gives " + value.shape() + " for " + type.shape());
  }

  /** A shape without its axes of size 1. */
  static Shape squeezed(Shape shape) {
    return Shape.of(Arrays.stream(shape.toArray()).filter(size -> size != 1).boxed().toList());
  }
}
