package glassprop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sum of terms c·x₀^p₀·x₁^p₁·…·exp(r₀x₀ + r₁x₁ + …), which is closed under differentiation: closed forms to compare derivatives of any order
 * with. It knows nothing of the engine.
 */
record SymbolicFunction(Map<SymbolicFunction.Monomial, Double> terms) {

  /** The powers and the rates of each variable. */
  record Monomial(List<Integer> powers, List<Integer> rates) {}

  /** The sum of nothing. */
  static SymbolicFunction zero() {
    return new SymbolicFunction(Map.of());
  }

  static SymbolicFunction constant(double value, int variables) {
    List<Integer> none = new ArrayList<>();
    for (int i = 0; i < variables; i++) {
      none.add(0);
    }
    return new SymbolicFunction(Map.of(new Monomial(none, none), value));
  }

  static SymbolicFunction variable(int index, int variables) {
    return single(index, variables, true);
  }

  /** The exponential of a variable. */
  static SymbolicFunction exponential(int index, int variables) {
    return single(index, variables, false);
  }

  private static SymbolicFunction single(int index, int variables, boolean power) {
    Monomial none = constant(1, variables).terms.keySet().iterator().next();
    Monomial one = power ? new Monomial(raised(none.powers, index, 1), none.rates) : new Monomial(none.powers, raised(none.rates, index, 1));
    return new SymbolicFunction(Map.of(one, 1.0));
  }

  private static List<Integer> raised(List<Integer> exponents, int index, int by) {
    List<Integer> raised = new ArrayList<>(exponents);
    raised.set(index, raised.get(index) + by);
    return List.copyOf(raised);
  }

  SymbolicFunction plus(SymbolicFunction other) {
    Map<Monomial, Double> sum = new HashMap<>(terms);
    other.terms.forEach((monomial, factor) -> sum.merge(monomial, factor, Double::sum));
    return new SymbolicFunction(sum);
  }

  SymbolicFunction times(double factor) {
    Map<Monomial, Double> product = new HashMap<>();
    terms.forEach((monomial, own) -> product.put(monomial, own * factor));
    return new SymbolicFunction(product);
  }

  SymbolicFunction times(SymbolicFunction other) {
    Map<Monomial, Double> product = new HashMap<>();
    terms.forEach(
        (a, factor) ->
            other.terms.forEach(
                (b, its) -> product.merge(new Monomial(sum(a.powers, b.powers), sum(a.rates, b.rates)), factor * its, Double::sum)));
    return new SymbolicFunction(product);
  }

  private static List<Integer> sum(List<Integer> a, List<Integer> b) {
    List<Integer> sum = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sum.add(a.get(i) + b.get(i));
    }
    return List.copyOf(sum);
  }

  /** The partial derivative with respect to a variable. */
  SymbolicFunction derivative(int index) {
    Map<Monomial, Double> derivative = new HashMap<>();
    terms.forEach(
        (monomial, factor) -> {
          int power = monomial.powers.get(index);
          if (power != 0) {
            derivative.merge(new Monomial(raised(monomial.powers, index, -1), monomial.rates), factor * power, Double::sum);
          }
          int rate = monomial.rates.get(index);
          if (rate != 0) {
            derivative.merge(monomial, factor * rate, Double::sum);
          }
        });
    return new SymbolicFunction(derivative);
  }

  double at(double... variables) {
    double sum = 0;
    for (Map.Entry<Monomial, Double> term : terms.entrySet()) {
      double product = term.getValue();
      double exponent = 0;
      for (int i = 0; i < variables.length; i++) {
        product *= Math.pow(variables[i], term.getKey().powers.get(i));
        exponent += variables[i] * term.getKey().rates.get(i);
      }
      sum += product * Math.exp(exponent);
    }
    return sum;
  }
}
