package glassprop.nn.train;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.Workspace;
import glassprop.nn.loss.Loss;
import glassprop.nn.network.Network;
import glassprop.nn.network.Seed;
import glassprop.nn.network.Training;
import glassprop.nn.optim.NonFiniteGradientException;
import glassprop.nn.optim.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network by mini-batches, and leaves it with the parameters and buffers of the epoch that did best on the validation examples.
 *
 * <p>Steps are taken with the network's {@linkplain Network#training training view}; what is measured is the network itself.
 *
 * @param network its parameters and buffers change
 * @param loss what is minimised
 * @param optimizer of the network's parameters
 * @param metric what is reported
 * @param batch how many examples make a step; the last batch of an epoch may be smaller
 * @param stopping when to end before all epochs are done
 */
public record Trainer(Network network, Loss loss, Optimizer optimizer, Metric metric, int batch, EarlyStopping stopping) {
  private static final int EVALUATED_AT_ONCE = 1024; // examples

  /** Requires a batch of at least one example, and an optimizer of this network's parameters. */
  public Trainer {
    Objects.requireNonNull(network, "trainer: expected a network, came null");
    Objects.requireNonNull(loss, "trainer: expected a loss, came null");
    Objects.requireNonNull(optimizer, "trainer: expected an optimizer, came null");
    Objects.requireNonNull(metric, "trainer: expected a metric, came null");
    Objects.requireNonNull(stopping, "trainer: expected when to stop, came null; EarlyStopping.NEVER is never");
    if (batch < 1) {
      throw new IllegalArgumentException("batch size " + batch + ": expected at least 1");
    }
    optimizer.requireAmong(List.copyOf(network.state().values()));
  }

  /** Runs as many epochs as are asked for. */
  public Trainer(Network network, Loss loss, Optimizer optimizer, Metric metric, int batch) {
    this(network, loss, optimizer, metric, batch, EarlyStopping.NEVER);
  }

  /**
   * Runs epochs. One that is cut short doesn't count, unless it is the first. If no epoch does better on the validation examples than the network did at
   * the start, the network is left as it was then.
   *
   * @param seed of the run: the order of each epoch's examples, and what layers choose at random, follow from it
   * @param listener hears of all that happens
   * @param stop asked after each event: whether to end the run
   * @throws TrainingException if a loss or a gradient is not finite; the parameters are then those before that batch
   */
  public TrainingResult run(
      Examples train, Examples validation, int epochs, long seed, Consumer<TrainingEvent> listener, Predicate<TrainingEvent> stop) {
    Objects.requireNonNull(listener, "trainer: expected a listener, came null");
    Objects.requireNonNull(stop, "trainer: expected when to stop, came null");
    Told told = new Told(listener, stop);
    List<Epoch> done = new ArrayList<>();
    Epoch start = evaluate(0, Double.NaN, validation);
    BestEpoch best = new BestEpoch(network, start);
    Training learning = network.training(seed);
    Seed orders = Seed.of(seed).with("order");
    int batches = Math.ceilDiv(train.size(), batch);
    Flow flow = new Flow(network.parameters(), batches);
    Workspace workspace = new Workspace();
    told.of(new TrainingEvent.Started(epochs, batches, start));
    int last = 0;
    for (int number = 1; number <= epochs && !told.stopped && !stopping.endsAfter(done); number++) {
      last = number;
      flow = new Flow(network.parameters(), batches);
      double total = 0;
      int seen = 0;
      int[] order = shuffled(train.size(), orders.with(number).generator());
      for (int b = 0; b < batches && !told.stopped; b++) {
        int from = b * batch;
        int[] rows = Arrays.copyOfRange(order, from, Math.min(from + batch, order.length));
        double value = step(workspace, learning, train, rows, number, b + 1, flow);
        total += value * rows.length;
        seen += rows.length;
        told.of(new TrainingEvent.BatchDone(number, b + 1, batches, value));
      }
      if (seen == train.size() || number == 1) {
        Epoch epoch = evaluate(number, total / seen, validation);
        done.add(epoch);
        told.of(new TrainingEvent.EpochDone(epoch, best.offer(epoch)));
      }
    }
    best.restore();
    TrainingEvent.Reason reason = told.stopped ? TrainingEvent.Reason.ASKED
        : done.size() < epochs ? TrainingEvent.Reason.NO_PROGRESS : TrainingEvent.Reason.DONE;
    listener.accept(new TrainingEvent.Stopped(reason, last, best.number()));
    return new TrainingResult(start, done, best.number(), last, told.stopped, flow.means());
  }

