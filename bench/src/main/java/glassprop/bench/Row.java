package glassprop.bench;

import java.util.Optional;

/**
 * One line of the table.
 *
 * @param operations counted floating-point operations of one run
 * @param alone what ours took on one thread, where the row has several
 * @param peer what the peer took, where there is one
 * @param errorRatio our error against float64, divided by the peer's, where there is one
 */
record Row(
    String name,
    int threads,
    double operations,
    Sample ours,
    Optional<Sample> alone,
    Optional<Sample> peer,
    Optional<Double> errorRatio) {

  /** How many times as long the peer took. */
  Optional<Double> ratio() {
    return peer.map(p -> p.median() / ours.median());
  }

  /** How many times as long ours took on one thread. */
  Optional<Double> speedup() {
    return alone.map(one -> one.median() / ours.median());
  }

  /** The share of the peak that our run reached. */
  double peakShare(double peakPerThread) {
    return operations * 1e9 / ours.median() / (peakPerThread * threads);
  }
}
