package glassprop.lens.worksheet;

import glassprop.Node;
import glassprop.Step;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.lens.fault.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way forward through a computation, taking someone's results where there are any. Each equation is recorded as a graph
 * of its own, whose leaves are the values that it uses.
 */
final class Forward {
  private final Map<String, NdArray> values = new HashMap<>();
  private final Map<String, NdArray> outputs = new HashMap<>(); // before anything given replaces them
  private final Map<String, List<Place>> steps = new HashMap<>();

  /**
   * Goes forward.
   *
   * @param own results that are taken instead of what would be computed
   */
  Forward(Computation computation, Map<Quantity, NdArray> own) {
    values.putAll(computation.inputs());
    for (Equation equation : computation.equations()) {
      Tensor computed = equation.evaluate(values);
      Quantity quantity = new Quantity.Value(equation.name());
      NdArray output = own.getOrDefault(quantity, computed.array());
      steps.put(equation.name(), places(equation.name(), computed));
      outputs.put(equation.name(), output);
      values.put(equation.name(), computation.given().getOrDefault(quantity, output));
    }
  }

  /** The steps below a root, from the highest level down. */
  private static List<Place> places(String equation, Tensor root) {
    Set<Step> found = new HashSet<>();
    List<Step> ordered = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    root.graph().ifPresent(open::push);
    while (!open.isEmpty()) {
      if (open.pop() instanceof Step step && found.add(step)) {
        ordered.add(step);
        for (int slot = 0; slot < step.inputCount(); slot++) {
          step.input(slot).ifPresent(open::push);
        }
      }
    }
    ordered.sort(Comparator.comparingInt(Step::level).reversed());
    List<Place> places = new ArrayList<>();
    for (Step step : ordered) {
      places.add(new Place(equation, places.size(), step));
    }
    return places;
  }

  /** Whether a name has a value. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value of a name for the steps after it: what is given, if something is. */
  NdArray value(String name) {
    return required(values, name);
  }

  /** What an equation computes, or the value of an input. */
  NdArray output(String name) {
    return outputs.containsKey(name) ? required(outputs, name) : required(values, name);
  }

  /** The steps of an equation, the last one first. */
  List<Place> steps(String equation) {
    return required(steps, equation);
  }

  private static <T> T required(Map<String, T> map, String name) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no value " + name);
    }
    return value;
  }
}