  /** Runs epochs, with nobody who listens. */
  public TrainingResult run(Examples train, Examples validation, int epochs, long seed) {
    return run(train, validation, epochs, seed, _ -> { }, _ -> false);
  }

  /** Tells of events, and remembers whether the run is to end. */
  private static final class Told {
    private final Consumer<TrainingEvent> listener;
    private final Predicate<TrainingEvent> stop;
    private boolean stopped;

    Told(Consumer<TrainingEvent> listener, Predicate<TrainingEvent> stop) {
      this.listener = listener;
      this.stop = stop;
    }

    void of(TrainingEvent event) {
      listener.accept(event);
      stopped |= stop.test(event);
    }
  }

  /** One step, with the memory of the one before. */
  private double step(
      Workspace workspace, Training learning, Examples train, int[] rows, int epoch, int number, Flow flow) {
    return workspace.step(() -> step(learning, train.select(rows), rows, epoch, number, flow));
  }

  private double step(Training learning, Examples examples, int[] rows, int epoch, int number, Flow flow) {
    optimizer.zeroGrad();
    Tensor value = loss(learning.apply(examples.inputs()), examples);
    double size = value.item();
    if (!Double.isFinite(size)) {
      throw new TrainingException(
          String.format(Locale.ROOT,
              "the loss is %s in epoch %d, batch %d%s; try a smaller learning rate, or look for extreme values in the data",
              size, epoch, number, culprit(examples, rows)));
    }
    value.backward();
    flow.beforeStep();
    try {
      optimizer.step();
    } catch (NonFiniteGradientException e) {
      throw new TrainingException(
          String.format(Locale.ROOT,
              "in epoch %d, batch %d: %s; try a smaller learning rate, or look for extreme values in the data",
              epoch, number, e.getMessage()), e);
    }
    learning.commit();
    flow.afterStep();
    return size;
  }

  private Tensor loss(Tensor prediction, Examples examples) {
    return given(loss.of(prediction, examples.targets()), "the loss " + loss, "a tensor");
  }

  /** What somebody's loss gave, which may be null whatever its type says. */
  private static <T> T given(@Nullable T value, String who, String expected) {
    if (value == null) {
      throw new TrainingException(who + " gave null; expected " + expected);
    }
    return value;
  }

  /** The first example of a batch whose own loss is not finite, in words. */
  private String culprit(Examples examples, int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      Examples one = examples.select(i);
      double value = Autodiff.noGrad(() -> loss(network.apply(one.inputs()), one)).item();
      if (!Double.isFinite(value)) {
        return ", first at training example " + rows[i];
      }
    }
    return "";
  }

  /** The outputs are put together before loss and metric are taken: both are then what they are of all examples at once, whatever they are. */
  private Epoch evaluate(int number, double trainLoss, Examples examples) {
    return Autodiff.noGrad(() -> {
      Tensor prediction = predicted(examples.inputs());
      return new Epoch(number, trainLoss, loss(prediction, examples).item(), metric.of(prediction, examples.targets()));
    });
  }

  /** The network's outputs, computed some examples at a time, so that memory doesn't grow with the hidden layers. */
  private Tensor predicted(Tensor inputs) {
    int n = inputs.shape().get(0);
    if (n <= EVALUATED_AT_ONCE) {
      return network.apply(inputs);
    }
    Tensor[] parts = new Tensor[Math.ceilDiv(n, EVALUATED_AT_ONCE)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = network.apply(inputs.slice(0, i * EVALUATED_AT_ONCE, Math.min(n, (i + 1) * EVALUATED_AT_ONCE)));
    }
    return Tensor.concat(0, parts);
  }

  private static int[] shuffled(int n, RandomGenerator random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
