package glassprop.lens.derivation;

import glassprop.lens.algebra.Facts;
import glassprop.lens.algebra.Simplifier;
import glassprop.lens.derivation.ClosedForm.Usual;
import glassprop.op.Expand;
import glassprop.op.Multilinear;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is usual of symbols without values: targets y beside probabilities p. If Σ p = 1 is known, and y has p's shape, then Σ y is 1 in all
 * likelihood, and p·(Σ y) − y is p − y.
 *
 * <p>Numbers say themselves what they sum to. No op is asked for: a sum that an identity makes 1 makes a distribution.
 */
final class Assumptions {
  private final Context context;
  private final Agreement agreement;

  Assumptions(Context context, Agreement agreement) {
    this.context = context;
    this.agreement = agreement;
  }

  /** The simpler form that a formula has where what is usual holds. */
  Optional<Usual> usual(Term general) {
    Set<Term> parts = new LinkedHashSet<>();
    collect(general, parts);
    Set<Term> ones = new LinkedHashSet<>();
    for (Term part : parts) {
      if (part instanceof Term.Apply reduction && isSumOfGiven(reduction) && parts.stream().anyMatch(p -> isDistribution(p, reduction))) {
        ones.add(reduction);
      }
    }
    if (ones.isEmpty()) {
      return Optional.empty();
    }
    Term exact = replaced(general, ones);
    return Simplifier.simplify(general, assuming(ones))
        .filter(simple -> Simplifier.length(simple.term()) < Simplifier.length(general))
        .filter(simple -> agreement.holds(simple.term(), context.value(exact), exact))
        .map(simple -> new Usual(simple.term(), simple.conditions()));
  }

  private static void collect(Term term, Set<Term> parts) {
    if (parts.add(term) && term instanceof Term.Apply apply) {
      apply.operands().forEach(operand -> collect(operand, parts));
    }
  }

  /** Whether a linear op makes fewer numbers of a symbol that was given. */
  private boolean isSumOfGiven(Term.Apply term) {
    return term.op() instanceof Multilinear && term.operands().size() == 1 && term.operands().getFirst() instanceof Term.Symbol given
        && given.role() == Term.Role.INPUT && context.definition(given).equals(given)
        && context.value(term).size() < context.value(given).size();
  }

  /** Whether the same sum of another term is known to be 1. */
  private boolean isDistribution(Term p, Term.Apply sum) {
    Term given = sum.operands().getFirst();
    return !p.equals(given) && context.value(p).type().equals(context.value(given).type())
        && Simplifier.simplify(new Term.Apply(sum.op(), List.of(p)), context)
            .filter(simple -> stripped(simple.term()).equals(Terms.ONE) && simple.conditions().isEmpty()).isPresent();
  }

  /** A number that is repeated to fill a shape, as that number. */
  private static Term stripped(Term term) {
    return term instanceof Term.Apply apply && apply.op().notation().isUnwritten() ? stripped(apply.operands().getFirst()) : term;
  }

  private Term replaced(Term term, Set<Term> ones) {
    if (ones.contains(term)) {
      return new Term.Apply(new Expand(context.value(term).shape()), List.of(Terms.ONE));
    }
    return term instanceof Term.Apply apply
        ? new Term.Apply(apply.op(), apply.operands().stream().map(operand -> replaced(operand, ones)).toList()) : term;
  }

  private Facts assuming(Set<Term> ones) {
    return new ForwardingFacts(context) {
      @Override
      public boolean isOne(Term term) {
        return ones.contains(term);
      }
    };
  }
}
