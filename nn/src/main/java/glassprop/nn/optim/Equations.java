package glassprop.nn.optim;

import glassprop.op.Term;
import glassprop.op.Term.Role;
import glassprop.op.Term.Symbol;
import glassprop.rule.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an update rule says, as data: its quantities, and equations in them, which come one after the other. Where one has changed a quantity, those
 * after it mean the new value.
 *
 * <p>A rule states them once, and every reader reads them: they run over arrays of either type, are printed, and are explained with numbers.
 *
 * @param rule the rule's name, as in "Adam"
 * @param quantities by the slots of their symbols
 */
public record Equations(String rule, List<Quantity> quantities, List<Equation> equations) {
  /**
   * One equation, as in {@code m ← β₁·m + (1 − β₁)·g}.
   *
   * @param target what gets a new value
   */
  public record Equation(Symbol target, Term value) {
    /** Requires both. */
    public Equation {
      Objects.requireNonNull(target, "equation: expected what gets a value, came null");
      Objects.requireNonNull(value, "equation: expected a value, came null");
    }
  }

  /** Copies the lists. */
  public Equations {
    Objects.requireNonNull(rule, "equations: expected the name of their rule, came null");
    Objects.requireNonNull(quantities, "equations: expected quantities, came null");
    Objects.requireNonNull(equations, "equations: expected a list, came null");
    quantities = List.copyOf(quantities);
    equations = List.copyOf(equations);
  }

  /** Begins to state a rule, with the quantities that all have: w, g, t and η. */
  public static Statement of(String rule, double rate) {
    return new Statement(rule, rate);
  }

  /** The quantity that a symbol stands for. */
  public Quantity of(Symbol symbol) {
    return quantities.get(symbol.slot());
  }

  /** A line for each equation, in plain text. */
  public List<String> lines() {
    return equations.stream().map(equation -> text(equation.target) + " ← " + text(equation.value)).toList();
  }

  /** A term in the symbols of this rule. */
  String text(Term term) {
    return Writer.text(term, symbol -> of(symbol).symbol());
  }

  /**
   * The same rule with another value of a constant.
   *
   * @throws IllegalArgumentException if the rule has no such constant, naming those it has, or the constant may not have the value
   */
  Equations with(String constant, double value) {
    List<Quantity> changed = new ArrayList<>(quantities);
    Optional<Quantity> found = quantities.stream().filter(q -> q.kind().isConstant() && q.name().equals(constant)).findFirst();
    Quantity old = found.orElseThrow(() -> new IllegalArgumentException(
        rule + " has no constant \"" + constant + "\"; it has " + quantities.stream().filter(q -> q.kind().isConstant()).map(Quantity::name).toList()));
    changed.set(quantities.indexOf(old), old.with(value));
    return new Equations(rule, changed, equations);
  }

  /** How a rule is written down: quantities as they are needed, and equations in their order. */
  public static final class Statement {
    private final String rule;
    private final List<Quantity> quantities = new ArrayList<>();
    private final List<Equation> equations = new ArrayList<>();
    private final Symbol parameter;
    private final Symbol gradient;
    private final Symbol step;
    private final Symbol rate;

    private Statement(String rule, double rate) {
      this.rule = Objects.requireNonNull(rule, "update rule: expected a name, came null");
      this.parameter = add(Quantity.Kind.PARAMETER, "w", "parameter", 0);
      this.gradient = add(Quantity.Kind.GRADIENT, "g", "gradient", 0);
      this.step = add(Quantity.Kind.STEP, "t", "step", 0);
      this.rate = add(Quantity.Kind.RATE, "η", "learning rate", rate);
    }

    private Symbol add(Quantity.Kind kind, String symbol, String name, double value) {
      quantities.add(new Quantity(kind, symbol, name, value));
      return new Symbol(Role.INPUT, quantities.size() - 1);
    }

    /** w. */
    public Symbol parameter() {
      return parameter;
    }

    /** g. */
    public Symbol gradient() {
      return gradient;
    }

    /** t, which counts from 1. */
    public Symbol step() {
      return step;
    }

    /** η. */
    public Symbol rate() {
      return rate;
    }

    /** A constant of one of the kinds that are constants. */
    public Symbol constant(Quantity.Kind kind, String symbol, String name, double value) {
      if (!kind.isConstant()) {
        throw new IllegalArgumentException(rule + ": " + name + " is no constant, but " + kind);
      }
      return add(kind, symbol, name, value);
    }

    /** Numbers that are remembered. */
    public Symbol memory(String symbol) {
      return add(Quantity.Kind.MEMORY, symbol, symbol, 0);
    }

    /** A name for a value, for the equations that follow. */
    public Symbol let(String symbol, Term value) {
      Symbol target = add(Quantity.Kind.AUXILIARY, symbol, symbol, 0);
      set(target, value);
      return target;
    }

    /** A new value for the parameter, a memory or, in the equations that follow, the gradient. */
    public Statement set(Symbol target, Term value) {
      equations.add(new Equation(target, value));
      return this;
    }

    /** The rule. */
    public Equations end() {
      return new Equations(rule, quantities, equations);
    }
  }
}
