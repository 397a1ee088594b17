package glassprop;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Pool;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A tracked tensor that nothing computed, such as a weight: where {@code backward} leaves gradients. */
public final class Leaf extends Claim implements Node {
  private final NdArray array;
  private final Hooks hooks = new Hooks();
  private volatile String label;
  private volatile @Nullable Tensor gradient; // its array is used here alone

  Leaf(NdArray array, String label, @Nullable Dependence dependence) {
    super(dependence);
    this.array = array;
    this.label = label;
  }

  /** A new leaf over the numbers of a tensor themselves, on which the same derivative functions depend: for what is forgotten before anybody can change them. */
  static Tensor over(Tensor x) {
    return new Tensor(x.array(), new Leaf(x.array(), x.label(), Dependence.of(x.node())), x.label(), null);
  }

  /** A new leaf with the numbers of a tensor, copied, and the tangent that it may carry. */
  static Tensor copyOf(Tensor x) {
    NdArray numbers = x.array().copy();
    return new Tensor(numbers, new Leaf(numbers, x.label(), null), x.label(), x.dual());
  }

  /** The numbers. By contract they are only read. */
  public NdArray value() {
    return array;
  }

  Hooks hooks() {
    return hooks;
  }

  /** The hooks. */
  Hooks hooksOrNull() {
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

  /** The sum of the gradients that have arrived since the last {@code zeroGrad}, as it is now; null if none has. */
  synchronized @Nullable Tensor gradient() {
    if (gradient == null) {
      return null;
    }
    Tensor copy = Owned.safe(gradient);
    copy.array().storage().keep();
    return copy;
  }

  synchronized boolean hasGradient() {
    return gradient != null;
  }

  /** Without the lock, which costs as much as the look at a small gradient: either way it is the gradient of this moment that is looked at. */
  boolean hasModerateGradient() {
    Tensor now = gradient;
    return now == null || now.array().isModerate();
  }

  /** Shows the gradient, if one has arrived, to somebody who keeps nothing of it. */
  synchronized boolean show(Consumer<NdArray> reader) {
    if (gradient == null) {
      return false;
    }
    reader.accept(gradient.array());
    return true;
  }

  /**
   * Adds a gradient. Synchronized: backward passes on several threads may share a leaf, and no contribution is lost.
   *
   * @param contribution over an array that nothing but this leaf will use
   */
  synchronized void accumulate(Tensor contribution) {
    Tensor before = gradient;
    Tensor sum = before == null ? contribution : before.plus(contribution);
    sum.array().storage().keep();
    if (before != null) {
      recycle(before);
    }
    gradient = sum;
  }

  synchronized void clear() {
    if (gradient != null) {
      recycle(gradient);
      gradient = null;
    }
  }

  /** Gives the array of a gradient that is done with back, unless a graph remembers it. */
  private static void recycle(Tensor done) {
    Pool pool = Pool.current();
    if (pool.isOpen() && Owned.isPlain(done)) {
      done.array().storage().release(pool);
    }
  }

  /** As in {@code W1 (4, 3)}. */
  @Override
  public String toString() {
    return label.isEmpty() ? "a leaf, " + array.shape().describe("") : array.shape().describe(label);
  }
}
