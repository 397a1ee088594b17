package glassprop.workbench.train;

import glassprop.nn.data.Classes;
import glassprop.nn.data.Quantity;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import glassprop.nn.train.Epoch;
import glassprop.nn.train.LayerFlow;
import glassprop.workbench.Release;
import glassprop.workbench.RunFiles;
import glassprop.workbench.score.ScoreJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as JSON: what {@code --json} prints. Numbers that aren't finite are null.
 *
 * @param rows that have a target
 * @param features inputs of the network
 * @param classes how many there are; null for a regression
 * @param scores on the test part: {@link ScoreJson}, the baseline's proper score, and whether it is surpassed
 * @param epochs that were finished
 * @param trainLoss of the epoch whose parameters were kept; null if they are those of the start
 * @param seconds the whole run, from the first look at the data
 * @param model the file it was saved in
 */
record RunRecord(
    String task,
    int rows,
    int features,
    @Nullable Integer classes,
    long parameters,
    int epochs,
    @Nullable Double trainLoss,
    Figure metric,
    ObjectNode scores,
    Check gradcheck,
    List<Layer> layers,
    double seconds,
    String model) {

  /** A metric on the test part, beside what is reached without looking at the inputs. */
  record Figure(String name, @Nullable Double value, @Nullable Double baseline) {}

  /** The gradient check before training. */
  record Check(boolean ok, @Nullable Double maxRelativeError, int checked) {}

  /** How a parameter moved in the last epoch. */
  record Layer(String name, @Nullable Double gradNorm, @Nullable Double updateRatio) {
    static Layer of(LayerFlow flow) {
      return new Layer(flow.name(), finite(flow.gradNorm()), finite(flow.updateRatio()));
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static RunRecord of(Dataset data, Plan plan, Outcome outcome, Path model) {
    return new RunRecord(
        data.task().name().toLowerCase(Locale.ROOT),
        data.rows(),
        data.encoder().width(),
        switch (data.encoder().target()) {
          case Classes classes -> classes.names().size();
          case Quantity _ -> null;
        },
        plan.architecture().parameterCount(),
        outcome.result().epochs().size(),
        finite(outcome.result().best().trainLoss()),
        new Figure(plan.metric().label(), finite(Outcome.metric(outcome.scores())), finite(Outcome.metric(outcome.baseline().scores()))),
        scores(outcome),
        new Check(outcome.check().ok(), finite(outcome.check().maxRelativeError()), outcome.check().checked()),
        outcome.result().flow().stream().map(Layer::of).toList(),
        Math.round(outcome.seconds() * 1000) / 1000.0,
        model.toString());
  }

  private static ObjectNode scores(Outcome outcome) {
    ObjectNode scores = ScoreJson.of(outcome.scores());
    switch (outcome.baseline().scores()) {
      case ClassScores classes -> ScoreJson.put(scores, "baselineLogLoss", classes.logLoss());
      case QuantityScores numbers -> ScoreJson.put(scores, "baselineRmse", numbers.rmse());
    }
    return scores.put("better", outcome.verdict() == Outcome.Verdict.BETTER);
  }

  private static @Nullable Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }

  /** On one line. */
  String json() {
    return JSON.writeValueAsString(this);
  }

  /** The whole record of the run, for the file beside the model: this, how it came about, and every epoch. */
  byte[] file(Settings settings, Dataset data, Plan plan, Outcome outcome, String modelChecksum) {
    ObjectNode all = JSON.valueToTree(this);
    all.put(RunFiles.TIE, modelChecksum);
    all.put("data", settings.dataName());
    all.put("target", data.encoder().target().column());
    all.put("seed", settings.seed());
    all.put("plan", plan.describe());
    all.putPOJO("network", plan.architecture());
    all.putPOJO("initialiser", plan.architecture().activation().initializer().toString());
    ObjectNode parts = all.putObject("parts");
    parts.put("train", data.train().size()).put("validation", data.validation().size()).put("test", data.test().size());
    all.put("bestEpoch", outcome.result().bestEpoch());
    all.put("interrupted", outcome.result().interrupted());
    all.putPOJO("notes", data.notes());
    all.putPOJO("history", outcome.result().epochs().stream()
        .map(Point::of)
        .toList());
    all.put("version", Release.version()).put("java", Runtime.version().toString());
    return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** An epoch. */
  record Point(
      int epoch, @Nullable Double trainLoss, @Nullable Double validationLoss, @Nullable Double validationMetric) {
    static Point of(Epoch epoch) {
      return new Point(
          epoch.number(), finite(epoch.trainLoss()), finite(epoch.validationLoss()), finite(epoch.validationMetric()));
    }
  }
}
