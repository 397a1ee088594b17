package glassprop.workbench.train;

import glassprop.nn.data.Quantity;
import glassprop.nn.model.Model;
import glassprop.nn.model.Prediction;
import glassprop.nn.score.Scores;
import glassprop.nn.train.Examples;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What is true of examples, in the terms of scores: classes by index, numbers in the unit of the data. */
final class TestPart {
  private TestPart() {}

  /** How good a model is on these examples. */
  static Scores scores(Model model, Examples examples) {
    int[] rows = IntStream.range(0, examples.size()).toArray();
    return switch (model.predict(examples.inputs())) {
      case Prediction.OfClasses classes -> classes.scores(rows, labels(examples));
      case Prediction.OfQuantity quantity -> quantity.scores(rows, numbers(quantity.target(), examples));
    };
  }

  /** The index of each example's class. */
  static int[] labels(Examples examples) {
    return Arrays.stream(examples.targets().toDoubles()).mapToInt(label -> (int) label).toArray();
  }

  /** The number of each example. */
  static double[] numbers(Quantity quantity, Examples examples) {
    return Arrays.stream(examples.targets().toDoubles()).map(quantity::decode).toArray();
  }
}
