package glassprop.op;

import glassprop.op.Term.Apply;
import glassprop.op.Term.Literal;
import glassprop.op.Term.Symbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An equation that an op states about its output: exp(ln x) = x. Its inputs stand for any terms.
 *
 * @param left what may be replaced
 * @param right what it equals
 * @param condition a mask that must hold for it; {@link Terms#ONE} if it always does
 */
public record Identity(Term left, Term right, Term condition) {

  /** An equation without a condition. */
  public static Identity always(Term left, Term right) {
    return new Identity(left, right, Terms.ONE);
  }

  /** An equation that holds where a mask does. */
  public static Identity provided(Term condition, Term left, Term right) {
    return new Identity(left, right, condition);
  }

  /**
   * This equation about a term, if its left side is of that form.
   *
   * @param definition what a symbol in the term stands for, or the term itself
   */
  public Optional<Identity> about(Term term, UnaryOperator<Term> definition) {
    Map<Symbol, Term> meanings = new HashMap<>();
    return matches(left, term, definition, meanings)
        ? Optional.of(
            new Identity(
                term, right.substitute(s -> meanings.getOrDefault(s, s)),
                condition.substitute(s -> meanings.getOrDefault(s, s))))
        : Optional.empty();
  }

  private static boolean matches(Term pattern, Term term, UnaryOperator<Term> definition, Map<Symbol, Term> meanings) {
    return switch (pattern) {
      case Literal literal -> literal.equals(term);
      case Symbol symbol -> {
        Term known = meanings.putIfAbsent(symbol, term);
        yield known == null || known.equals(term);
      }
      case Apply(Op op, List<Term> operands) -> {
        Term meant = term instanceof Symbol ? definition.apply(term) : term;
        if (!(meant instanceof Apply apply) || !apply.op().equals(op) || apply.operands().size() != operands.size()) {
          yield false;
        }
        boolean all = true;
        for (int i = 0; all && i < operands.size(); i++) {
          all = matches(operands.get(i), apply.operands().get(i), definition, meanings);
        }
        yield all;
      }
    };
  }
}
