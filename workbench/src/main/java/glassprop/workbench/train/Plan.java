package glassprop.workbench.train;

import glassprop.nn.Activation;
import glassprop.nn.Mlp;
import glassprop.nn.data.Task;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Loss;
import glassprop.nn.loss.MeanSquaredError;
import glassprop.nn.loss.Reduction;
import glassprop.nn.model.Model;
import glassprop.nn.optim.Optimization;
import glassprop.nn.train.Metric;
import glassprop.workbench.WorkbenchException;
import java.util.List;
import java.util.Locale;

/**
 * How a network is trained: what was asked for, and where nothing was, what suits the size of the data.
 *
 * <p>Small data gets small batches, so that an epoch has steps enough, and many epochs; large data the other way round.
 * Too many epochs do no harm, since the epoch that did best on the validation rows is kept.
 *
 * <p>Small tables get tanh, whose smoother functions generalise better from few rows than those of a ReLU network of the
 * same widths.
 */
public record Plan(Mlp architecture, Descent descent, Optimization optimization, Loss loss, Metric metric, int epochs, int batch) {
  private static final List<Integer> TABLE_HIDDEN = List.of(32, 16);
  private static final List<Integer> WIDE_HIDDEN = List.of(128);
  private static final int WIDE = 256; // inputs from which the first layer dominates
  private static final int SMALL = 5_000; // rows
  private static final int STEPS = 1_500;
  private static final int FEWEST_EPOCHS = 12;
  private static final int MOST_EPOCHS = 100;
  private static final int SMALLEST_BATCH = 16;
  private static final int LARGEST_BATCH = 64;
  private static final int BATCHES = 32; // an epoch, at least, as long as batches don't get too small

  /**
   * Bytes a parameter: weights, gradient, Adam's two memories, the best copy, and the float64 twin with its gradients.
   */
  private static final int BYTES_PER_PARAMETER = 5 * Float.BYTES + 2 * Double.BYTES;

  /**
   * The plan for data.
   *
   * @throws WorkbenchException if training such a network needs more memory than there is
   */
  public static Plan of(Settings settings, Dataset data) {
    int inputs = data.encoder().width();
    boolean wide = inputs >= WIDE;
    int rows = data.train().size();
    int batch = Math.min(rows, settings.batch().orElse(
        Math.clamp(Integer.highestOneBit(Math.max(1, rows / BATCHES)), SMALLEST_BATCH, LARGEST_BATCH)));
    int epochs = settings.epochs().orElse(
        Math.clamp(STEPS / Math.ceilDiv(rows, batch), FEWEST_EPOCHS, MOST_EPOCHS));
    Mlp architecture = new Mlp(inputs, settings.hidden().orElse(wide ? WIDE_HIDDEN : TABLE_HIDDEN),
        Model.outputs(data.encoder().target()),
        settings.activation().orElse(!wide && rows < SMALL ? Activation.TANH : Activation.RELU));
    requireRoom(architecture);
    boolean classes = data.task() == Task.CLASSIFICATION;
    return new Plan(architecture,
        settings.descent(), settings.descent().optimization(wide, (int) Math.min(Integer.MAX_VALUE, (long) epochs * Math.ceilDiv(rows, batch))),
        classes ? new CrossEntropy(Reduction.MEAN) : new MeanSquaredError(Reduction.MEAN),
        classes ? Metric.ACCURACY : Metric.R2, epochs, batch);
  }

  private static void requireRoom(Mlp architecture) {
    double bytes = (double) architecture.parameterCount() * BYTES_PER_PARAMETER;
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw WorkbenchException.ofInput(String.format(Locale.ROOT, "--hidden: the widths %s make %,d parameters, which need %.3g GB"
              + " to train, and the heap has %.3g GB; take smaller layers, or start Java with a larger -Xmx",
          architecture.widths(), architecture.parameterCount(), bytes / 1e9, heap / 1e9));
    }
  }

  /** Loss, optimizer, batches and epochs in words. */
  public String describe() {
    String loss = loss() instanceof CrossEntropy ? "cross-entropy" : "mean squared error";
    String optimizer = descent.describe(optimization.rule());
    return loss + " · " + optimizer + " · batches of " + batch + " · " + epochs + (epochs == 1 ? " epoch" : " epochs");
  }
}
