package glassprop.cli.train;

import glassprop.Autodiff;
import glassprop.array.DType;
import glassprop.check.GradCheck;
import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Failure;
import glassprop.cli.terminal.Release;
import glassprop.cli.terminal.Sheet;
import glassprop.cli.terminal.Text;
import glassprop.nn.Sequential;
import glassprop.nn.data.Csv;
import glassprop.nn.data.Generated;
import glassprop.nn.io.AtomicFile;
import glassprop.nn.model.Model;
import glassprop.nn.optim.Optimizer;
import glassprop.nn.train.Trainer;
import glassprop.nn.train.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The course of {@code glassprop train}. */
public final class TrainingJob {
  static final String MODEL = "model.safetensors";
  private static final String RECORD = "run.json";
  private static final String GENERATED = "spirals.csv";
  private static final String RUNS = "runs";

  private final Settings settings;
  private final Console console;
  private final boolean json;
  private final Report report;
  private final long start = System.nanoTime();

  /**
   * A job that begins with {@link #run}.
   *
   * @param json whether standard output gets one JSON object, instead of a report for people
   */
  public TrainingJob(Settings settings, Console console, boolean json) {
    this.settings = settings;
    this.console = console;
    this.json = json;
    PrintWriter out = json ? new PrintWriter(PrintWriter.nullWriter()) : console.out();
    this.report = new Report(new Sheet(out, console.outScreen()));
  }

  /** Runs it, and gives the exit code: 0, or 128 and the number of a signal that ended training early. */
  public int run() {
    Dataset data = new Datasets(settings, Seeds.of(settings.seed())).open();
    Plan plan = Plan.of(settings, data);
    Path out = settings.out().orElse(Path.of(RUNS, data.name() + "-" + settings.seed()));
    try (OutFolder folder = OutFolder.prepare(out, List.of(MODEL, RECORD, GENERATED))) {
      return train(data, plan, folder);
    }
  }

  private int train(Dataset data, Plan plan, OutFolder folder) {
    Seeds seeds = Seeds.of(settings.seed());
    report.data(settings, data);
    Sequential network = plan.architecture().network(DType.F32, seeds.initialisation());
    report.network(plan, network);
    GradCheck.Report check = checked(data, plan, network, seeds);
    report.check(check, plan, Math.min(NetworkCheck.ROWS, data.train().size()));
    Optimizer optimizer = new Optimizer(plan.rule(), network.parameters());
    Trainer trainer = new Trainer(network, plan.loss(), optimizer, plan.metric(), plan.batch());
    try (StopSignal signal = new StopSignal()) {
      TrainingResult result;
      try (Progress progress =
          new Progress(plan, data.train().size(), signal, console.err(), console.errScreen())) {
        result = trainer.run(data.train(), data.judging(), plan.epochs(), seeds.order(), progress);
      }
      double metric = plan.metric().of(
          Autodiff.noGrad(() -> network.forward(data.test().inputs())), data.test().targets());
      Outcome outcome =
          new Outcome(check, result, metric, Baseline.of(data), (System.nanoTime() - start) / 1e9);
      finish(data, plan, network, outcome, folder, signal);
      return signal.exitCode();
    }
  }

  private static GradCheck.Report checked(Dataset data, Plan plan, Sequential network, Seeds seeds) {
    GradCheck.Report check =
        NetworkCheck.run(plan.architecture(), network, plan.loss(), data.train(), seeds.check());
    if (!check.failures().isEmpty()) { // what finite differences can't decide is no reason not to train; the report says it
      throw Failure.ofRun("the gradient check failed for " + check.failures().size() + " of " + check.checked()
          + " slopes, so that nothing was trained; the worst: " + check.failures().getFirst()
          + ". This is a fault of Glassprop: please report it with the data and the command");
    }
    return check;
  }

  private void finish(
      Dataset data, Plan plan, Sequential network, Outcome outcome, OutFolder folder, StopSignal signal) {
    Model model = new Model(plan.architecture(), network, data.encoder(), Map.of(
        "data", settings.data().map(Path::toString).orElse("generated spirals"),
        "seed", String.valueOf(settings.seed()),
        "version", Release.version()));
    Path file = folder.file(MODEL);
    boolean replaced = Files.exists(file);
    RunRecord record = RunRecord.of(data, plan, outcome, file);
    model.save(file); // first: without it the rest is of no use
    AtomicFile.write(folder.file(RECORD), record.file(settings, data, plan, outcome));
    List<Path> files = new ArrayList<>(List.of(file, folder.file(RECORD)));
    if (data.generated()) {
      Path csv = folder.file(GENERATED);
      AtomicFile.write(csv, generated());
      files.add(csv);
    }
    report.result(data, plan, outcome);
    report.flow(outcome.result().flow());
    report.regions(model, data);
    report.saved(folder, files, replaced, data.file().orElse(folder.file(GENERATED)));
    if (json) {
      console.out().println(record.json());
    }
    if (signal.came()) {
      console.err().println("glassprop: stopped early, in epoch " + outcome.result().lastEpoch() + " of "
          + plan.epochs() + "; the best parameters so far are saved in " + Text.printable(file.toString()));
    }
  }

  /** The generated data as a file that {@code predict} can be tried with. */
  private byte[] generated() {
    StringWriter csv = new StringWriter();
    try {
      Csv.write(Generated.spirals(Seeds.of(settings.seed()).generation(), Datasets.POINTS_PER_ARM), csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
