package glassprop.op;

import glassprop.array.Shape;
import glassprop.array.TensorType;
import java.util.List;

/**
 * The types with which an op is used at one place of a graph. Rules are built for a site, so that what they mention is concrete:
 * axes, sizes, and no un-broadcast where nothing was broadcast.
 */
public record Site(List<TensorType> inputs, TensorType output) {

  /** The site of an op on inputs of these types. */
  public static Site of(Op op, List<TensorType> inputs) {
    return new Site(inputs, op.type(inputs));
  }

  /** The type of an input. */
  public TensorType input(int slot) {
    return inputs.get(slot);
  }

  /** The shape of an input. */
  public Shape shape(int slot) {
    return inputs.get(slot).shape();
  }
}
