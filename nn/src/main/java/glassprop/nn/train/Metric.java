package glassprop.nn.train;

import glassprop.Tensor;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;

/** How good predictions are, in terms people use; higher is better. Anybody can state one. */
public interface Metric {
  /** The share of examples whose largest logit is that of their class, as {@link ClassScores} states it. */
  Metric ACCURACY = named("accuracy", (prediction, target) -> ClassScores.accuracy(
      prediction.toDoubles(), Arrays.stream(target.toDoubles()).mapToInt(label -> (int) label).toArray()));

  /** R², the share of the targets' variance that is explained, as {@link QuantityScores} states it. */
  Metric R2 = named("r2", (prediction, target) -> QuantityScores.of(prediction.toDoubles(), target.toDoubles()).r2());

  /** The name in records and on the terminal. */
  String label();

  /**
   * The metric of a set of examples.
   *
   * @param prediction logits (n, classes), or values (n, 1)
   * @param target class labels (n), or values (n, 1)
   */
  double of(Tensor prediction, Tensor target);

  /**
   * A metric that is a function of predictions and targets.
   *
   * @param label the name in records and on the terminal
   */
  static Metric named(String label, ToDoubleBiFunction<Tensor, Tensor> value) {
    Objects.requireNonNull(label, "metric: expected a name, came null");
    Objects.requireNonNull(value, "metric: expected a function of prediction and target, came null");
    return new Metric() {
      @Override
      public String label() {
        return label;
      }

      @Override
      public double of(Tensor prediction, Tensor target) {
        return value.applyAsDouble(prediction, target);
      }

      @Override
      public String toString() {
        return label;
      }
    };
  }
}
