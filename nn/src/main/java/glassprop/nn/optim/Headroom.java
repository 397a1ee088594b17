package glassprop.nn.optim;

import glassprop.array.DType;
import glassprop.array.NdArray;

/**
 * How far one parameter is from overflowing: a bound of its numbers that grows by {@link UpdateRule#reach} with each step. It costs nothing to keep,
 * and as long as gradients are moderate, it excludes that a step makes a number infinite.
 */
final class Headroom {
  private final double reach;
  private final double most; // the other half is for rounding
  private double largest; // no number of the parameter is above it in magnitude
  private int version = -1; // of the numbers for which that was found: others may change them
  private boolean strained; // a gradient was not moderate

  Headroom(UpdateRule rule, DType type) {
    this.most = type.largest() / 2;
    this.reach = rule.reach(type.moderate(), type);
  }

  /** From now on nothing is known of what the rule remembers. */
  void strain() {
    strained = true;
  }

  /** Whether a step along a moderate gradient can't make a finite number infinite. */
  boolean excludesOverflow(NdArray parameter) {
    if (strained || reach == Double.POSITIVE_INFINITY) {
      return false;
    }
    if (version != parameter.storage().version() || largest + reach > most) {
      largest = parameter.isModerate() ? parameter.dtype().moderate() : Double.POSITIVE_INFINITY;
      version = parameter.storage().version();
    }
    return largest + reach <= most;
  }

  /** A step was made. */
  void moved(NdArray parameter) {
    largest += reach;
    version = parameter.storage().version();
  }
}
