package glassprop.nn.optim;

import glassprop.array.NdArray;
import glassprop.op.Range;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * How far one parameter, and what is remembered of it, is from overflowing: a bound of its numbers that grows with each step as {@link Bounds} say. It costs nothing
 * to keep, and as long as gradients are moderate, it excludes that a step makes a number infinite.
 */
final class Headroom {
  private final double[] largest; // no number of a register is above it in magnitude
  private int version = -1; // of the parameter's numbers for which that was found: others may change them
  private boolean strained; // a gradient was not moderate

  Headroom(int registers) {
    this.largest = new double[registers];
  }

  /** From now on nothing is known of what the rule remembers. */
  void strain() {
    strained = true;
  }

  /** Other numbers are remembered now. */
  void restored(Bounds bounds, List<NdArray> memories) {
    version = -1;
    strained = false;
    for (int i = 0; i < memories.size(); i++) {
      DoubleSummaryStatistics seen = Arrays.stream(memories.get(i).toDoubles()).summaryStatistics();
      if (seen.getCount() > 0) {
        largest[2 + i] = Math.max(Math.abs(seen.getMin()), Math.abs(seen.getMax()));
        strained |= Double.isNaN(largest[2 + i]) || !bounds.box(2 + i).contains(new Range(Math.min(0, seen.getMin()), Math.max(0, seen.getMax())));
      }
    }
  }

  /** Whether a step along a moderate gradient can't make a finite number infinite. */
  boolean excludesOverflow(Bounds bounds, NdArray parameter, List<NdArray> memories) {
    if (strained || !bounds.areKnown()) {
      return false;
    }
    boolean excluded = true;
    for (int register = 0; register < largest.length; register++) {
      if ((register == 0 || bounds.growth(register) > 0) && (isUnknown(register, parameter) || largest[register] + bounds.growth(register) > bounds.limit(register))) {
        NdArray numbers = register == 0 ? parameter : memories.get(register - 2);
        largest[register] = numbers.isModerate() ? numbers.dtype().moderate() : Double.POSITIVE_INFINITY;
        excluded &= largest[register] + bounds.growth(register) <= bounds.limit(register);
      }
    }
    version = parameter.storage().version();
    return excluded;
  }

  private boolean isUnknown(int register, NdArray parameter) {
    return register == 0 && version != parameter.storage().version();
  }

  /** A step was made. */
  void moved(Bounds bounds, NdArray parameter) {
    for (int register = 0; register < largest.length; register++) {
      largest[register] += bounds.growth(register);
    }
    version = parameter.storage().version();
  }
}
