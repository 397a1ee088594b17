package glassprop.lens.derivation;

import glassprop.Tensor;
import glassprop.array.TensorType;
import glassprop.op.Op;
import glassprop.op.Term;
import java.util.Optional;

/**
 * A value of the forward pass.
 *
 * @param slot its place among the quantities, and that of the symbols that stand for it
 * @param name as the program has it; of an inner function, one that was made up; of a list of numbers, the list
 * @param formula how it is computed from quantities before it; empty for what is given
 * @param computed what the formula gives, where the program was given another value to go on with: then the formula says how the value
 *     moves, but not what it is
 * @param active whether it depends on what the gradients are taken by
 */
public record Quantity(
    int slot, String name, Kind kind, Tensor value, Optional<Term> formula, Optional<Tensor> computed, boolean active) {

  /** Where a quantity comes from. */
  public enum Kind {
    /** It has a name and a given value. */
    INPUT,
    /** Numbers that stand in the program, more than one. */
    CONSTANT,
    /** A statement of the program computes it. */
    NAMED,
    /** An inner function that has no name in the program. */
    INNER
  }

  /** Shape and element type. */
  public TensorType type() {
    return value.type();
  }

  /** The symbol that stands for it in formulas. */
  public Term.Symbol symbol() {
    return new Term.Symbol(Term.Role.INPUT, slot);
  }

  /** The symbol that stands for the gradient of the result with respect to it. */
  public Term.Symbol cotangent() {
    return new Term.Symbol(Term.Role.COTANGENT, slot);
  }

  /** This quantity under another name. */
  Quantity named(String other) {
    return new Quantity(slot, other, kind, value, formula, computed, active);
  }

  /** The op that gives it, the last one of its formula; empty for what is given. */
  public Optional<Op> op() {
    return formula.flatMap(Quantity::outermost);
  }

  /** Of what mathematics leaves unwritten, such as a reshape, the op that it is applied to. */
  private static Optional<Op> outermost(Term term) {
    if (!(term instanceof Term.Apply apply)) {
      return Optional.empty();
    }
    return apply.op().notation().isUnwritten()
        ? outermost(apply.operands().getFirst()).or(() -> Optional.of(apply.op()))
        : Optional.of(apply.op());
  }
}
