package glassprop.lens.derivation;

import glassprop.op.Term;
import java.util.List;

/**
 * A gradient as one formula.
 *
 * @param slot of the quantity that it is the gradient with respect to
 * @param term in quantities that have names, and in the gradients of those further on where it would become too long
 * @param conditions masks that hold for the values at hand and that the formula needs: Σ y = 1
 * @param simplified whether this is the simplest form that was found. A simplification that does not evaluate to the gradient is not
 *     shown: then this is the product of the chain rule as it came
 */
public record ClosedForm(int slot, Term term, List<Term> conditions, boolean simplified) {
  /** Copies the list. */
  public ClosedForm {
    conditions = List.copyOf(conditions);
  }
}
