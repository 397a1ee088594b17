package glassprop.cli.train;

import glassprop.Tensor;
import glassprop.cli.terminal.Bars;
import glassprop.nn.data.Classes;
import glassprop.nn.data.Quantity;
import glassprop.nn.train.Examples;
import glassprop.nn.train.Metric;

/**
 * What is reached without looking at the inputs: by always naming the most frequent class of the training part, or its
 * mean.
 *
 * @param value the metric on the test part
 * @param what the constant answer
 */
record Baseline(double value, String what) {

  static Baseline of(Dataset data) {
    return switch (data.encoder().target()) {
      case Classes classes -> majority(classes, data.train(), data.test());
      case Quantity quantity -> mean(quantity, data.test());
    };
  }

  private static Baseline majority(Classes classes, Examples train, Examples test) {
    int[] counts = new int[classes.names().size()];
    for (double label : train.targets().toDoubles()) {
      counts[(int) label]++;
    }
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      most = counts[c] > counts[most] ? c : most;
    }
    int hits = 0;
    for (double label : test.targets().toDoubles()) {
      hits += (int) label == most ? 1 : 0;
    }
    return new Baseline(hits / (double) test.size(), "always '" + classes.names().get(most) + "'");
  }

  /** Targets are standardised by the training part, whose mean is therefore 0. */
  private static Baseline mean(Quantity quantity, Examples test) {
    Tensor zeros = Tensor.zeros(test.targets().dtype(), test.targets().shape().toArray());
    return new Baseline(Metric.R2.of(zeros, test.targets()), "always the training mean, "
        + Bars.number(quantity.mean()));
  }
}
