package glassprop.workbench.train;

import glassprop.array.DType;
import glassprop.check.GradCheck;
import glassprop.nn.network.Network;
import glassprop.workbench.OutFolder;
import glassprop.workbench.RunFiles;
import glassprop.workbench.WorkbenchException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A training run whose data are read and whose plan is made. What follows is in the types: {@link #check} checks the gradients of a network, and what
 * that gives trains it; what came of it can be saved.
 *
 * <pre>{@code
 * TrainingRun run = TrainingRun.open(Settings.of(Path.of("iris.csv")), InputStream.nullInputStream());
 * TrainedRun trained = run.check(run.network()).train(_ -> { }, _ -> false);
 * trained.save(run.folder());
 * }</pre>
 *
 * @param startNanos the time of the first look at the data, of {@link System#nanoTime}
 */
public record TrainingRun(Settings settings, Dataset data, Plan plan, long startNanos) {
  /** The file for generated data. */
  public static final String GENERATED = "spirals.csv";

  private static final String RUNS = "runs";

  /**
   * Reads the data and makes the plan.
   *
   * @param in the stream that data named {@code -} come from
   * @throws WorkbenchException if settings and data don't go together, or the folder that was asked for holds a run that isn't to be replaced
   * @throws glassprop.nn.data.DataException if the data can't be read
   */
  public static TrainingRun open(Settings settings, InputStream in) {
    long start = System.nanoTime();
    if (!settings.overwrite()) {
      settings.out().ifPresent(out -> OutFolder.requireNoRun(out, List.of(RunFiles.MODEL, RunFiles.RECORD)));
    }
    Dataset data = new Datasets(settings, Seeds.of(settings.seed()), in).open();
    return new TrainingRun(settings, data, Plan.of(settings, data), start);
  }

  /** The folder that was asked for, found to be writable; else one that is new unless it may be overwritten: {@code runs/NAME-SEED}. */
  public OutFolder folder() {
    List<String> names = List.of(RunFiles.MODEL, RunFiles.RECORD, GENERATED);
    Path usual = Path.of(RUNS, data.name() + "-" + settings.seed());
    return settings.out().isPresent() || settings.overwrite()
        ? OutFolder.prepare(settings.out().orElse(usual), names) : OutFolder.next(usual, names);
  }

  /** The network of the plan with its initial values, which follow from the seed. */
  public Network network() {
    return plan.architecture().architecture(DType.F32).initialized(settings.seed());
  }

  /**
   * Checks the gradients of a network and the plan's loss on real rows, against finite differences.
   *
   * @throws WorkbenchException if a slope is wrong or not finite; slopes that finite differences can't decide are in the report
   */
  public CheckedRun check(Network network) {
    GradCheck.Report check = NetworkCheck.run(network, plan.loss(), data.train(), Seeds.of(settings.seed()).check());
    if (!check.notFinite().isEmpty()) {
      throw WorkbenchException.ofRun("the gradient check found " + check.notFinite().size()
          + " slopes that are not finite, so that nothing was trained; the first: " + check.notFinite().getFirst()
          + check.anomaly().map(anomaly -> "; " + anomaly.event()).orElse(""));
    }
    if (!check.failures().isEmpty()) { // what finite differences can't decide is no reason not to train; the report says it
      throw WorkbenchException.ofRun("the gradient check failed for " + check.failures().size() + " of " + check.checked()
          + " slopes, so that nothing was trained; the worst: " + check.failures().getFirst()
          + ". This is a fault of Glassprop: please report it with the data and the command");
    }
    return new CheckedRun(this, network, check, Math.min(NetworkCheck.ROWS, data.train().size()));
  }
}
