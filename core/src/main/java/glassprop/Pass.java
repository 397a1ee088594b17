package glassprop;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A derivative function at work, from when it gives a function its inputs until it has the derivative.
 *
 * <p>Derivative functions compose because each is, to what is outside of it, an operation like any other. What it gives is tracked
 * if something that it depends on is, be it an input or a tensor that the function captured, and it carries the tangents that those carry. For
 * that, an input that is tracked stays connected by an identity step, and the pass is named by what depends on its inputs ({@link Dependence}),
 * and by the tangents that belong to it ({@link Dual}).
 */
final class Pass implements AutoCloseable {
  private final Scope outside = Scope.current();
  private volatile boolean ended;

  /** Runs the function whose derivative is taken: always recorded, since {@code noGrad} outside speaks of the outside alone. */
  <T> T run(Supplier<T> function) {
    return outside.of(this).run(function);
  }

  /** From here on tensors that carry tangents of this pass, or depend on its own leaves alone, are constants. */
  @Override
  public void close() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  // ---- how passes stand to each other

  /** Whether another pass is at work around this one. */
  boolean isInside(Pass other) {
    Pass around = outside.inside();
    while (around != null && around != other) {
      around = around.outside.inside();
    }
    return around != null;
  }

  /** Whether the computation here is part of the function that this pass differentiates. */
  boolean isAround() {
    Pass inside = Scope.current().inside();
    return inside != null && (inside == this || inside.isInside(this));
  }

  /** Whether this pass is at work, and what is computed here is not constant to it. */
  boolean concernsHere() {
    return !ended && (!Scope.current().closed() || isAround());
  }

  /** Whether what is computed from a tensor is of concern to a pass that differentiates it in reverse mode. */
  static boolean differentiates(Tensor x) {
    Dependence dependence = Dependence.of(x.node());
    Dual dual = x.dual();
    return (dependence != null && dependence.pass().concernsHere())
        || (dual != null && (differentiates(dual.primal()) || differentiates(dual.tangent())));
  }

  // ---- inputs

  /**
   * A tensor as an input of the function, of which a gradient is wanted. It is connected with what it was computed from if the outside
   * records, and a leaf of its own otherwise.
   *
   * @param what the derivative function, for the message
   */
  Tensor input(Tensor x, String what) {
    if (!x.dtype().isFloat()) {
      throw new GraphException(
          what + ": " + x.describe() + " is " + x.dtype() + "; only F32 and F64 have gradients; convert it with to(F64)");
    }
    if (isTrackedOutside(x)) {
      return Step.connected(x, this, x.dual());
    }
    Tensor own = new Tensor(x.array(), new Leaf(x.array(), x.label(), new Dependence(this, true)), x.label(), x.dual());
    Reads.note(List.of(x), own);
    return own;
  }

  /** A tensor as an input of the function, with the rate at which it changes. */
  Tensor input(Tensor x, Tensor tangent) {
    Dual dual = new Dual(this, asSeenOutside(x), asSeenOutside(tangent));
    return isTrackedOutside(x) ? Step.connected(x, this, dual) : new Tensor(x.array(), null, x.label(), dual);
  }

  private boolean isTrackedOutside(Tensor x) {
    return x.isTracked() && outside.recording();
  }

  private Tensor asSeenOutside(Tensor x) {
    return outside.recording() ? x : untracked(x);
  }

  private static Tensor untracked(Tensor x) {
    Dual dual = x.dual();
    return new Tensor(
        x.array(), null, x.label(), dual == null ? null : new Dual(dual.pass(), untracked(dual.primal()), untracked(dual.tangent())));
  }

  // ---- results

  /** Whether the outside records, and a tensor depends on more than the inputs that this pass made leaves. */
  boolean isTrackedOutsideBelow(Tensor y) {
    Dual dual = y.dual();
    return outside.recording()
        && ((y.node() != null && !isOwn(y.node()))
            || (dual != null && (isTrackedOutsideBelow(dual.primal()) || isTrackedOutsideBelow(dual.tangent()))));
  }

  private boolean isOwn(Node node) {
    Dependence dependence = Dependence.of(node);
    return dependence != null
        && dependence.alone()
        && (dependence.pass() == this || dependence.pass().isInside(this));
  }

  /** What was computed in this pass, for the outside: tracked only if something outside is below it. */
  Tensor settled(Tensor x) {
    Node node = x.node() == null || !outside.recording() || isOwn(x.node()) ? null : x.node();
    Dual dual = x.dual();
    return new Tensor(
        x.array(), node, x.label(), dual == null ? null : new Dual(dual.pass(), settled(dual.primal()), settled(dual.tangent())));
  }
}
