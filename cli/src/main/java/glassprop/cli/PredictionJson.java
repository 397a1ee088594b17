package glassprop.cli;

import glassprop.cli.score.ScoreJson;
import glassprop.nn.model.Prediction;
import glassprop.nn.score.Scores;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is predicted, as one JSON object: the file of the model, the task, the target, for each row its value and for classes their probabilities,
 * the notes, and the score, which is null where the target isn't known.
 */
record PredictionJson(Path model, Prediction prediction, List<String> notes, Optional<Scores> scores) {

  /** On one line. */
  String text() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("model", model.toString());
    json.put("task", prediction.target().task().name().toLowerCase(Locale.ROOT));
    json.put("target", prediction.target().column());
    ArrayNode rows = json.putArray("predictions");
    for (int row = 0; row < prediction.rows(); row++) {
      ObjectNode each = rows.addObject();
      switch (prediction) {
        case Prediction.OfClasses classes -> {
          each.put("value", classes.textAt(row));
          ObjectNode probabilities = each.putObject("probabilities");
          List<String> names = classes.target().names();
          for (int c = 0; c < names.size(); c++) {
            ScoreJson.put(probabilities, names.get(c), classes.probabilities().get(row, c));
          }
        }
        case Prediction.OfQuantity quantity -> number(each, (float) quantity.values().get(row)); // a float32 network knows no more digits
      }
    }
    ArrayNode told = json.putArray("notes");
    notes.forEach(told::add);
    scores.map(ScoreJson::of).ifPresentOrElse(found -> json.set("score", found), () -> json.putNull("score"));
    return JsonMapper.shared().writeValueAsString(json) + "\n";
  }

  private static void number(ObjectNode json, float value) {
    if (Float.isFinite(value)) {
      json.put("value", value);
    } else {
      json.putNull("value");
    }
  }
}
