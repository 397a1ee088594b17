package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import glassprop.lens.fault.Cause;
import glassprop.lens.fault.Fault;
import glassprop.lens.fault.Mistake;
import glassprop.lens.fault.Slip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Finds what explains a wrong answer: of all ways that lead to just that, the simplest which the other answers bear out. Several are named
 * only if they are equally simple, and come to the same by the numbers at hand alone.
 */
final class Diagnosis {
  private static final int MOST = 2;

  private final Quantity quantity;
  private final List<Replay> points; // where two ways may part

  Diagnosis(Quantity quantity, List<Replay> points) {
    this.quantity = quantity;
    this.points = List.copyOf(points);
  }

  /** The mistakes that can be made on the way and with the result. */
  List<Hypothesis> hypotheses(Replay from, NdArray came) {
    List<Hypothesis> all = new ArrayList<>();
    Slip.all(from.of(quantity), came).forEach(slipped -> all.add(Hypothesis.of(slipped)));
    for (Mistake mistake : Fault.mistakes(from.places())) {
      all.add(Hypothesis.of(mistake));
    }
    return all;
  }

  /**
   * The causes to name.
   *
   * @param fitting all ways that lead to the answer
   * @param evidence by how many of the other answers a way is borne out, less those that it contradicts
   */
  List<Cause> decide(List<Hypothesis> fitting, ToIntFunction<Hypothesis> evidence) {
    int best = fitting.stream().mapToInt(evidence).max().orElse(0);
    List<Hypothesis> borneOut = fitting.stream().filter(h -> evidence.applyAsInt(h) == best).toList();
    int simplest = borneOut.stream().mapToInt(Hypothesis::rank).min().orElse(0);
    List<Hypothesis> named = new ArrayList<>();
    for (Hypothesis hypothesis : borneOut.stream().sorted(Comparator.comparing(h -> !h.isOfRules())).toList()) {
      if (hypothesis.rank() == simplest && named.stream().noneMatch(other -> hypothesis.isLike(other, quantity, points))) {
        named.add(hypothesis);
      }
    }
    return named.stream().map(Hypothesis::cause).distinct().limit(MOST).toList();
  }
}
