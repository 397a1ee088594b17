package glassprop;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import org.jspecify.annotations.Nullable;

/** A tracked tensor that nothing computed, such as a weight: where {@code backward} leaves gradients. */
public final class Leaf implements Node {
  private final NdArray array;
  private final Hooks hooks = new Hooks();
  private volatile String label;
  private @Nullable Tensor gradient;

  Leaf(NdArray array, String label) {
    this.array = array;
    this.label = label;
  }

  /** The tensor that is this leaf. */
  Tensor tensor() {
    return new Tensor(array, this, label, null);
  }

  Hooks hooks() {
    return hooks;
  }

  @Override
  public TensorType type() {
    return array.type();
  }

  @Override
  public String label() {
    return label;
  }

  void label(String newLabel) {
    label = newLabel;
  }

  @Override
  public int level() {
    return 0;
  }

  /** The sum of the gradients that have arrived since the last {@code zeroGrad}; null if none has. */
  synchronized @Nullable Tensor gradient() {
    return gradient;
  }

  /** Adds a gradient. Synchronized: backward passes on several threads may share a leaf, and no contribution is lost. */
  synchronized void accumulate(Tensor contribution) {
    gradient = gradient == null ? contribution : gradient.plus(contribution);
  }

  synchronized void clear() {
    gradient = null;
  }

  /** As in {@code W1 (4, 3)}. */
  @Override
  public String toString() {
    return (label.isEmpty() ? "a leaf" : label) + " " + array.shape();
  }
}
