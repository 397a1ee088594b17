package glassprop.nn.network;

import glassprop.Tensor;

/**
 * What a part of a network computes: a value, such as a record or a lambda, that holds settings and no numbers.
 *
 * <p>The parameters stand in the network at the place where the layer is used. The layer asks for them there, by name:
 *
 * <pre>{@code
 * record Scale(double start) implements Layer {
 *   public Tensor apply(Scope scope, Tensor x) {
 *     return x.times(scope.parameter("weight", Kind.SCALE, Initializer.constant(start), x.shape().get(1)));
 *   }
 * }
 * }</pre>
 *
 * <p>What it asks for may depend on the shape of x beyond the batch axis, and on nothing else. The same layer used at two places has
 * parameters at both.
 */
@FunctionalInterface
public interface Layer {

  /**
   * The output for a batch.
   *
   * @param scope the place in the network
   * @param x a tensor whose first axis is the batch
   */
  Tensor apply(Scope scope, Tensor x);
}
