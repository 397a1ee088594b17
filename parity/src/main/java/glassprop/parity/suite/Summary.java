package glassprop.parity.suite;

import glassprop.parity.oracle.Oracle;
import java.util.List;
import java.util.stream.Stream;

/** What a run of the suite found. */
public record Summary(List<Oracle> oracles, List<Outcome> outcomes) {
  /** Copies the lists. */
  public Summary {
    oracles = List.copyOf(oracles);
    outcomes = List.copyOf(outcomes);
  }

  /** How many comparisons with an oracle ended so. */
  public long count(Oracle oracle, Outcome.Verdict verdict) {
    return of(oracle).filter(o -> o.verdict() == verdict).count();
  }

  /** How many comparisons there were with an oracle. */
  public long count(Oracle oracle) {
    return of(oracle).count();
  }

  private Stream<Outcome> of(Oracle oracle) {
    return outcomes.stream().filter(o -> o.oracle().name().equals(oracle.name()));
  }

  /** How many comparisons ended so. */
  public long count(Outcome.Verdict verdict) {
    return outcomes.stream().filter(o -> o.verdict() == verdict).count();
  }

  /** What differs though no difference is listed, and what is listed but agrees. */
  public List<Outcome> failures() {
    return outcomes.stream()
        .filter(o -> o.verdict() == Outcome.Verdict.DIFFERS || o.verdict() == Outcome.Verdict.OUTDATED)
        .toList();
  }

  /** The largest relative difference of deterministic results that are not listed as different. */
  public double maxRelativeError() {
    return outcomes.stream()
        .filter(o -> o.listed().isEmpty() && o.tried().tolerance() != Tolerance.STATISTICS)
        .mapToDouble(Outcome::error)
        .reduce(0, Math::max);
  }
}
