package glassprop.lens.derivation;

import glassprop.array.TensorType;
import glassprop.lens.algebra.Facts;
import glassprop.op.Term;

/** Facts as others have them, for all that is not overridden. */
class ForwardingFacts implements Facts {
  private final Facts others;

  ForwardingFacts(Facts others) {
    this.others = others;
  }

  @Override
  public TensorType type(Term.Symbol symbol) {
    return others.type(symbol);
  }

  @Override
  public Term definition(Term term) {
    return others.definition(term);
  }

  @Override
  public boolean isOwn(Term term) {
    return others.isOwn(term);
  }

  @Override
  public boolean holds(Term mask) {
    return others.holds(mask);
  }

  @Override
  public boolean isOne(Term term) {
    return others.isOne(term);
  }
}
