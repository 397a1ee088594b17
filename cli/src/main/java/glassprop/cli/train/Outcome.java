package glassprop.cli.train;

import glassprop.check.GradCheck;
import glassprop.nn.train.Epoch;
import glassprop.nn.train.TrainingResult;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param metric on the test part
 * @param seconds from the first look at the data until now
 */
record Outcome(GradCheck.Report check, TrainingResult result, double metric, Baseline baseline, double seconds) {

  /** The epoch whose parameters were kept; empty if none was finished. */
  Optional<Epoch> best() {
    return result.epochs().stream().filter(epoch -> epoch.number() == result.bestEpoch()).findFirst()
        .or(() -> result.epochs().isEmpty() ? Optional.empty() : Optional.of(result.epochs().getLast()));
  }
}
