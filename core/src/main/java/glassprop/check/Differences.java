package glassprop.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the slope of a function along a line by finite differences whose steps fit the function.
 *
 * <p>Four values and that at the point give a five-point formula and the slopes to both sides. If that decides the
 * question, nothing else is evaluated: this is how nearly every element of a right gradient ends. If not, the steps shrink until
 * the quotients settle, by extrapolation, or show a kink, a jump or no limit; and where rounding stood in the way, they grow.
 */
final class Differences {
  private static final double WIDE = Math.sqrt(3); // no fraction, so that steps and periods of a function do not meet
  private static final double SHRINK = 6;
  private static final double LOWEST = 4096; // the smallest step, in spacings of the numbers around the point
  private static final double KINK_STEP = 1e-8; // what looks like a kink from here is called one
  private static final double BESIDE_ZERO = 1e-2; // of |x|: from there on a kink at 0 can be told from one at x
  private static final int CONVINCING = 5; // rungs, before a gradient is called wrong
  private static final int CLIMBS = 8;
  private static final double GAP = 1e-6; // of the slopes: a kink that differs by less is none
  private static final double SETTLED = 1e-2;
  private static final double ERRATIC = 1e-3; // noise beside the value: it is none, the function moves between any two places
  private static final double ROUNDING = 4; // of values, in the five-point formula
  private static final Slope FLAT = Slope.smooth(0, 0);
  private static final int TREND = 4;
  private static final double GROWING = 1.2;
  private static final double STEADY = 0.1;

  private final Line line;
  private final double origin;
  private final double step;
  private final Function<Slope, GradCheck.Verdict> judge;
  private double noise; // of a value, as far as it is more than its last digit

  /**
   * @param origin the value at the point
   * @param step the first step, for |x| up to 1
   * @param judge what a slope means to whoever asks; the search goes on while that is not decided
   */
  Differences(Line line, double origin, double step, Function<Slope, GradCheck.Verdict> judge) {
    this.line = line;
    this.origin = origin;
    this.step = step;
    this.judge = judge;
  }

  /** The slope, found with as few evaluations as the judge allows: four, if the five-point formula is what was expected. */
  Slope slope() {
    if (!Double.isFinite(origin)) {
      return Slope.nowhere();
    }
    List<Rung> rungs = firstRungs(Math.max(1, line.size()));
    Slope first = fivePoint(rungs.getFirst(), rungs.getLast());
    return agrees(first) ? first : search(rungs);
  }

  /** The slope by itself, where nobody expects a number: not before the quotients have settled. */
  Slope settled() {
    if (!Double.isFinite(origin)) {
      return Slope.nowhere();
    }
    return search(firstRungs(Math.max(1, line.size())));
  }

  private List<Rung> firstRungs(double unit) {
    List<Rung> rungs = new ArrayList<>();
    rungs.add(Rung.of(line, WIDE * step * unit, origin));
    rungs.add(Rung.of(line, step * unit, origin));
    return rungs;
  }

  private Slope search(List<Rung> rungs) {
    rungs.forEach(rung -> rung.requireRepeatable(line));
    noise = Noise.of(line);
    Slope found = descend(rungs, LOWEST * line.epsilon() * Math.max(1, line.size()));
    if (!agrees(found) && line.size() > 0 && step * line.size() < LOWEST * line.epsilon()) {
      List<Rung> nearer = firstRungs(line.size());
      Slope there = descend(nearer, LOWEST * line.epsilon() * line.size());
      found = found.isUnsettled() || found.contradictedBy(there) ? there : found;
      rungs.addAll(nearer);
    }
    if (found.isSmooth() && !decides(found)) {
      found = climb(rungs, found);
    }
    if (!agrees(found) && !found.isBroken()) {
      rungs.forEach(rung -> rung.requireRepeatable(line));
    }
    return found;
  }

  /** The noise of values as large as those of two rungs. */
  private double noise(Rung wide, Rung near) {
    return Math.max(noise, line.epsilon() * Math.max(wide.magnitude(), near.magnitude()));
  }

  private boolean agrees(Slope slope) {
    GradCheck.Verdict verdict = judge.apply(slope);
    return verdict == GradCheck.Verdict.AGREES || verdict == GradCheck.Verdict.SMALL;
  }

  private boolean decides(Slope slope) {
    return judge.apply(slope) != GradCheck.Verdict.UNDECIDED;
  }

  /** The five-point formula, whose error by rounding alone is known here; rough if the slopes to both sides differ. */
  private Slope fivePoint(Rung wide, Rung near) {
    double central = near.central() + (near.central() - wide.central()) / (WIDE * WIDE - 1);
    if (wide.isFlat() && near.isFlat()) {
      return FLAT;
    }
    double rounding = ROUNDING * noise(wide, near) / near.step();
    double left = near.left() + (near.left() - wide.left()) / (WIDE - 1);
    double right = near.right() + (near.right() - wide.right()) / (WIDE - 1);
    boolean oneSlope = Math.abs(right - left) <= GAP * Math.max(wide.steepest(), near.steepest()) + 2 * rounding;
    return oneSlope ? Slope.smooth(central, rounding) : Slope.rough(central, left, right);
  }

