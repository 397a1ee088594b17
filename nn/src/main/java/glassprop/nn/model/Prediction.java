package glassprop.nn.model;

import glassprop.Tensor;
import glassprop.nn.data.Classes;
import glassprop.nn.data.Quantity;
import glassprop.nn.data.Target;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import java.util.Arrays;
import java.util.List;

/** What a model says of some rows or images. */
public sealed interface Prediction {

  /** What is predicted. */
  Target target();

  /** The number of rows. */
  int rows();

  /** What had to be done to the data: cells imputed, categories never seen in training, columns not used. */
  List<String> notes();

  /** The prediction for a row as it would stand in the target's column: the likeliest class, or the number. */
  String textAt(int row);

  /**
   * The probability of each class.
   *
   * @param probabilities (rows, classes) in float64; each row adds up to 1
   * @param logProbabilities their logarithms, which are finite also where a probability is too small for a number
   */
  record OfClasses(Classes target, Tensor probabilities, Tensor logProbabilities, List<String> notes) implements Prediction {
    /** Keeps an unmodifiable copy of the notes. */
    public OfClasses {
      notes = List.copyOf(notes);
    }

    @Override
    public int rows() {
      return probabilities.shape().get(0);
    }

    /** The index of the likeliest class, the first of equals. */
    public int classAt(int row) {
      int best = 0;
      for (int c = 1; c < target.names().size(); c++) {
        best = probabilities.get(row, c) > probabilities.get(row, best) ? c : best;
      }
      return best;
    }

    @Override
    public String textAt(int row) {
      return target.names().get(classAt(row));
    }

    /**
     * How good the predictions of some rows are.
     *
     * @param rows one or more
     * @param actual the index of the class of each
     */
    public ClassScores scores(int[] rows, int[] actual) {
      double[] logs = logProbabilities.indexSelect(0, Tensor.indices(Arrays.stream(rows).asLongStream().toArray())).toDoubles();
      return ClassScores.of(target.names(), logs, actual);
    }
  }

  /**
   * A number for each row.
   *
   * @param values (rows) in float64, in the unit of the data
   */
  record OfQuantity(Quantity target, Tensor values, List<String> notes) implements Prediction {
    /** Keeps an unmodifiable copy of the notes. */
    public OfQuantity {
      notes = List.copyOf(notes);
    }

    @Override
    public int rows() {
      return values.shape().get(0);
    }

    @Override
    public String textAt(int row) {
      return Float.toString((float) values.get(row)); // a float32 network knows no more digits
    }

    /**
     * How good the predictions of some rows are.
     *
     * @param rows one or more
     * @param actual the number of each, in the unit of the data
     */
    public QuantityScores scores(int[] rows, double[] actual) {
      return QuantityScores.of(Arrays.stream(rows).mapToDouble(values::get).toArray(), actual);
    }
  }
}
