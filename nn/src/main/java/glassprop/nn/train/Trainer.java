package glassprop.nn.train;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.nn.Layer;
import glassprop.nn.loss.Loss;
import glassprop.nn.optim.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Trains a network by mini-batches, and leaves it with the parameters of the epoch that did best on the validation examples.
 *
 * @param network the layers; their parameters change
 * @param loss what is minimised
 * @param optimizer of the network's parameters
 * @param metric what is reported
 * @param batch how many examples make a step; the last batch of an epoch may be smaller
 */
public record Trainer(Layer network, Loss loss, Optimizer optimizer, Metric metric, int batch) {
  /** Requires a batch of at least one example. */
  public Trainer {
    if (batch < 1) {
      throw new IllegalArgumentException("batch size " + batch + ": expected at least 1");
    }
  }

  /**
   * Runs epochs.
   *
   * @param random orders the examples of each epoch
   * @throws TrainingException if a loss is not finite; the parameters are then those before that batch
   */
  public TrainingResult run(
      Examples train, Examples validation, int epochs, RandomGenerator random, TrainingListener listener) {
    List<Epoch> done = new ArrayList<>();
    List<Tensor> parameters = network.parameters();
    List<NdArray> best = copies(parameters);
    double least = Double.POSITIVE_INFINITY;
    int bestEpoch = 0;
    int batches = Math.ceilDiv(train.size(), batch);
    Flow flow = new Flow(parameters, batches);
    boolean stopped = false;
    for (int number = 1; number <= epochs && !stopped; number++) {
      flow = new Flow(parameters, batches);
      double total = 0;
      int[] order = shuffled(train.size(), random);
      int finished = 0;
      for (int b = 0; b < batches && !stopped; b++) {
        int from = b * batch;
        int[] rows = Arrays.copyOfRange(order, from, Math.min(from + batch, order.length));
        double value = step(train.select(rows), rows, number, b + 1, flow);
        total += value;
        finished++;
        listener.batch(number, b + 1, batches, value);
        stopped = listener.stop();
      }
      Epoch epoch = evaluate(number, total / finished, validation);
      if (!stopped || number == 1) {
        done.add(epoch);
        listener.epoch(epoch);
      }
      if (epoch.validationLoss() < least) {
        least = epoch.validationLoss();
        bestEpoch = number;
        best = copies(parameters);
      }
    }
    restore(parameters, best);
    return new TrainingResult(done, bestEpoch, stopped, flow.means());
  }

  private double step(Examples examples, int[] rows, int epoch, int number, Flow flow) {
    optimizer.zeroGrad();
    Tensor value = loss.of(network.forward(examples.inputs()), examples.targets());
    double size = value.item();
    if (!Double.isFinite(size)) {
      throw new TrainingException(
          "the loss is %s in epoch %d, batch %d%s; try a smaller learning rate, or look for extreme values in the data"
              .formatted(size, epoch, number, culprit(examples, rows)));
    }
    value.backward();
    flow.beforeStep();
    optimizer.step();
    flow.afterStep();
    return size;
  }

  /** The first example of a batch whose own loss is not finite, in words. */
  private String culprit(Examples examples, int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      Examples one = examples.select(i);
      double value = Autodiff.noGrad(() -> loss.of(network.forward(one.inputs()), one.targets())).item();
      if (!Double.isFinite(value)) {
        return ", first at training example " + rows[i];
      }
    }
    return "";
  }

  private Epoch evaluate(int number, double trainLoss, Examples examples) {
    Tensor prediction = Autodiff.noGrad(() -> network.forward(examples.inputs()));
    double value = Autodiff.noGrad(() -> loss.of(prediction, examples.targets())).item();
    return new Epoch(number, trainLoss, value, metric.of(prediction, examples.targets()));
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

  private static List<NdArray> copies(List<Tensor> parameters) {
    return parameters.stream().map(parameter -> parameter.array().copy()).toList();
  }

  private static void restore(List<Tensor> parameters, List<NdArray> values) {
    for (int i = 0; i < parameters.size(); i++) {
      NdArray value = values.get(i);
      parameters.get(i).updateInPlace(array -> array.copyFrom(value));
    }
  }
}
