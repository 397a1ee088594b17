package glassprop.nn.optim;

import glassprop.array.DType;
import glassprop.op.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far one step of a rule can move numbers at most, as long as gradients are moderate: found by going through its equations with ranges instead of numbers, once.
 *
 * <p>A memory that forgets has a range that steps do not leave. The parameter, and a memory that only grows, such as the sum of squares of
 * AdaGrad, do leave any: for them it is known how much each step adds while they are below a limit.
 */
final class Bounds {
  private static final int MOST_WIDENINGS = 3000;
  private static final int LIMITS = 4;

  private final PreparedRule rule;
  private final DType type;
  private final double rate; // the highest for which this holds
  private final Range[] box; // of each register before a step: the parameter, the gradient, the memories
  private final double[] growth; // of each register that has no range of its own, a step; 0 else
  private final boolean known;

  Bounds(PreparedRule rule, DType type, double rate) {
    this(rule, type, rate, atStart(rule));
  }

  /** Memories begin with 0. */
  private static Range[] atStart(PreparedRule rule) {
    Range[] zero = new Range[2 + rule.memories().size()];
    Arrays.fill(zero, Range.of(0));
    return zero;
  }

  private Bounds(PreparedRule rule, DType type, double rate, Range[] least) {
    this.rule = rule;
    this.type = type;
    this.rate = rate;
    this.box = new Range[least.length];
    this.growth = new double[least.length];
    boolean found = false;
    for (int i = 0; i < LIMITS && !found; i++) {
      double limit = Math.scalb(type.largest(), -2 - 20 * i);
      found = limit >= 4 * type.moderate() && fits(limit, least);
    }
    this.known = found;
  }

  /** The bounds for a higher rate, whose ranges hold what these held. */
  Bounds upTo(double higher) {
    return new Bounds(rule, type, higher, box);
  }

  /** Whether they hold for a rate. */
  boolean holdFor(double learningRate) {
    return learningRate <= rate;
  }

  /** Whether anything is known. */
  boolean areKnown() {
    return known;
  }

  /** How much a step adds to a register at most; 0 for one that never leaves its range. */
  double growth(int register) {
    return growth[register];
  }

  /** What a register holds before a step, if all steps were along moderate gradients. */
  Range box(int register) {
    return box[register];
  }

  /** How large a register may be before a step. */
  double limit(int register) {
    return box[register].magnitude();
  }

  /** Looks for ranges of the memories that no step leaves, for parameters below a limit. */
  private boolean fits(double limit, Range[] least) {
    double moderate = type.moderate();
    System.arraycopy(least, 0, box, 0, box.length);
    Arrays.fill(growth, 0);
    box[0] = new Range(-limit, limit);
    box[1] = new Range(-moderate, moderate);
    boolean[] open = new boolean[box.length]; // without such a range
    open[0] = true;
    boolean wider = true;
    for (int i = 0; wider && i < MOST_WIDENINGS; i++) {
      Optional<Map<Integer, Range>> after = step();
      if (after.isEmpty()) {
        return false;
      }
      wider = false;
      for (int register = 2; register < box.length; register++) {
        Range next = Objects.requireNonNull(after.get().get(rule.after(register)));
        if (!open[register] && !box[register].contains(next)) {
          double low = Math.min(box[register].low(), 2 * next.low());
          double high = Math.max(box[register].high(), 2 * next.high());
          open[register] = Math.max(-low, high) > type.largest() / 16;
          double most = type.largest() / 16;
          box[register] = new Range(Math.max(low, -most), Math.min(high, most));
          wider = true;
        }
      }
    }
    Optional<Map<Integer, Range>> after = step();
    return !wider && after.isPresent() && grow(after.get(), open);
  }

  private boolean grow(Map<Integer, Range> after, boolean[] open) {
    for (int register = 0; register < box.length; register++) {
      if (open[register]) {
        Range next = Objects.requireNonNull(after.get(rule.after(register)));
        growth[register] = Math.max(0, Math.max(next.high() - box[register].high(), box[register].low() - next.low()));
        if (growth[register] > box[register].magnitude() / 4) {
          return false;
        }
      }
    }
    return true;
  }

  /** The range of every value of a step, if each is known and far from overflowing. */
  private Optional<Map<Integer, Range>> step() {
    Values values = rule.values();
    Map<Integer, Range> ranges = new HashMap<>();
    for (int register = 0; register < box.length; register++) {
      ranges.put(rule.before(register), box[register]);
    }
    for (int value : rule.live()) {
      if (!ranges.containsKey(value)) {
        Optional<Range> range = values.isApplied(value) ? applied(values, value, ranges) : Optional.of(values.given(value, rate));
        if (range.isEmpty()) {
          return Optional.empty();
        }
        Range rounded = rounded(range.get(), values.isApplied(value));
        if (rounded.magnitude() > (values.isScalar(value) ? Double.MAX_VALUE : type.largest() / 2)) {
          return Optional.empty();
        }
        ranges.put(value, rounded);
      }
    }
    return Optional.of(ranges);
  }

  private static Optional<Range> applied(Values values, int value, Map<Integer, Range> ranges) {
    List<Range> operands = new ArrayList<>();
    values.operands(value).forEach(operand -> operands.add(Objects.requireNonNull(ranges.get(operand))));
    Optional<Range> range = values.op(value).range(operands);
    Map<Integer, Double> factors = values.factors(value);
    boolean isSquare = !factors.containsKey(value) && factors.entrySet().stream()
        .allMatch(factor -> factor.getValue() % 2 == 0 || Objects.requireNonNull(ranges.get(factor.getKey())).low() >= 0);
    return isSquare ? range.map(r -> new Range(Math.max(0, r.low()), Math.max(0, r.high()))) : range;
  }

  /** A bound that may vanish in the type, as 0. */
  private double seen(double bound) {
    return Math.abs(bound) < (type == DType.F32 ? Float.MIN_NORMAL : Double.MIN_NORMAL) ? 0 : bound;
  }

  /** With room for the rounding of one operation, which keeps signs. */
  private Range rounded(Range range, boolean isApplied) {
    double ulp = type == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    double low = range.low() - ulp * Math.abs(range.low());
    double high = range.high() + ulp * Math.abs(range.high());
    return isApplied && Double.isFinite(low) && Double.isFinite(high) ? new Range(seen(low), seen(high)) : range;
  }
}