  /** Adds rungs with ever smaller steps until the question is decided or the numbers are too near to each other. */
  private Slope descend(List<Rung> rungs, double lowest) {
    double kinkStep = line.size() > 0 ? Math.min(KINK_STEP, BESIDE_ZERO * line.size()) : KINK_STEP;
    Slope best = Slope.rough(Double.NaN, Double.NaN, Double.NaN);
    for (double h = rungs.getLast().step() / SHRINK; h >= lowest; h /= SHRINK) {
      rungs.add(Rung.of(line, h, origin));
      if (isFlat(rungs)) {
        noise = Math.max(noise, change(rungs)); // perhaps the function can't tell places that are so near to each other
        if (agrees(FLAT) && !slopes(rungs.getFirst())) {
          return FLAT;
        }
      }
      Slope here = slope(rungs);
      if (here.isSmooth() && agrees(here)) {
        return here;
      }
      if (!here.isUnsettled() && (best.isUnsettled() || here.accuracy() < best.accuracy() || best.contradictedBy(here))) {
        best = here;
      }
      if (here.nature() == Slope.Nature.KINK && h <= kinkStep) {
        return best;
      }
      if (rungs.size() >= CONVINCING && here.isSmooth() && disagrees(here) && disagrees(best)) {
        return best;
      }
    }
    return best.isUnsettled() ? withoutLimit(rungs) : best;
  }

  /** Whether the function did not change at the last two steps. */
  private static boolean isFlat(List<Rung> rungs) {
    return rungs.getLast().isFlat() && rungs.get(rungs.size() - 2).isFlat();
  }

  /** Whether the function rises or falls by one slope over a step, and by more than its noise. */
  private boolean slopes(Rung rung) {
    double central = Math.abs(rung.central());
    return Math.abs(rung.right() - rung.left()) < central / 2 && central > ROUNDING * noise / rung.step();
  }

  /** The change of the function at the smallest step at which it changed; 0 if it never did. */
  private static double change(List<Rung> rungs) {
    return rungs.reversed().stream().filter(rung -> !rung.isFlat() && rung.isFinite()).mapToDouble(Rung::change).findFirst().orElse(0);
  }

  private boolean disagrees(Slope slope) {
    GradCheck.Verdict verdict = judge.apply(slope);
    return verdict == GradCheck.Verdict.DISAGREES || verdict == GradCheck.Verdict.NOT_FINITE;
  }

  /** Larger steps, where rounding hides the slope at smaller ones: the slope that two of them tell, if they do. */
  private Slope climb(List<Rung> rungs, Slope found) {
    Slope best = found;
    for (int i = 0; i < CLIMBS; i++) {
      Optional<Rung> wider = ifDefined(rungs.getFirst().step() * SHRINK);
      if (wider.isEmpty()) {
        return best;
      }
      rungs.addFirst(wider.orElseThrow());
      Slope here = slope(rungs.subList(0, 3));
      if (!here.isSmooth() || best.contradictedBy(here)) {
        return best;
      }
      if (agrees(here) || (disagrees(here) && disagrees(best))) {
        return here;
      }
      best = here.accuracy() < best.accuracy() ? here : best;
    }
    return best;
  }

