package glassprop;

import glassprop.array.TensorType;

/**
 * A place in the recorded graph: a leaf, where gradients arrive, or a step, through which they pass.
 *
 * <p>A node keeps what its derivative rule mentions and no other values, so a tensor that nothing needs can be collected.
 */
public sealed interface Node permits Leaf, Step {

  /** Shape and element type of the node's tensor. */
  TensorType type();

  /** The name given with {@link Tensor#named}, or the empty string. */
  String label();

  /** 0 for a leaf; for a step one more than the highest level among its inputs. Inputs so always lie lower than outputs. */
  int level();

}
