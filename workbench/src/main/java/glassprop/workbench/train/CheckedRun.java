package glassprop.workbench.train;

import glassprop.check.GradCheck;
import glassprop.nn.model.Model;
import glassprop.nn.network.Network;
import glassprop.nn.optim.Optimizer;
import glassprop.nn.train.Trainer;
import glassprop.nn.train.TrainingEvent;
import glassprop.nn.train.TrainingResult;
import glassprop.workbench.Release;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A run whose gradients were found to be right.
 *
 * @param network that will be trained
 * @param report of the check
 * @param rows how many examples it looked at
 */
public record CheckedRun(TrainingRun run, Network network, GradCheck.Report report, int rows) {
  private static final double NANOS = 1e9;

  /**
   * Trains the network, and scores it on the test part.
   *
   * @param listener hears of all that happens
   * @param stop asked after each event: whether to end the training
   * @throws glassprop.nn.train.TrainingException if a loss or a gradient is not finite
   */
  public TrainedRun train(Consumer<TrainingEvent> listener, Predicate<TrainingEvent> stop) {
    Settings settings = run.settings();
    Plan plan = run.plan();
    Dataset data = run.data();
    Trainer trainer = new Trainer(network, plan.loss(), new Optimizer(plan.optimization(), network.parameters()), plan.metric(), plan.batch());
    TrainingResult result = trainer.run(data.train(), data.judging(), plan.epochs(), settings.seed(), listener, stop);
    Model model = new Model(network, data.encoder(), Map.of(
        "data", settings.dataName(), "seed", String.valueOf(settings.seed()), "version", Release.version()));
    Outcome outcome = new Outcome(
        report, result, TestPart.scores(model, data.test()), Baseline.of(data), (System.nanoTime() - run.startNanos()) / NANOS);
    return new TrainedRun(run, model, outcome);
  }
}
