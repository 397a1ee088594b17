package glassprop.workbench.score;

import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import glassprop.nn.score.Scores;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Scores as JSON. A figure that isn't defined is null. */
public final class ScoreJson {
  private static final int MOST_CLASSES = 100; // of a whole confusion matrix
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ScoreJson() {}

  /**
   * The figures by name: {@code rows}; of numbers {@code r2}, {@code mae}, {@code rmse}; of classes {@code accuracy}, {@code logLoss},
   * {@code rocAuc}, {@code macroPrecision}, {@code macroRecall}, {@code macroF1}, the figures of each class, and the confusion matrix, in which a row
   * is what the class is and a column what it was taken for; null for more than a hundred classes.
   */
  public static ObjectNode of(Scores scores) {
    ObjectNode json = JSON.objectNode().put("rows", scores.rows());
    switch (scores) {
      case QuantityScores numbers -> {
        put(json, "r2", numbers.r2());
        put(json, "mae", numbers.mae());
        put(json, "rmse", numbers.rmse());
      }
      case ClassScores classes -> {
        put(json, "accuracy", classes.accuracy());
        put(json, "logLoss", classes.logLoss());
        put(json, "rocAuc", classes.rocAuc());
        put(json, "macroPrecision", classes.macroPrecision());
        put(json, "macroRecall", classes.macroRecall());
        put(json, "macroF1", classes.macroF1());
        ArrayNode each = json.putArray("classes");
        for (ClassScores.OfClass one : classes.classes()) {
          ObjectNode object = each.addObject().put("name", one.name()).put("rows", one.actual());
          put(object, "precision", one.precision());
          put(object, "recall", one.recall());
          put(object, "f1", one.f1());
        }
        confusion(json, classes);
      }
    }
    return json;
  }

  private static void confusion(ObjectNode json, ClassScores scores) {
    int k = scores.classes().size();
    if (k > MOST_CLASSES) {
      json.putNull("confusion");
      return;
    }
    int[][] matrix = new int[k][k];
    scores.pairs().forEach(pair -> matrix[pair.actual()][pair.predicted()] = pair.rows());
    ArrayNode rows = json.putArray("confusion");
    for (int[] row : matrix) {
      ArrayNode cells = rows.addArray();
      for (int cell : row) {
        cells.add(cell);
      }
    }
  }

  /** A number, or null where it isn't finite. */
  public static void put(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }
}
