package glassprop.op;

import glassprop.array.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
      operands = List.copyOf(operands);
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
   * The meaning of this term in an algebra.
   *
   * @param symbols the meaning of the symbols
   * @param literals the element type of the literals
   */
  default <V> V evaluate(Algebra<V> algebra, Function<Symbol, V> symbols, DType literals) {
    return switch (this) {
      case Literal literal -> algebra.literal(literal.value(), literals);
      case Symbol symbol -> symbols.apply(symbol);
      case Apply(Op op, List<Term> operands) -> {
        List<V> values = new ArrayList<>(operands.size());
        for (Term operand : operands) {
          values.add(operand.evaluate(algebra, symbols, literals));
        }
        yield algebra.apply(op, values);
      }
    };
  }

  /** This term with terms in place of its symbols. */
  default Term substitute(Function<Symbol, Term> symbols) {
    return switch (this) {
      case Literal literal -> literal;
      case Symbol symbol -> symbols.apply(symbol);
      case Apply(Op op, List<Term> operands) -> op.on(operands.stream().map(t -> t.substitute(symbols)).toList());
    };
  }

  /** Whether a symbol occurs. */
  default boolean mentions(Symbol wanted) {
    return switch (this) {
      case Literal literal -> false;
      case Symbol symbol -> symbol.equals(wanted);
      case Apply apply -> {
        for (Term operand : apply.operands()) {
          if (operand.mentions(wanted)) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  /** Visits every symbol that occurs, as often as it occurs. */
  default void forEachSymbol(Consumer<Symbol> visitor) {
    switch (this) {
      case Literal literal -> {}
      case Symbol symbol -> visitor.accept(symbol);
      case Apply apply -> {
        for (Term operand : apply.operands()) {
          operand.forEachSymbol(visitor);
        }
      }
    }
  }
}
