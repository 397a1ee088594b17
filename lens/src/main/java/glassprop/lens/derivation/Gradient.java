package glassprop.lens.derivation;

import glassprop.Tensor;
import java.util.List;

/**
 * The gradient of the result with respect to a quantity.
 *
 * @param slot the quantity's
 * @param contributions one from each quantity that is computed from it; none for the result, where the backward pass begins with 1
 * @param value as the engine's backward pass gives it
 * @param explained whether the contributions add up to it. They do not where a slope of 0 meets what is not a number: the rules end that path
 */
public record Gradient(int slot, List<Contribution> contributions, Tensor value, boolean explained) {
  /** Copies the list. */
  public Gradient {
    contributions = List.copyOf(contributions);
  }
}
