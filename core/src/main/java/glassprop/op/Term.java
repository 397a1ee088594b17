package glassprop.op;

import glassprop.array.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A small expression in which derivative rules are stated: numbers, the quantities of a {@link Site}, and ops applied to them.
 *
 * <p>A rule is written with the same methods as a user's computation, {@code COTANGENT.times(ONE.minus(OUTPUT.square()))}, and
 * means nothing until a reader gives it a meaning: see {@link Algebra}.
 */
public sealed interface Term extends Operand<Term> {
  /** A number; it takes the element type of the term around it, and broadcasts. */
  record Literal(double value) implements Term {}

  /** A quantity of the site: an input by its slot, the output, the cotangent or the tangent. */
  record Symbol(Role role, int slot) implements Term {}

  /** What a symbol stands for. */
  enum Role {
    /** An input of the op. */
    INPUT,
    /** The output of the op. */
    OUTPUT,
    /** The cotangent of the output. */
    COTANGENT,
    /** The tangent of an input. */
    TANGENT
  }

  /** An op applied to terms. */
  record Apply(Op op, List<Term> operands) implements Term {
    /** Copies the operands. */
    public Apply {
      operands = Operands.of(operands);
    }
  }

  /** The op's input in a slot. */
  static Symbol input(int slot) {
    return new Symbol(Role.INPUT, slot);
  }

  /** A number. */
  static Term of(double value) {
    return new Literal(value);
  }

  /** An op applied to terms, with the identities that hold for any operands already used. */
  static Term of(Op op, Term... operands) {
    return op.on(List.of(operands));
  }

  @Override
  default Term self() {
    return this;
  }

  @Override
  default Term apply(Op op, List<Term> others) {
    if (others.isEmpty()) {
      return op.on(List.of(this));
    }
    List<Term> operands = new ArrayList<>(others.size() + 1);
    operands.add(this);
    operands.addAll(others);
    return op.on(operands);
  }

  @Override
  default Term literal(double value) {
    return new Literal(value);
  }

  /**
   * The meaning of this term in an algebra. What occurs in it more than once is evaluated once.
   *
   * @param symbols the meaning of the symbols
   * @param literals the element type of the literals
   */
  default <V> V evaluate(Algebra<V> algebra, Function<Symbol, V> symbols, DType literals) {
    return Program.of(List.of(this)).evaluate(algebra, symbols, literals);
  }

  /** This term with terms in place of its symbols. */
  default Term substitute(Function<Symbol, Term> symbols) {
    return evaluate(Terms.ALGEBRA, symbols, DType.F64); // a number has no type yet
  }

  /** Whether a symbol occurs. */
  default boolean mentions(Symbol wanted) {
    return symbols().contains(wanted);
  }

  /** The symbols that occur, in the order in which they are first met. */
  default Set<Symbol> symbols() {
    return Program.of(List.of(this)).mentioned(0);
  }
}
