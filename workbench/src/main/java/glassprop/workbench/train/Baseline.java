package glassprop.workbench.train;

import glassprop.nn.data.Classes;
import glassprop.nn.data.Quantity;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import glassprop.nn.score.Scores;
import glassprop.text.Figures;
import java.util.Arrays;

/**
 * What is reached on the test part without looking at the inputs: by always giving the training part's frequencies of the classes as their
 * probabilities, or its mean.
 *
 * @param scores of that constant answer
 * @param what the constant answer
 */
public record Baseline(Scores scores, String what) {

  /** The baseline of data: its training part answers for its test part. */
  public static Baseline of(Dataset data) {
    return switch (data.encoder().target()) {
      case Classes classes -> frequencies(classes, TestPart.labels(data.train()), TestPart.labels(data.test()));
      case Quantity quantity -> mean(quantity, TestPart.numbers(quantity, data.test()));
    };
  }

  /** A class that the training part lacks counts as if it were there once, or a single test row of it would make the loss infinite. */
  private static Baseline frequencies(Classes classes, int[] train, int[] test) {
    int k = classes.names().size();
    int[] counts = new int[k];
    for (int label : train) {
      counts[label]++;
    }
    double total = Arrays.stream(counts).map(count -> Math.max(1, count)).sum();
    double[] logs = new double[test.length * k];
    int most = 0;
    for (int c = 0; c < k; c++) {
      most = counts[c] > counts[most] ? c : most;
      double log = Math.log(Math.max(1, counts[c]) / total);
      for (int row = 0; row < test.length; row++) {
        logs[row * k + c] = log;
      }
    }
    return new Baseline(ClassScores.of(classes.names(), logs, test), "always '" + classes.names().get(most) + "'");
  }

  private static Baseline mean(Quantity quantity, double[] test) {
    double[] constant = new double[test.length];
    Arrays.fill(constant, quantity.mean());
    return new Baseline(QuantityScores.of(constant, test), "always the training mean, " + Figures.number(quantity.mean()));
  }
}
