package glassprop.lens.derivation;

import glassprop.Tensor;
import glassprop.Tape;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Placeholders;
import glassprop.lens.expression.Program;
import glassprop.op.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the gradients of a program's result come about. Of a result with several elements they are those of their sum.
 *
 * @param quantities the forward pass, each after those that its formula mentions; a quantity's place is its slot
 * @param result the slot of the result
 * @param wrt the slots of the quantities that gradients were asked for
 * @param gradients the backward pass, from that of the result down
 * @param closedForms of the gradients asked for, and after them of those that they mention; a gradient has none if what the rules give as a
 *     formula does not have its value: where a slope of 0 meets what is not a number
 * @param checks of the gradients asked for with respect to inputs, against finite differences
 * @param assumed the names without values, which are symbols: if there are any, no value means anything
 * @param notes what the shapes make likely to be misread, a sentence each
 */
public record Derivation(
    List<Quantity> quantities, int result, List<Integer> wrt, List<Gradient> gradients, List<ClosedForm> closedForms,
    List<Check> checks, Set<String> assumed, List<String> notes) {

  /** Copies the collections. */
  public Derivation {
    quantities = List.copyOf(quantities);
    wrt = List.copyOf(wrt);
    gradients = List.copyOf(gradients);
    closedForms = List.copyOf(closedForms);
    checks = List.copyOf(checks);
    assumed = Set.copyOf(assumed);
    notes = List.copyOf(notes);
  }

  /**
   * Derives gradients.
   *
   * @param values of the program's free names, and of constant statements that shall have another value; if a free name has none, the
   *     derivation is symbolic, and names without a value are single numbers
   * @param wrt names of inputs or of statements; all inputs if there are none
   * @throws ExpressionException if values do not fit together
   * @throws IllegalArgumentException if a name is not one of the program's, or there is nothing to differentiate by
   */
  public static Derivation of(Program program, Map<String, Tensor> values, List<String> wrt) {
    return of(program, values, Map.of(), wrt);
  }

  /**
   * Derives gradients, with symbols of which the shapes alone are known.
   *
   * @param values of names, as above
   * @param shapes of names without a value; if there are any, the derivation is symbolic
   * @param wrt names of inputs or of statements; all inputs if there are none
   * @throws ExpressionException if values and shapes do not fit together
   * @throws IllegalArgumentException if a name is not one of the program's, or there is nothing to differentiate by
   */
  public static Derivation of(Program program, Map<String, Tensor> values, Map<String, Shape> shapes, List<String> wrt) {
    Placeholders placeholders = Placeholders.of(program, values, shapes);
    Map<String, Tensor> inputs = placeholders.inputs();
    List<String> names = wrt.isEmpty() ? List.copyOf(inputs.keySet()) : wrt.stream().distinct().toList();
    requireNames(program, inputs.keySet(), names);
    Tape<Program.Values> run = placeholders.run(() -> Tape.of(() -> program.evaluate(inputs)));
    Computation.Found found = Computation.of(program, run, inputs.keySet(), Set.copyOf(names));
    boolean numeric = placeholders.symbols().isEmpty();
    Sweep sweep = Sweep.over(found, run.entries(), numeric);
    List<Integer> slots = slots(found.quantities(), names);
    List<String> checked = names.stream().filter(inputs::containsKey).toList();
    Tensor value = found.quantities().get(found.result()).value();
    List<Check> checks = numeric ? new FiniteDifferences(program.near(inputs), inputs, value).check(checked) : List.of();
    return new Derivation(
        found.quantities(), found.result(), slots, sweep.gradients(), sweep.closedForms(slots), checks, placeholders.symbols(),
        run.result().notes());
  }

  private static void requireNames(Program program, Collection<String> inputs, List<String> names) {
    Set<String> known = new LinkedHashSet<>(inputs);
    program.statements().forEach(statement -> known.add(statement.name()));
    known.remove("");
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "no value %s to differentiate by; the program has %s", name, String.join(", ", known)));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("nothing to differentiate by; use a name in the expression, as in x^2");
    }
  }

  private static List<Integer> slots(List<Quantity> quantities, List<String> names) {
    List<Integer> slots = new ArrayList<>();
    for (String name : names) {
      quantities.stream()
          .filter(quantity -> quantity.name().equals(name) && quantity.kind() != Quantity.Kind.CONSTANT)
          .findFirst()
          .ifPresent(quantity -> slots.add(quantity.slot()));
    }
    return slots;
  }

  /** Whether there are no numbers, but formulas alone. */
  public boolean isSymbolic() {
    return !assumed.isEmpty();
  }

  /** The quantity in a slot. */
  public Quantity quantity(int slot) {
    return quantities.get(slot);
  }

  /** The quantity that the gradients are of. */
  public Quantity resultQuantity() {
    return quantity(result);
  }

  /** The quantities that are given by name, in order. */
  public List<Quantity> inputs() {
    return quantities.stream().filter(quantity -> quantity.kind() == Quantity.Kind.INPUT).toList();
  }

  /** The quantities that are computed, in order. */
  public List<Quantity> steps() {
    return quantities.stream().filter(quantity -> quantity.formula().isPresent()).toList();
  }

  /** The gradient with respect to the quantity in a slot; empty if the result does not depend on it. */
  public Optional<Gradient> gradient(int slot) {
    return gradients.stream().filter(gradient -> gradient.slot() == slot).findFirst();
  }

  /** The closed form of the gradient with respect to the quantity in a slot, if it is among those asked for or mentioned. */
  public Optional<ClosedForm> closedForm(int slot) {
    return closedForms.stream().filter(form -> form.slot() == slot).findFirst();
  }

  /** The type of what a symbol stands for. */
  public TensorType type(Term.Symbol symbol) {
    return quantity(symbol.slot()).type();
  }

  /** The value of what a symbol stands for. */
  public Tensor value(Term.Symbol symbol) {
    return symbol.role() == Term.Role.COTANGENT
        ? gradient(symbol.slot()).orElseThrow().value()
        : quantity(symbol.slot()).value();
  }

  /** The largest relative error of the checks. */
  public double maxRelativeError() {
    return checks.stream().mapToDouble(check -> check.report().maxRelativeError()).reduce(0, Math::max);
  }
}
