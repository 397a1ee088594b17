package glassprop.parity.oracle;

import glassprop.array.NdArray;
import java.util.List;

/**
 * What a system is asked: the value y of a computation, and the gradients of ⟨y, ȳ⟩ by what it watches; at second order also the
 * gradients of Σ ⟨gradientᵢ, directionᵢ⟩, by the same and by ȳ.
 *
 * @param inputs of the computation
 * @param cotangent ȳ, of the result's shape
 * @param directions one for each watched value; empty if only first order is asked for
 */
public record Question(List<NdArray> inputs, Computation computation, NdArray cotangent, List<NdArray> directions) {
  /** Copies the lists. */
  public Question {
    inputs = List.copyOf(inputs);
    directions = List.copyOf(directions);
  }

  /** Whether gradients of gradients are asked for. */
  public boolean secondOrder() {
    return !directions.isEmpty();
  }
}
