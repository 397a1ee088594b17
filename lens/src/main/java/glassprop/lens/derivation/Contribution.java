package glassprop.lens.derivation;

import glassprop.Tensor;
import glassprop.op.Term;
import java.util.List;
import java.util.Optional;

/**
 * What a quantity's gradient receives from one of those that are computed from it.
 *
 * @param from the slot of that one
 * @param rule the contribution, in the gradient of {@code from} and in quantities
 * @param conditions masks that hold for the values at hand and that the rule needs: x ≠ 0
 * @param slope the local derivative ∂from/∂this, where the rule is a product of it and that gradient, element by element
 * @param local the value of the slope
 * @param value of the rule
 */
public record Contribution(
    int from, Term rule, List<Term> conditions, Optional<Term> slope, Optional<Tensor> local, Tensor value) {
  /** Copies the list. */
  public Contribution {
    conditions = List.copyOf(conditions);
  }
}
