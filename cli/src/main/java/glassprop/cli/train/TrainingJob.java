package glassprop.cli.train;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Sheet;
import glassprop.nn.network.Network;
import glassprop.text.Visible;
import glassprop.workbench.OutFolder;
import glassprop.workbench.train.CheckedRun;
import glassprop.workbench.train.Dataset;
import glassprop.workbench.train.Settings;
import glassprop.workbench.train.TrainedRun;
import glassprop.workbench.train.TrainingRun;
import java.io.PrintWriter;

/** The course of {@code glassprop train}: a run of the workbench, told to whoever looks on. */
public final class TrainingJob {
  private final Settings settings;
  private final Console console;
  private final boolean json;
  private final Report report;

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
    TrainingRun run = TrainingRun.open(settings, console.in());
    try (OutFolder folder = run.folder()) {
      report.data(settings, run.data());
      Network network = run.network();
      report.network(run.plan(), network);
      CheckedRun checked = run.check(network);
      report.check(checked);
      return train(checked, folder);
    }
  }

  private int train(CheckedRun checked, OutFolder folder) {
    TrainingRun run = checked.run();
    try (StopSignal signal = new StopSignal(folder::close)) {
      if (signal.interruptIgnored()) {
        console.err().println("glassprop: Ctrl-C (SIGINT) is ignored, as whoever started this process asked for; kill "
            + ProcessHandle.current().pid() + " ends training and keeps the best parameters");
      }
      TrainedRun trained;
      try (Progress progress =
          new Progress(run.plan(), run.data().train().size(), console.err(), console.errScreen())) {
        trained = checked.train(progress, _ -> signal.came());
      }
      finish(trained, folder, signal);
      return signal.exitCode();
    }
  }

  private void finish(TrainedRun trained, OutFolder folder, StopSignal signal) {
    Dataset data = trained.run().data();
    TrainedRun.Saved saved = trained.save(folder);
    report.result(data, trained.run().plan(), trained.outcome());
    report.flow(trained.outcome().result().flow());
    report.regions(trained.model(), data);
    report.saved(folder, saved.files(), saved.replaced(), data.file().orElse(folder.file(TrainingRun.GENERATED)));
    if (json) {
      console.out().println(saved.json());
    }
    if (signal.came()) {
      console.err().println("glassprop: stopped early, in epoch " + trained.outcome().result().lastEpoch() + " of "
          + trained.run().plan().epochs() + "; the best parameters so far are saved in " + Visible.escaped(saved.files().getFirst().toString()));
    }
  }
}
