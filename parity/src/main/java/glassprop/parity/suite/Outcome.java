package glassprop.parity.suite;

import glassprop.array.NdArray;
import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.oracle.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a case ended with one oracle.
 *
 * @param error the largest relative difference; infinite where the answers can't be compared
 * @param differences what differs, in words; empty if all agrees
 * @param listed the difference that was to be expected
 */
public record Outcome(Case tried, Oracle oracle, double error, String differences, Optional<Difference> listed) {

  /** What an outcome means. */
  public enum Verdict {
    /** The answers are as near as they must be. */
    AGREES,
    /** They differ, on purpose. */
    LISTED,
    /** They differ, and nobody said so. */
    DIFFERS,
    /** They agree, though a difference is listed: the list is out of date. */
    OUTDATED
  }

  /** What this outcome means. */
  public Verdict verdict() {
    if (differences.isEmpty()) {
      return listed.isEmpty() ? Verdict.AGREES : Verdict.OUTDATED;
    }
    return listed.isEmpty() ? Verdict.DIFFERS : Verdict.LISTED;
  }

  /** Asks both sides and compares; empty if the oracle has no counterpart. */
  public static Optional<Outcome> of(Case tried, Engine engine, Oracle oracle) {
    Optional<Difference> listed = Difference.of(tried, oracle);
    try {
      return tried.trial().ask(engine, oracle).map(answers -> compared(tried, oracle, answers, listed));
    } catch (RuntimeException e) { // a refusal of either side is a result too: it must not end the suite
      String said = String.valueOf(e.getMessage());
      return Optional.of(new Outcome(tried, oracle, Double.POSITIVE_INFINITY, said, listed));
    }
  }

  private static Outcome compared(Case tried, Oracle oracle, Case.Answers answers, Optional<Difference> listed) {
    List<Part> ours = answers.ours();
    List<Part> theirs = answers.theirs();
    if (ours.size() != theirs.size()) {
      String sizes = ours.size() + " results here, " + theirs.size() + " there";
      return new Outcome(tried, oracle, Double.POSITIVE_INFINITY, sizes, listed);
    }
    Distance distance = new Distance(Stream.concat(ours.stream(), theirs.stream()).map(Part::numbers).toList());
    List<String> differences = new ArrayList<>();
    double worst = 0;
    for (int i = 0; i < ours.size(); i++) {
      NdArray a = ours.get(i).numbers();
      NdArray b = theirs.get(i).numbers();
      double error = distance.between(a, b);
      worst = Math.max(worst, error);
      if (!(error <= tried.tolerance().bound())) {
        differences.add(ours.get(i).name() + " " + described(distance, a, b, error));
      }
    }
    return new Outcome(tried, oracle, worst, String.join("; ", differences), listed);
  }

  private static String described(Distance distance, NdArray a, NdArray b, double error) {
    return a.shape().equals(b.shape())
        ? String.format(Locale.ROOT, "differs by %.1e%s", error, distance.farthest(a, b))
        : "has shape " + a.shape() + " here, " + b.shape() + " there";
  }

  /** As in {@code op tanh (2, 3) against PyTorch: gradient 0 differs by …}. */
  @Override
  public String toString() {
    return tried + " against " + oracle.title() + (differences.isEmpty() ? ": agrees" : ": " + differences);
  }
}
