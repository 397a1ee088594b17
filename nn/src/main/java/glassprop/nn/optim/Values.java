package glassprop.nn.optim;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Arithmetic;
import glassprop.op.Elementwise;
import glassprop.op.Range;
import glassprop.op.Site;
import glassprop.op.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of some equations, numbered as they are first needed, equal ones once. A scalar is the same for all numbers of a parameter; the others are rows of
 * numbers.
 */
final class Values {
  /** Where a value comes from. */
  private sealed interface Source {
    record Constant(double value) implements Source {}

    record Rate() implements Source {}

    record Step() implements Source {}

    /** Rows of numbers: the parameter, its gradient or a memory, before the step. */
    record Rows(int slot) implements Source {}

    record Applied(Elementwise op, List<Integer> operands) implements Source {}
  }

  private static final TensorType NUMBER = new TensorType(Shape.SCALAR, DType.F64);

  private final Equations equations;
  private final List<Source> sources = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>(); // that stand for the values
  private final List<Boolean> scalar = new ArrayList<>();
  private final Map<Source, Integer> numbers = new HashMap<>();
  private final int[] before; // the value of each quantity
  private final int[] after;

  Values(Equations equations) {
    this.equations = equations;
    this.after = new int[equations.quantities().size()];
    for (int slot = 0; slot < after.length; slot++) {
      after[slot] = begin(slot);
    }
    this.before = after.clone();
    for (Equations.Equation equation : equations.equations()) {
      after[equation.target().slot()] = number(simplified(equation.value()));
    }
  }

  private int begin(int slot) {
    Quantity quantity = equations.quantities().get(slot);
    return switch (quantity.kind()) {
      case PARAMETER, GRADIENT, MEMORY -> add(new Source.Rows(slot), Term.input(slot), false);
      case STEP -> add(new Source.Step(), Term.input(slot), true);
      case RATE -> add(new Source.Rate(), Term.input(slot), true);
      case DECAY, POSITIVE, FACTOR -> quantity.value() == 0 ? number(0) : add(new Source.Constant(quantity.value()), Term.input(slot), true);
      case AUXILIARY -> -1;
    };
  }

  /** The term with 0 in place of what is 0, as far as ops say what follows from that. */
  private Term simplified(Term term) {
    return term.substitute(symbol -> {
      int known = after[symbol.slot()];
      return known >= 0 && sources.get(known).equals(new Source.Constant(0)) ? Term.of(0) : symbol;
    });
  }

  private int number(Term term) {
    return switch (term) {
      case Term.Literal(double value) -> number(value);
      case Term.Symbol symbol -> defined(symbol);
      case Term.Apply(Elementwise op, List<Term> operands) -> {
        List<Integer> taken = operands.stream().map(this::number).toList();
        yield add(new Source.Applied(op, taken), term, taken.stream().allMatch(scalar::get));
      }
      case Term.Apply(var op, List<Term> operands) ->
          throw new IllegalArgumentException(equations.rule() + ": " + op.mnemonic() + " of " + operands.size() + " operands is no function of numbers, which an equation of an update rule is made of");
    };
  }

  private int defined(Term.Symbol symbol) {
    if (after[symbol.slot()] < 0) {
      throw new IllegalArgumentException(equations.rule() + ": " + equations.of(symbol).symbol() + " is used before an equation has defined it");
    }
    return after[symbol.slot()];
  }

  /** The number of a number. */
  int number(double value) {
    return add(new Source.Constant(value), Term.of(value), true);
  }

  private int add(Source source, Term term, boolean isScalar) {
    Integer known = numbers.putIfAbsent(source, sources.size());
    if (known != null) {
      return known;
    }
    sources.add(source);
    terms.add(term);
    scalar.add(isScalar);
    return sources.size() - 1;
  }

  int count() {
    return sources.size();
  }

  /** The value of a quantity before the step. */
  int before(int slot) {
    return before[slot];
  }

  /** The value of a quantity after the step. */
  int after(int slot) {
    return after[slot];
  }

  boolean isScalar(int value) {
    return scalar.get(value);
  }

  /** A term that says what a value is. */
  String text(int value) {
    return equations.text(terms.get(value));
  }

  /** The operands of a value; none if it is no op's. */
  List<Integer> operands(int value) {
    return sources.get(value) instanceof Source.Applied(Elementwise op, List<Integer> operands) ? operands : List.of();
  }

  boolean isApplied(int value) {
    return sources.get(value) instanceof Source.Applied;
  }

  /**
   * The op that makes a value.
   *
   * @throws IllegalArgumentException if none does
   */
  Elementwise op(int value) {
    if (sources.get(value) instanceof Source.Applied(Elementwise op, List<Integer> operands)) {
      return op;
    }
    throw new IllegalArgumentException(text(value) + " is made by no op");
  }

  /** What a function is in the algebra of numbers. */
  static Arithmetic arithmetic(Elementwise op) {
    return op.arithmetic(Site.of(op, Collections.nCopies(op.arity(), NUMBER)));
  }

  /** The values of whose powers a value is the product, with their exponents; itself if it is no product. */
  Map<Integer, Double> factors(int value) {
    Map<Integer, Double> factors = new HashMap<>();
    factor(value, 1, factors);
    return factors;
  }

  private void factor(int value, double exponent, Map<Integer, Double> factors) {
    List<Integer> operands = operands(value);
    if (sources.get(value) instanceof Source.Applied(Elementwise op, List<Integer> _) && arithmetic(op) instanceof Arithmetic.Product(List<Double> exponents)) {
      for (int i = 0; i < operands.size(); i++) {
        factor(operands.get(i), exponent * exponents.get(i), factors);
      }
    } else {
      factors.merge(value, exponent, Double::sum);
    }
  }

  /** Adds a value and all that it is made of. */
  void reach(int value, Set<Integer> reached) {
    if (reached.add(value)) {
      operands(value).forEach(operand -> reach(operand, reached));
    }
  }

  /** The range of a scalar that is no op's, over all steps with a rate up to this one. */
  Range given(int value, double highestRate) {
    return switch (sources.get(value)) {
      case Source.Constant(double number) -> Range.of(number);
      case Source.Rate _ -> new Range(0, highestRate);
      case Source.Step _ -> new Range(1, Double.MAX_VALUE);
      case Source.Rows _, Source.Applied _ -> throw new IllegalArgumentException(text(value) + " is not given");
    };
  }

  /** A scalar that is no op's, at a step. */
  double given(int value, int step, double rate) {
    return switch (sources.get(value)) {
      case Source.Constant(double number) -> number;
      case Source.Rate _ -> rate;
      case Source.Step _ -> step;
      case Source.Rows _, Source.Applied _ -> throw new IllegalArgumentException(text(value) + " is not given");
    };
  }
}
