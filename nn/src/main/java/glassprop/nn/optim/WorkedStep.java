package glassprop.nn.optim;

import glassprop.array.DType;
import glassprop.nn.optim.Equations.Equation;
import glassprop.op.Algebra;
import glassprop.op.Elementwise;
import glassprop.op.Op;
import glassprop.rule.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.DoubleFunction;

/**
 * One step of a rule for a parameter of one number, equation by equation.
 *
 * @param given the value of each quantity before the step, by its slot
 */
public record WorkedStep(Equations equations, List<Double> given, List<Line> lines) {
  /**
   * An equation and what comes out.
   *
   * @param before the value of each quantity when its turn comes, by its slot
   */
  public record Line(Equation equation, List<Double> before, double value) {
    /** Copies the list. */
    public Line {
      Objects.requireNonNull(equation, "worked step: expected an equation, came null");
      before = List.copyOf(Objects.requireNonNull(before, "worked step: expected values, came null"));
    }
  }

  private static final Algebra<Double> NUMBERS =
      new Algebra<>() {
        @Override
        public Double apply(Op op, List<Double> operands) {
          if (op instanceof Elementwise function) {
            return function.of(operands.stream().mapToDouble(Double::doubleValue).toArray());
          }
          throw new IllegalArgumentException(op.mnemonic() + " is no function of numbers");
        }

        @Override
        public Double literal(double value, DType dtype) {
          return value;
        }
      };

  /** Copies the lists. */
  public WorkedStep {
    Objects.requireNonNull(equations, "worked step: expected equations, came null");
    given = List.copyOf(Objects.requireNonNull(given, "worked step: expected values, came null"));
    lines = List.copyOf(Objects.requireNonNull(lines, "worked step: expected lines, came null"));
  }

  /**
   * A step of a rule.
   *
   * @param values of w and g, and of what is to differ from its beginning: t from 1, memories from 0, the rate and constants from those of the rule; by symbol or
   *     by name
   * @throws IllegalArgumentException if there is no such quantity, w or g has no value, or one may not have it
   */
  public static WorkedStep of(UpdateRule rule, Map<String, Double> values) {
    Equations equations = rule.equations();
    TreeSet<String> unknown = new TreeSet<>(Objects.requireNonNull(values, "worked step: expected values, came null").keySet());
    List<Double> now = new ArrayList<>();
    for (Quantity quantity : equations.quantities()) {
      boolean isGiven = quantity.kind() != Quantity.Kind.AUXILIARY && unknown.removeAll(List.of(quantity.symbol(), quantity.name()));
      now.add(isGiven ? valid(quantity, values.getOrDefault(quantity.symbol(), values.getOrDefault(quantity.name(), 0.0))) : beginning(equations, quantity));
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(equations.rule() + " has no " + String.join(", ", unknown) + "; it has "
          + String.join(", ", equations.quantities().stream().filter(q -> q.kind() != Quantity.Kind.AUXILIARY).map(WorkedStep::names).toList()));
    }
    List<Double> given = List.copyOf(now);
    List<Line> lines = new ArrayList<>();
    for (Equation equation : equations.equations()) {
      double value = equation.value().evaluate(NUMBERS, symbol -> now.get(symbol.slot()), DType.F64);
      lines.add(new Line(equation, now, value));
      now.set(equation.target().slot(), value);
    }
    return new WorkedStep(equations, given, lines);
  }

  private static String names(Quantity quantity) {
    return quantity.name().equals(quantity.symbol()) ? quantity.symbol() : quantity.symbol() + " (" + quantity.name() + ")";
  }

  private static double valid(Quantity quantity, double value) {
    if (!Double.isFinite(value) || (quantity.kind() == Quantity.Kind.STEP && !(value >= 1 && value == Math.rint(value)))) {
      throw new IllegalArgumentException(quantity.name() + " " + value + ": expected " + (quantity.kind() == Quantity.Kind.STEP ? "a whole number from 1 on" : "a finite number"));
    }
    return quantity.with(value).value();
  }

  private static double beginning(Equations equations, Quantity quantity) {
    return switch (quantity.kind()) {
      case PARAMETER, GRADIENT ->
          throw new IllegalArgumentException(equations.rule() + ": " + quantity.symbol() + ", the " + quantity.name() + ", has no value; give w and g, as in w=1, g=0.5");
      case STEP -> 1;
      case RATE, DECAY, POSITIVE, FACTOR -> quantity.value();
      case MEMORY, AUXILIARY -> 0;
    };
  }

  /** An equation with symbols, with numbers, and what comes out: {@code m ← β₁·m + (1 − β₁)·g = 0.9·0 + (1 − 0.9)·0.5 = 0.05}. */
  public String text(Line line, DoubleFunction<String> numerals) {
    String numbers = Writer.text(line.equation().value(), symbol -> placed(line.before().get(symbol.slot()), numerals));
    String value = numerals.apply(line.value());
    String symbols = equations.text(line.equation().target()) + " ← " + equations.text(line.equation().value());
    return symbols + " = " + numbers + (numbers.equals(value) ? "" : " = " + value);
  }

  /** A number where a symbol stood. */
  private static String placed(double number, DoubleFunction<String> numerals) {
    String text = numerals.apply(number);
    return number < 0 || text.contains("e") || text.contains("·") ? "(" + text + ")" : text;
  }

  /** The parameter after the step. */
  public double result() {
    double w = given.getFirst();
    for (Line line : lines) {
      w = equations.of(line.equation().target()).kind() == Quantity.Kind.PARAMETER ? line.value() : w;
    }
    return w;
  }
}
