package glassprop.cli.train;

import glassprop.array.DType;
import glassprop.check.GradCheck;
import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Failure;
import glassprop.cli.terminal.Release;
import glassprop.cli.terminal.Sheet;
import glassprop.cli.terminal.Text;
import glassprop.nn.data.Csv;
import glassprop.nn.data.Generated;
import glassprop.nn.io.AtomicFile;
import glassprop.nn.model.Model;
import glassprop.nn.network.Network;
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
  static final String RECORD = "run.json";
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
    if (!settings.overwrite()) {
      settings.out().ifPresent(out -> OutFolder.requireNoRun(out, List.of(MODEL, RECORD)));
    }
    Dataset data = new Datasets(settings, Seeds.of(settings.seed()), console.in()).open();
    Plan plan = Plan.of(settings, data);
    try (OutFolder folder = folder(data)) {
      return train(data, plan, folder);
    }
  }

  /** The one that was asked for, else one that is new unless it may be overwritten. */
  private OutFolder folder(Dataset data) {
    List<String> names = List.of(MODEL, RECORD, GENERATED);
    Path usual = Path.of(RUNS, data.name() + "-" + settings.seed());
    return settings.out().isPresent() || settings.overwrite()
        ? OutFolder.prepare(settings.out().orElse(usual), names) : OutFolder.next(usual, names);
  }

  private int train(Dataset data, Plan plan, OutFolder folder) {
    Seeds seeds = Seeds.of(settings.seed());
    report.data(settings, data);
    Network network = plan.architecture().architecture(DType.F32).initialized(settings.seed());
    report.network(plan, network);
    GradCheck.Report check = checked(data, plan, network, seeds);
    report.check(check, plan, Math.min(NetworkCheck.ROWS, data.train().size()));
    Optimizer optimizer = new Optimizer(plan.rule(), network.parameters());
    Trainer trainer = new Trainer(network, plan.loss(), optimizer, plan.metric(), plan.batch());
    try (StopSignal signal = new StopSignal(folder::close)) {
      if (signal.interruptIgnored()) {
        console.err().println("glassprop: Ctrl-C (SIGINT) is ignored, as whoever started this process asked for; kill "
            + ProcessHandle.current().pid() + " ends training and keeps the best parameters");
      }
      TrainingResult result;
      try (Progress progress =
          new Progress(plan, data.train().size(), signal, console.err(), console.errScreen())) {
        result = trainer.run(data.train(), data.judging(), plan.epochs(), settings.seed(), progress);
      }
      Model model = new Model(network, data.encoder(), Map.of(
          "data", settings.dataName(), "seed", String.valueOf(settings.seed()), "version", Release.version()));
      Outcome outcome = new Outcome(
          check, result, TestPart.scores(model, data.test()), Baseline.of(data), (System.nanoTime() - start) / 1e9);
      finish(data, plan, model, outcome, folder, signal);
      return signal.exitCode();
    }
  }

  private static GradCheck.Report checked(Dataset data, Plan plan, Network network, Seeds seeds) {
    GradCheck.Report check =
        NetworkCheck.run(network, plan.loss(), data.train(), seeds.check());
    if (!check.notFinite().isEmpty()) {
      throw Failure.ofRun("the gradient check found " + check.notFinite().size()
          + " slopes that are not finite, so that nothing was trained; the first: " + check.notFinite().getFirst()
          + check.anomaly().map(anomaly -> "; " + anomaly.event()).orElse(""));
    }
    if (!check.failures().isEmpty()) { // what finite differences can't decide is no reason not to train; the report says it
      throw Failure.ofRun("the gradient check failed for " + check.failures().size() + " of " + check.checked()
          + " slopes, so that nothing was trained; the worst: " + check.failures().getFirst()
          + ". This is a fault of Glassprop: please report it with the data and the command");
    }
    return check;
  }

  private void finish(
      Dataset data, Plan plan, Model model, Outcome outcome, OutFolder folder, StopSignal signal) {
    Path file = folder.file(MODEL);
    boolean replaced = Files.exists(file);
    RunRecord record = RunRecord.of(data, plan, outcome, file);
    model.save(file); // first: without it the rest is of no use
    AtomicFile.write(folder.file(RECORD), record.file(settings, data, plan, outcome, checksum(file)));
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

  private static String checksum(Path file) {
    try {
      return RunTie.of(file);
    } catch (IOException e) {
      throw Failure.ofRun(Text.printable(file.toString()) + " was saved, but can't be read again: " + e.getMessage());
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