  /** The function at a step that nobody asked for: where it refuses to be evaluated, there is no rung. */
  private Optional<Rung> ifDefined(double h) {
    try {
      return Optional.of(Rung.of(line, h, origin));
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  /** What the last rungs say together. */
  private Slope slope(List<Rung> rungs) {
    int from = rungs.size();
    while (from > 0 && rungs.get(from - 1).isFinite()) {
      from--;
    }
    List<Rung> whole = rungs.subList(from, rungs.size());
    if (whole.size() < 2) {
      return oneSided(rungs);
    }
    double[] steps = whole.stream().mapToDouble(Rung::step).toArray();
    double noisy = noise(whole.get(whole.size() - 2), whole.getLast());
    Limit central = Limit.of(steps, whole.stream().mapToDouble(Rung::central).toArray(), 2, noisy);
    Limit left = Limit.of(steps, whole.stream().mapToDouble(Rung::left).toArray(), 1, noisy);
    Limit right = Limit.of(steps, whole.stream().mapToDouble(Rung::right).toArray(), 1, noisy);
    double scale = Math.max(whole.get(whole.size() - 2).steepest(), whole.getLast().steepest());
    double gap = Math.abs(right.value() - left.value());
    double doubt = left.accuracy() + right.accuracy();
    double middle = (left.value() + right.value()) / 2;
    if (gap > doubt + GAP * scale && left.spread() + right.spread() <= SETTLED * gap) {
      return new Slope(middle, doubt, left.value(), right.value(), Slope.Nature.KINK);
    }
    Limit slope = doubt / 2 < central.accuracy()
        ? new Limit(middle, (left.spread() + right.spread()) / 2, (left.rounding() + right.rounding()) / 2)
        : central;
    boolean erratic = noisy > ERRATIC * whole.getLast().magnitude() && whole.getFirst().change() < 10 * noisy;
    boolean settled =
        !erratic
            && slope.spread() <= SETTLED * Math.max(Math.abs(slope.value()), scale) + slope.rounding()
            && left.spread() + right.spread() <= SETTLED * scale + left.rounding() + right.rounding();
    return settled && gap <= doubt + GAP * scale
        ? Slope.smooth(slope.value(), slope.accuracy())
        : Slope.rough(central.value(), left.value(), right.value());
  }

  /** At an end of the domain, where a derivative is the slope to the other side. */
  private Slope oneSided(List<Rung> rungs) {
    boolean right = rungs.stream().allMatch(rung -> Double.isFinite(rung.right()));
    boolean left = rungs.stream().allMatch(rung -> Double.isFinite(rung.left()));
    if (left == right || rungs.stream().anyMatch(Rung::isFinite)) {
      return Slope.rough(Double.NaN, Double.NaN, Double.NaN);
    }
    double[] steps = rungs.stream().mapToDouble(Rung::step).toArray();
    double[] quotients = rungs.stream().mapToDouble(right ? Rung::right : Rung::left).toArray();
    Limit limit = Limit.of(steps, quotients, 1, noise(rungs.get(rungs.size() - 2), rungs.getLast()));
    double scale = Math.max(Math.abs(quotients[quotients.length - 1]), Math.abs(quotients[quotients.length - 2]));
    return limit.spread() <= SETTLED * scale + limit.rounding()
        ? Slope.smooth(limit.value(), limit.accuracy())
        : Slope.rough(limit.value(), right ? Double.NaN : limit.value(), right ? limit.value() : Double.NaN);
  }

  /** Why the quotients settled nowhere: a jump, a slope without bound, or no reason that can be named. */
  private Slope withoutLimit(List<Rung> rungs) {
    List<Rung> last = rungs.subList(Math.max(0, rungs.size() - TREND), rungs.size());
    Slope rough = slope(rungs);
    double left = unbounded(last.stream().mapToDouble(Rung::left).toArray(), rough.left());
    double right = unbounded(last.stream().mapToDouble(Rung::right).toArray(), rough.right());
    double digit = noise(last.getFirst(), last.getLast());
    boolean jump =
        jumps(last.stream().mapToDouble(rung -> rung.back().value() - origin).toArray(), digit)
            || jumps(last.stream().mapToDouble(rung -> rung.forth().value() - origin).toArray(), digit);
    if (jump) {
      return besideJump(rungs);
    }
    boolean steep = Double.isInfinite(left) || Double.isInfinite(right);
    Slope.Nature nature = steep ? Slope.Nature.STEEP : Slope.Nature.ROUGH;
    boolean finite = last.stream().allMatch(Rung::isFinite);
    return new Slope(finite ? rough.value() : Double.NaN, Double.POSITIVE_INFINITY, left, right, nature);
  }

  /** The slopes on both sides of a jump, by chords that end beside the point. */
  private Slope besideJump(List<Rung> rungs) {
    Limit left = beside(rungs.stream().map(Rung::back).toList());
    Limit right = beside(rungs.stream().map(Rung::forth).toList());
    return new Slope((left.value() + right.value()) / 2, left.accuracy() + right.accuracy(), left.value(), right.value(), Slope.Nature.JUMP);
  }

  /** The limit of the chords between neighbours among places that come nearer, as far as rounding lets them tell it. */
  private Limit beside(List<Rung.Sample> places) {
    int chords = places.size() - 1;
    double[] steps = new double[chords];
    double[] quotients = new double[chords];
    double largest = 0;
    for (int i = 0; i < chords; i++) {
      Rung.Sample far = places.get(i);
      Rung.Sample near = places.get(i + 1);
      steps[i] = Math.abs(far.distance());
      quotients[i] = (far.value() - near.value()) / (far.distance() - near.distance());
      largest = Math.max(largest, Math.abs(near.value()));
    }
    Limit best = new Limit(Double.NaN, Double.POSITIVE_INFINITY, 0);
    for (int end = 2; end <= chords; end++) {
      best = best.orBetter(Limit.of(Arrays.copyOf(steps, end), Arrays.copyOf(quotients, end), 1, Math.max(noise, line.epsilon() * largest)));
    }
    return best;
  }

  /** Infinite, with the sign of the quotients, if they grow by the same factor from step to step; else the limit. */
  private static double unbounded(double[] quotients, double limit) {
    double factor = quotients[1] / quotients[0];
    for (int i = 1; i < quotients.length; i++) {
      double growth = quotients[i] / quotients[i - 1];
      if (!(growth > GROWING && Math.abs(growth - factor) < STEADY * factor)) {
        return limit;
      }
    }
    return Math.copySign(Double.POSITIVE_INFINITY, quotients[0]);
  }

  /** Whether a change of the value stays while the steps shrink. */
  private static boolean jumps(double[] changes, double noise) {
    double first = changes[0];
    for (double change : changes) {
      if (!(Math.abs(change - first) <= SETTLED * Math.abs(first) && Math.abs(change) > 100 * noise)) {
        return false;
      }
    }
    return true;
  }
}
