package glassprop.rule;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Algebra;
import glassprop.op.Op;
import glassprop.op.Site;
import glassprop.op.Term;
import java.util.List;

/** The meaning of terms as types: what shape and element type a term has at a site, before any number is computed. */
public enum Types implements Algebra<TensorType> {
  /** The algebra of types. */
  TYPES;

  @Override
  public TensorType apply(Op op, List<TensorType> operands) {
    return op.type(operands);
  }

  @Override
  public TensorType literal(double value, DType dtype) {
    return new TensorType(Shape.SCALAR, dtype);
  }

  /** The type that a symbol has at a site, where the tangent is that of the input in a slot. */
  public static TensorType of(Term.Symbol symbol, Site site, int slot) {
    return switch (symbol.role()) {
      case INPUT -> site.input(symbol.slot());
      case OUTPUT, COTANGENT -> site.output();
      case TANGENT -> site.input(slot);
    };
  }

  /** The type of a term at a site, where the tangent is that of the input in a slot. */
  public static TensorType of(Term term, Site site, int slot) {
    return term.evaluate(TYPES, symbol -> of(symbol, site, slot), site.output().dtype());
  }
}
