package glassprop.cli.train;

import glassprop.cli.terminal.Screen;
import glassprop.cli.terminal.StatusLine;
import glassprop.nn.train.Epoch;
import glassprop.nn.train.TrainingEvent;
import glassprop.text.Figures;
import glassprop.workbench.train.Plan;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows how training goes: a bar where a person looks on, else a line after the first epoch and every tenth of them.
 */
final class Progress implements Consumer<TrainingEvent>, AutoCloseable {
  private static final int LINES = 10;

  private final Plan plan;
  private final int rows;
  private final PrintWriter err;
  private final Screen screen;
  private final StatusLine status;
  private final long start = System.nanoTime();
  private String loss = "";
  private String metric = "";
  private long done;

  Progress(Plan plan, int rows, PrintWriter err, Screen screen) {
    this.plan = plan;
    this.rows = rows;
    this.err = err;
    this.screen = screen;
    this.status = new StatusLine(err, screen);
  }

  @Override
  public void accept(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.BatchDone batch -> batch(batch);
      case TrainingEvent.EpochDone done -> epoch(done.epoch());
      case TrainingEvent.Started _, TrainingEvent.Stopped _ -> { } // the report tells of both
    }
  }

  private void batch(TrainingEvent.BatchDone event) {
    done = (event.epoch() - 1L) * rows + Math.min(rows, (long) event.batch() * plan.batch());
    if (loss.isEmpty()) {
      loss = Figures.number(event.loss());
    }
    status.show(() -> line(status.width()));
  }

  private void epoch(Epoch epoch) {
    loss = Figures.number(epoch.trainLoss());
    metric = Figures.share(epoch.validationMetric());
    int interval = Math.ceilDiv(plan.epochs(), LINES);
    boolean due = epoch.number() % interval == 0 || epoch.number() == 1 || epoch.number() == plan.epochs();
    if (!screen.terminal() && due) {
      err.println(line(0));
    }
  }

  /** Epoch, loss, metric, rate and time left; as much of it as fits, and a bar in the room that is left. */
  private String line(int width) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double rate = done / Math.max(seconds, 1e-9);
    long total = (long) plan.epochs() * rows;
    long epoch = Math.min(plan.epochs(), Math.ceilDiv(Math.max(1, done), rows));
    String digits = "%" + String.valueOf(plan.epochs()).length() + "d";
    String head = String.format(Locale.ROOT, "epoch " + digits + "/%d", epoch, plan.epochs());
    String[] parts = {
      loss.isEmpty() ? "" : "  loss " + loss,
      metric.isEmpty() ? "" : "  " + plan.metric().label() + " " + metric,
      done == 0 ? "" : "  " + Figures.seconds((total - done) / rate) + " left",
      String.format(Locale.ROOT, "  %,.0f rows/s", rate)
    };
    if (width == 0) {
      return head + parts[0] + parts[1] + parts[3] + parts[2];
    }
    StringBuilder tail = new StringBuilder();
    for (String part : parts) {
      tail.append(head.length() + tail.length() + part.length() < width ? part : "");
    }
    int room = Math.min(30, width - head.length() - tail.length() - 2);
    return head + (room < 5 ? "" : " " + StatusLine.bar(screen, done / (double) total, room)) + tail;
  }

  @Override
  public void close() {
    status.close();
  }
}
