package glassprop.lens.derivation;

import glassprop.op.Term;
import java.util.List;
import java.util.Optional;

/**
 * A gradient as one formula.
 *
 * @param slot of the quantity that it is the gradient with respect to
 * @param term in quantities that have names, and in the gradients of those further on where it would become too long
 * @param conditions masks that hold for the values at hand and that the formula needs: Σ y = 1
 * @param simplified whether this is the simplest form that was found. A simplification that does not evaluate to the gradient is not
 *     shown: then this is the product of the chain rule as it came
 * @param usual what it becomes where symbols without values are what they usually are beside such others: where p sums to 1, y does too
 */
public record ClosedForm(int slot, Term term, List<Term> conditions, boolean simplified, Optional<Usual> usual) {
  /** A simpler form that holds under assumptions. */
  public record Usual(Term term, List<Term> assumptions) {
    /** Copies the list. */
    public Usual {
      assumptions = List.copyOf(assumptions);
    }
  }

  /** A form without one that is usual. */
  ClosedForm(int slot, Term term, List<Term> conditions, boolean simplified) {
    this(slot, term, conditions, simplified, Optional.empty());
  }

  /** This form with a usual one. */
  ClosedForm withUsual(Optional<Usual> other) {
    return new ClosedForm(slot, term, conditions, simplified, other);
  }

  /** Copies the list. */
  public ClosedForm {
    conditions = List.copyOf(conditions);
  }
}
