package glassprop.parity.oracle;

import glassprop.array.NdArray;
import glassprop.nn.optim.UpdateRule;
import java.util.List;

/**
 * A training to be done step by step: the loss of a batch, and the rule by which parameters follow its gradient.
 *
 * @param loss the loss, of the parameters and after them the arrays of a batch; it watches the parameters
 * @param parameters at the beginning
 * @param batches one for each step
 */
public record Training(Computation loss, List<NdArray> parameters, List<List<NdArray>> batches, UpdateRule rule) {
  /** Copies the lists. */
  public Training {
    parameters = List.copyOf(parameters);
    batches = List.copyOf(batches);
  }
}
