package glassprop;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What every node has beside its value: on which derivative functions it depends, and a place for what one sweep keeps of it, much
 * cheaper than a map from nodes.
 *
 * <p>The place belongs to whoever claims it first. A second sweep that passes at the same time finds it taken, and uses a map.
 */
abstract sealed class Claim permits Leaf, Step {
  private static final AtomicReferenceFieldUpdater<Claim, @Nullable Object> KEPT =
      AtomicReferenceFieldUpdater.newUpdater(Claim.class, Object.class, "kept");

  private final @Nullable Dependence dependence;
  private volatile @Nullable Object kept;

  Claim(@Nullable Dependence dependence) {
    this.dependence = dependence;
  }

  /** Which derivative function's inputs are below this node; null if none are. */
  final @Nullable Dependence dependence() {
    return dependence;
  }

  /** What is kept here, by whichever sweep. */
  final @Nullable Object kept() {
    return kept;
  }

  /** Keeps something here, if nothing is. */
  final boolean keep(Object something) {
    return KEPT.compareAndSet(this, null, something);
  }

  /** Leaves the place to others. Only who keeps something here may do so. */
  final void leave() {
    KEPT.lazySet(this, null);
  }
}
