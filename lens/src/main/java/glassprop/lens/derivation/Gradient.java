package glassprop.lens.derivation;

import glassprop.Tensor;
import java.util.List;

/**
 * The gradient of the result with respect to a quantity.
 *
 * @param slot the quantity's
 * @param contributions one from each quantity that is computed from it; none for the result, where the backward pass begins with 1
 * @param value their sum
 */
public record Gradient(int slot, List<Contribution> contributions, Tensor value) {
  /** Copies the list. */
  public Gradient {
    contributions = List.copyOf(contributions);
  }
}
