package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.fault.Place;
import glassprop.lens.fault.Rules;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A computation gone through forward and back, taking someone's results where there are any.
 *
 * <p>A result that was found by hand can stand in for any value, gradient or local derivative; what follows from it is
 * what the rules of the ops make of it. The sweep differs from the engine's in that, and in that it follows {@link Rules}.
 */
final class Replay {
  private final Computation computation;
  private final Map<Quantity, NdArray> own;
  private final Forward forward;
  private final Rules rules;

  private Replay(Computation computation, Map<Quantity, NdArray> own, Forward forward, Rules rules) {
    this.computation = computation;
    this.own = own;
    this.forward = forward;
    this.rules = rules;
  }

  /**
   * Goes through a computation by the right rules.
   *
   * @param own results that are taken instead of what would be computed
   */
  static Replay of(Computation computation, Map<Quantity, NdArray> own) {
    return new Replay(computation, Map.copyOf(own), new Forward(computation, own), Rules.Right.RIGHT);
  }

  /** The computation as it is. */
  static Replay of(Computation computation) {
    return of(computation, Map.of());
  }

  /** The same way forward, and back by these rules. */
  Replay following(Rules newRules) {
    return new Replay(computation, own, forward, newRules);
  }

  /** All steps, where mistakes can be made. */
  List<Place> places() {
    return computation.equations().stream().flatMap(equation -> forward.steps(equation.name()).stream()).toList();
  }

  /**
   * A quantity, as it follows from the results that were taken; of one that is given, what would be computed.
   *
   * @throws IllegalArgumentException if it has no value, as a gradient that nothing reaches
   */
  NdArray of(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Value(String name) -> forward.output(name);
      case Quantity.Gradient(String by) -> gradient(by);
      case Quantity.Derivative(String of, String by) -> derivative(of, by);
      case Quantity.Figure(var program) -> new Formula(computation, program).value(this).array();
    };
  }

  /** A quantity as later steps take it: what is given, if something is, or what someone found. */
  NdArray taken(Quantity quantity) {
    if (quantity instanceof Quantity.Value(String name)) {
      return forward.value(name);
    }
    NdArray known = computation.given().getOrDefault(quantity, own.get(quantity));
    return known == null ? of(quantity) : known;
  }

  private NdArray gradient(String by) {
    Map<String, NdArray> taken = new HashMap<>();
    if (forward.has(computation.result())) {
      NdArray result = forward.value(computation.result());
      if (result.shape().size() != 1) {
        throw new IllegalArgumentException(computation.result() + " is not a single number");
      }
      NdArray one = NdArray.full(result.type(), 1);
      if (by.equals(computation.result())) {
        return one;
      }
      taken.put(computation.result(), one);
    }
    own.forEach((quantity, value) -> take(taken, quantity, value, by));
    computation.given().forEach((quantity, value) -> take(taken, quantity, value, by));
    return new Backward(computation, forward, own, rules).to(by, taken);
  }

  private static void take(Map<String, NdArray> taken, Quantity quantity, NdArray value, String by) {
    if (quantity instanceof Quantity.Gradient(String name) && !name.equals(by)) {
      taken.put(name, value);
    }
  }

  /** The Jacobian: one sweep for each element. */
  private NdArray derivative(String of, String by) {
    NdArray y = forward.output(of);
    NdArray x = forward.value(by);
    double[] numbers = new double[y.size() * x.size()];
    for (int i = 0; i < y.size(); i++) {
      double[] basis = new double[y.size()];
      basis[i] = 1;
      NdArray row = new Backward(computation, forward, own, rules).to(by, Map.of(of, NdArray.over(basis, y.shape())));
      System.arraycopy(row.toDoubles(), 0, numbers, i * x.size(), x.size());
    }
    int[] sizes = IntStream.concat(Arrays.stream(y.shape().toArray()), Arrays.stream(x.shape().toArray())).toArray();
    return NdArray.over(numbers, Shape.of(sizes));
  }
}
