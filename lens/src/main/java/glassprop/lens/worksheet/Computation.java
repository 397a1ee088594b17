package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program as equations, and numbers for it.
 *
 * @param equations in the order in which they are computed
 * @param inputs values of the names that nothing computes
 * @param given what the exercise tells instead of what would be computed; later steps take it
 * @param result the name that gradients are gradients of: the last equation's, or only a symbol if a gradient is given
 */
public record Computation(
    List<Equation> equations, SequencedMap<String, NdArray> inputs, Map<Quantity, NdArray> given, String result) {
  private static final Pattern RATIO = Pattern.compile("[d∂]([^/\\s]+)/[d∂]([^/\\s]+)");

  private static final String NAME = "([\\p{L}_][\\p{L}\\p{M}\\p{N}_₀-₉]*)";
  private static final Pattern RATIO_OF_NAMES = Pattern.compile("[d∂]" + NAME + "/[d∂]" + NAME);

  /** A letter that stands for the stroke of dL/dw where such a quantity is used as a name. */
  private static final char STROKE = 'ǀ';

  /** Copies the lists. */
  public Computation {
    equations = List.copyOf(equations);
    given = Map.copyOf(given);
  }

  /**
   * A program with one statement on each line.
   *
   * @param result of which gradients are taken; the empty string for the last statement's name
   * @throws IllegalArgumentException if a line is no statement, or a name has no value or two
   */
  public static Computation of(List<String> lines, SequencedMap<String, NdArray> values, String result) {
    List<Equation> equations = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (String line : lines) {
      Equation equation = Equation.parse(line);
      equations.add(equation);
      if (!known.add(equation.name())) {
        throw new IllegalArgumentException(equation.name() + " is computed twice");
      }
    }
    String last = equations.isEmpty() ? "" : equations.getLast().name();
    Computation bare =
        new Computation(equations, new LinkedHashMap<>(), Map.of(), result.isEmpty() ? last : result);
    return bare.withValues(values);
  }

  /** This computation with these inputs and givens; the names of givens are computed, or are of the form dL/dx. */
  public Computation withValues(SequencedMap<String, NdArray> values) {
    SequencedMap<String, NdArray> newInputs = new LinkedHashMap<>();
    Map<Quantity, NdArray> newGiven = new LinkedHashMap<>();
    Set<String> used = uses();
    for (Map.Entry<String, NdArray> entry : values.entrySet()) {
      String name = entry.getKey();
      Optional<Quantity> quantity = quantity(name);
      if (quantity.isPresent() && isComputed(quantity.get())) {
        newGiven.put(quantity.get(), entry.getValue());
      } else if (used.contains(name) || equations.isEmpty()) {
        newInputs.put(name, entry.getValue());
      } else {
        throw new IllegalArgumentException(name + " is given a value but does not occur");
      }
    }
    for (String name : used) {
      if (!newInputs.containsKey(name) && equation(name).isEmpty()) {
        throw new IllegalArgumentException("no value for " + name);
      }
    }
    return new Computation(equations, newInputs, newGiven, result);
  }

  /** This computation with other numbers for its inputs and givens, in this order, each by its name and the number that it has. */
  public Computation varied(BiFunction<String, NdArray, NdArray> change) {
    SequencedMap<String, NdArray> values = new LinkedHashMap<>();
    inputs.forEach((name, value) -> values.put(name, change.apply(name, value)));
    givenByName().forEach((name, value) -> values.put(name, change.apply(name, value)));
    return withValues(values);
  }

  /**
   * What is computed here for a name or a derivative, also where something else is given for it.
   *
   * @throws IllegalArgumentException if it has no value
   */
  public NdArray computed(String name) {
    Quantity quantity = quantity(name).orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    return Replay.of(this).of(quantity);
  }

  /**
   * The value of a formula in the names of this computation, of which those that are given count as given.
   *
   * @throws IllegalArgumentException if it is no formula or has no value
   */
  public NdArray value(String formula) {
    return Formula.parse(this, formula).value(Replay.of(this)).array();
  }

  private boolean isComputed(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Value(String name) -> equation(name).isPresent();
      case Quantity.Gradient _ -> true;
      case Quantity.Derivative _, Quantity.Figure _ -> false;
    };
  }

  private Set<String> uses() {
    Set<String> used = new LinkedHashSet<>();
    equations.forEach(equation -> used.addAll(equation.uses()));
    return used;
  }

  /** The equation that computes a name. */
  Optional<Equation> equation(String name) {
    return equations.stream().filter(equation -> equation.name().equals(name)).findFirst();
  }

  /** The right-hand side of the equation that computes a name; empty for an input. */
  public Optional<String> rightHandSide(String name) {
    return equation(name).map(Equation::rightHandSide);
  }

  /** The equations as they were written. */
  public List<String> listing() {
    return equations.stream().map(Equation::text).toList();
  }

  /** What is given instead of what would be computed, by names such as A1 or dL/dZ1, in the order of the names. */
  public Map<String, NdArray> givenByName() {
    Map<String, NdArray> named = new TreeMap<>();
    given.forEach((quantity, value) -> {
      switch (quantity) {
        case Quantity.Value(String name) -> named.put(name, value);
        case Quantity.Gradient(String by) -> named.put("d" + result + "/d" + by, value);
        case Quantity.Derivative(String of, String by) -> named.put("d" + of + "/d" + by, value);
        case Quantity.Figure _ -> throw new IllegalStateException("a figure is never given");
      }
    });
    return named;
  }

  /** Whether a name is computed from another, by way of others or at once. */
  boolean leads(String from, String to) {
    return equation(to).map(e -> e.uses().stream().anyMatch(used -> used.equals(from) || leads(from, used))).orElse(false);
  }

  /** All names that have a value, inputs first. */
  public SequencedSet<String> names() {
    SequencedSet<String> names = new LinkedHashSet<>(inputs.keySet());
    names.addAll(uses());
    equations.forEach(equation -> names.add(equation.name()));
    return names;
  }

  /** The quantity that a text such as {@code z}, {@code dL/dw}, {@code ∂a/∂z} or {@code dL/dyhat} names; empty if it names none here. */
  public Optional<Quantity> quantity(String text) {
    Set<String> names = names();
    Optional<String> value = Names.find(text, names);
    if (value.isPresent()) {
      return value.map(Quantity.Value::new);
    }
    Matcher ratio = RATIO.matcher(text);
    if (!ratio.matches()) {
      return Optional.empty();
    }
    String of = Names.find(ratio.group(1), names).orElse(ratio.group(1));
    Optional<String> by = Names.find(ratio.group(2), names);
    return of.equals(result) ? by.map(Quantity.Gradient::new)
        : by.filter(_ -> equation(of).isPresent()).map(name -> new Quantity.Derivative(of, name));
  }

  /**
   * A number that a formula in the names of this computation gives.
   *
   * @throws IllegalArgumentException if it is no formula
   */
  public Quantity figure(String formula) {
    return new Quantity.Figure(Formula.parse(this, formula).program());
  }

  /** A formula in which quantities such as dL/dw are single names, at the same columns. */
  String withNames(String formula) {
    String composed = Normalizer.normalize(formula, Normalizer.Form.NFC);
    StringBuilder out = new StringBuilder(composed);
    Matcher ratio = RATIO_OF_NAMES.matcher(composed);
    while (ratio.find()) {
      if (quantity(ratio.group()).isPresent()) {
        out.setCharAt(ratio.start(1) - 1, 'd');
        out.setCharAt(ratio.end(1), STROKE);
        out.setCharAt(ratio.start(2) - 1, 'd');
      }
    }
    return out.toString();
  }

  /** A text with such names as people write them. */
  static String asWritten(String text) {
    return text.replace(STROKE, '/');
  }
}
