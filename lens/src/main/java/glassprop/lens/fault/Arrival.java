package glassprop.lens.fault;

import glassprop.array.NdArray;
import glassprop.op.Reduction;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.Arrays;

/**
 * A contribution to a cotangent, and the way it came.
 *
 * @param from the step whose rule gave it
 * @param rule as the sweep applied it
 */
public record Arrival(Place from, Term rule, NdArray value) {

  /** Whether the cotangent passed unchanged: the path of a sum, or of a skip connection. */
  public boolean isUnchanged() {
    return rule.equals(Terms.YBAR);
  }

  /** Whether it came through a statistic: an op that reduces along axes, as its record says. */
  public boolean isThroughReduction() {
    return reduces(from);
  }

  static boolean reduces(Place place) {
    Class<?> op = place.step().op().getClass();
    return op.isRecord() && Arrays.stream(op.getRecordComponents()).anyMatch(c -> c.getType() == Reduction.class);
  }
}
