package glassprop.lens.algebra;

import glassprop.array.TensorType;
import glassprop.op.Term;

/** What is known of the symbols in a term. */
public interface Facts {

  /** The type of a symbol. */
  TensorType type(Term.Symbol symbol);

  /** What a symbol was computed as; the symbol itself if it was given. */
  Term definition(Term term);

  /** Whether a term was in the user's own expressions: it then stays as it was written, unless opening it lets something cancel. */
  boolean isOwn(Term term);

  /** Whether a mask holds everywhere. */
  boolean holds(Term mask);

  /** Whether a term is 1 everywhere, up to rounding. */
  boolean isOne(Term term);
}
