package glassprop.cli.train;

import glassprop.check.GradCheck;
import glassprop.cli.score.ScoreText;
import glassprop.cli.terminal.Bars;
import glassprop.cli.terminal.Ink;
import glassprop.cli.terminal.Screen;
import glassprop.cli.terminal.Sheet;
import glassprop.nn.data.Classes;
import glassprop.nn.data.ImageEncoder;
import glassprop.nn.data.Quantity;
import glassprop.nn.form.TextForm;
import glassprop.nn.model.Model;
import glassprop.nn.network.Entry;
import glassprop.nn.network.Network;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import glassprop.nn.score.Scores;
import glassprop.nn.train.Epoch;
import glassprop.nn.train.LayerFlow;
import glassprop.nn.train.Metric;
import glassprop.nn.train.TrainingResult;
import glassprop.text.Figures;
import glassprop.text.ShellWord;
import glassprop.text.Visible;
import glassprop.workbench.OutFolder;
import glassprop.workbench.StandardInput;
import glassprop.workbench.train.CheckedRun;
import glassprop.workbench.train.Dataset;
import glassprop.workbench.train.Outcome;
import glassprop.workbench.train.Plan;
import glassprop.workbench.train.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a person sees of a run, apart from its progress. */
final class Report {
  private static final int LONGEST_NOTE = 400;
  private static final int METRIC_BAR = 30;
  private static final int DECADES = 4;
  private static final double LOWEST_RATIO = 1e-6;
  private static final double HIGHEST_RATIO = 1;

  private final Sheet sheet;
  private final Screen screen;

  Report(Sheet sheet) {
    this.sheet = sheet;
    this.screen = sheet.screen();
  }

  void data(Settings settings, Dataset data) {
    sheet.gap();
    sheet.section("Data", data.source());
    data.notes().forEach(note -> sheet.more(Ink.DIM, "– " + shortened(note)));
    String task = switch (data.encoder().target()) {
      case Classes classes -> "classification: " + classes.names().stream().limit(12).map(Visible::escaped)
          .collect(Collectors.joining(", ")) + (classes.names().size() > 12 ? ", …" : "");
      case Quantity _ -> "regression";
    };
    sheet.section("Task", task);
    boolean inferred = settings.task().isEmpty() && !(data.encoder() instanceof ImageEncoder);
    sheet.more(Ink.DIM, "– " + data.why() + (inferred ? "; --task overrides" : ""));
    boolean classes = data.encoder().target() instanceof Classes;
    sheet.section("Parts", String.format(Locale.ROOT, "%,d rows train · %,d validate · %,d test; %sseed %d",
        data.train().size(), data.validation().size(), data.test().size(), classes ? "stratified, " : "",
        settings.seed()));
  }

  private static String shortened(String note) {
    return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
  }

