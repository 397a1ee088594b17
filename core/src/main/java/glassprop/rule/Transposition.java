package glassprop.rule;

import static glassprop.op.Terms.ZERO;

import glassprop.op.Op;
import glassprop.op.Site;
import glassprop.op.Term;
import java.util.List;

/**
 * The reverse sweep through a term: the cotangent that one of its symbols receives, as a term.
 *
 * <p>Through a composite op's definition this is the chain rule. Through a term that is linear in the symbol it is the transpose:
 * the slopes do not mention the symbol, and the result is linear in the seed.
 */
final class Transposition {
  private final Term.Symbol symbol;
  private final Site site;
  private final int slot;
  private Term cotangent = ZERO;

  private Transposition(Term.Symbol symbol, Site site, int slot) {
    this.symbol = symbol;
    this.site = site;
    this.slot = slot;
  }

  /**
   * The cotangent of a symbol when a term's is {@code seed}.
   *
   * @param seed a term of the type of {@code term}
   * @param slot the input whose tangent the symbols of role TANGENT are
   */
  static Term cotangent(Term term, Term.Symbol symbol, Term seed, Site site, int slot) {
    Transposition sweep = new Transposition(symbol, site, slot);
    sweep.visit(term, seed);
    return sweep.cotangent;
  }

  private void visit(Term term, Term arriving) {
    if (term.equals(symbol)) {
      cotangent = cotangent.plus(arriving);
      return;
    }
    if (!(term instanceof Term.Apply(Op op, List<Term> operands)) || !term.mentions(symbol)) {
      return;
    }
    Site inner = Site.of(op, operands.stream().map(operand -> Types.of(operand, site, slot)).toList());
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).mentions(symbol)) {
        Term pullback = Derivatives.pullback(op, inner, i);
        if (!pullback.equals(ZERO)) {
          visit(operands.get(i), pullback.substitute(s -> meaning(s, term, operands, arriving)));
        }
      }
    }
  }

  /** What a symbol of an inner rule stands for. */
  private static Term meaning(Term.Symbol symbol, Term output, List<Term> operands, Term arriving) {
    return switch (symbol.role()) {
      case INPUT -> operands.get(symbol.slot());
      case OUTPUT -> output;
      case COTANGENT -> arriving;
      case TANGENT -> throw new IllegalStateException("a pullback mentions a tangent: " + output);
    };
  }
}
