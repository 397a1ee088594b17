package glassprop.lens.derivation;

import glassprop.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of the result with respect to a quantity.
 *
 * @param slot the quantity's
 * @param contributions one from each quantity that is computed from it; none for the result, where the backward pass begins with 1
 * @param value as the engine's backward pass gives it
 * @param explained whether the contributions add up to it. They do not where a slope of 0 meets what is not a number: the rules end that path
 * @param closed the gradient as a formula that mentions no other, if there is one that is short enough
 */
public record Gradient(
    int slot, List<Contribution> contributions, Tensor value, boolean explained, Optional<ClosedForm> closed) {
  /** Copies the list. */
  public Gradient {
    contributions = List.copyOf(contributions);
  }
}