  void network(Plan plan, Network network) {
    sheet.gap();
    List<List<String>> rows = new ArrayList<>(List.of(List.of("parameter", "shape", "numbers", "begins as")));
    for (Entry entry : network.entries()) {
      String shape = IntStream.of(entry.type().shape().toArray()).mapToObj(String::valueOf).collect(Collectors.joining(" × "));
      rows.add(List.of(entry.path(), shape, grouped(entry.size()), entry.beginning()));
    }
    rows.add(List.of("total", plan.architecture().inputs() + " → " + plan.architecture().outputs(),
        grouped(plan.architecture().parameterCount()), ""));
    int paths = rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      String line = String.format(Locale.ROOT, "%-" + paths + "s %9s %10s  %s", row.get(0), row.get(1), row.get(2), row.get(3));
      lines.add(lines.isEmpty() ? Ink.DIM.on(screen, line) : line);
    }
    sheet.block("Network", lines);
    sheet.section("Layers", new TextForm().write(plan.architecture().layer()).strip().replace("\n", " · "));
    sheet.section("Training", plan.describe());
  }

  private static String grouped(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  void check(CheckedRun checked) {
    GradCheck.Report check = checked.report();
    sheet.gap();
    String figure = String.format(Locale.ROOT, "%.1e", check.maxRelativeError());
    sheet.block("Gradients", List.of(Ink.GOOD.on(screen, "✓") + " agree with finite differences to "
        + Ink.BOLD.on(screen, figure)));
    sheet.more(Ink.DIM, String.format(Locale.ROOT, "– %,d of %,d slopes of this network and loss, on %s in float64;"
        + " 1e-06 is allowed", check.checked(), checked.run().plan().architecture().parameterCount(), Figures.count(checked.rows(), "row")));
    if (!check.undecided().isEmpty()) {
      sheet.more(Ink.WARNING, "– " + Figures.count(check.undecided().size(), "slope") + " that finite differences cannot decide, such as "
          + Visible.escaped(check.undecided().getFirst().toString()));
    }
    sheet.gap();
  }

  void result(Dataset data, Plan plan, Outcome outcome) {
    int epochs = outcome.result().epochs().size();
    sheet.section("Trained", Figures.count(epochs, "epoch") + " in " + Figures.seconds(outcome.seconds())
        + kept(outcome.result()));
    if (epochs > 1) {
      int width = Math.min(epochs, Math.max(10, sheet.width() - 24));
      sheet.block("Loss", List.of(
          sparkline(outcome, Epoch::trainLoss, width) + " training",
          sparkline(outcome, Epoch::validationLoss, width) + " validation, log scale"));
    }
    sheet.gap();
    Outcome.Verdict verdict = outcome.verdict();
    double baseline = Outcome.metric(outcome.baseline().scores());
    sheet.block("Test", List.of(
        metric(plan.metric().equals(Metric.R2) ? "R²" : plan.metric().label(), Outcome.metric(outcome.scores()),
            verdict == Outcome.Verdict.BETTER ? Ink.GOOD : Ink.WARNING, hits(outcome.scores())),
        metric("baseline", baseline, Ink.DIM, Visible.escaped(outcome.baseline().what()))));
    switch (outcome.scores()) {
      case QuantityScores numbers -> sheet.more(Ink.DIM, "– " + ScoreText.figures(numbers));
      case ClassScores classes -> {
        sheet.more(Ink.DIM, "– " + ScoreText.figures(classes));
        sheet.block("", ScoreText.confusion(classes, sheet.width()));
      }
    }
    String properly = (outcome.scores() instanceof ClassScores ? "log-loss " : "root mean squared error ") + proper(outcome.scores())
        + ", the baseline's " + proper(outcome.baseline().scores());
    switch (verdict) {
      case BETTER -> {
        if (Outcome.metric(outcome.scores()) <= baseline) {
          sheet.more(Ink.GOOD, "– better than the baseline (" + properly + "): the network has learnt, though not more answers are right");
        }
      }
      case PARTLY -> sheet.more(Ink.WARNING, "– it tells classes apart better than the baseline, but its probabilities are no better than their"
          + " frequencies (" + properly + "): don't rely on them");
      case UNTRAINED -> sheet.more(Ink.WARNING, "– the network has learnt nothing of use: no epoch did better on the validation rows than the network"
          + " before training, which was kept");
      case NO_BETTER -> sheet.more(Ink.WARNING, "– no better than the baseline (" + properly + "): the network has learnt nothing of use");
    }
  }

  private static String kept(TrainingResult result) {
    Epoch best = result.best();
    return best.number() == 0
        ? "; kept the network as it was at the start, validation loss " + Figures.number(best.validationLoss())
        : "; kept epoch " + best.number() + ", training loss " + Figures.number(best.trainLoss()) + ", validation loss "
            + Figures.number(best.validationLoss());
  }

  /** The score that the verdict goes by. */
  private static String proper(Scores scores) {
    return Figures.number(switch (scores) {
      case ClassScores classes -> classes.logLoss();
      case QuantityScores numbers -> numbers.rmse();
    });
  }

  private static String hits(Scores scores) {
    return switch (scores) {
      case ClassScores classes -> String.format(Locale.ROOT, "%,d of %,d right", classes.right(), classes.rows());
      case QuantityScores numbers -> Figures.count(numbers.rows(), "row");
    };
  }

  private String metric(String name, double value, Ink ink, String remark) {
    int width = Math.clamp(sheet.width() - 42, 8, METRIC_BAR);
    String figure = String.format(Locale.ROOT, "%6s", Figures.share(value));
    return String.format(Locale.ROOT, "%-9s %s %s %s", name, Ink.BOLD.on(screen, figure),
        ink.on(screen, Bars.horizontal(value, width)), remark);
  }

  private String sparkline(Outcome outcome, ToDoubleFunction<Epoch> loss, int width) {
    return Ink.ACCENT.on(screen,
        Bars.sparkline(outcome.result().epochs().stream().map(e -> Math.log(loss.applyAsDouble(e))).toList(), width));
  }

  void flow(List<LayerFlow> flow) {
    double largest = flow.stream().mapToDouble(LayerFlow::gradNorm).max().orElse(0);
    List<String> lines = new ArrayList<>();
    int names = flow.stream().mapToInt(f -> f.name().length()).max().orElse(0);
    int width = Math.clamp((sheet.width() - 21 - names) / 2, 5, 22);
    String form = "%-" + names + "s %-" + (width + 10) + "s %s";
    lines.add(Ink.DIM.on(screen, String.format(Locale.ROOT, form, "", "gradient norm", "update ÷ weight")));
    for (LayerFlow f : flow) {
      double gradient = Bars.logarithmic(f.gradNorm(), largest / Math.pow(10, DECADES), largest);
      double update = Bars.logarithmic(f.updateRatio(), LOWEST_RATIO, HIGHEST_RATIO);
      boolean healthy = f.updateRatio() > 1e-5 && f.updateRatio() < 1e-1;
      lines.add(String.format(Locale.ROOT, "%-" + names + "s %s %-9s %s %s", f.name(),
          Ink.ACCENT.on(screen, Bars.horizontal(gradient, width)), Figures.number(f.gradNorm()),
          (healthy ? Ink.ACCENT : Ink.WARNING).on(screen, Bars.horizontal(update, width)),
          Figures.number(f.updateRatio())));
    }
    sheet.gap();
    sheet.block("Flow", lines);
    sheet.more(Ink.DIM, "– means of the last epoch, log scale; an update of about 0.001 of the weight is healthy");
  }

  void regions(Model model, Dataset data) {
    List<String> map = Regions.draw(model, data.train(), data.test(), screen);
    if (!map.isEmpty()) {
      sheet.gap();
      sheet.block("Learnt", map);
    }
  }

  void saved(OutFolder folder, List<Path> files, boolean replaced, Path data) {
    sheet.gap();
    sheet.block("Saved", files.stream().map(file -> Visible.escaped(file.toString())).toList());
    if (replaced) {
      sheet.more(Ink.DIM, "– the files of an earlier run are replaced");
    }
    String tried = StandardInput.isMeant(data) ? "-" : ShellWord.of(data);
    String command = System.getProperty("glassprop.command", "glassprop");
    sheet.block("Next", List.of(Ink.BOLD.on(screen,
        command + " predict " + ShellWord.of(folder.path()) + " " + tried)));
    sheet.gap();
  }
}
