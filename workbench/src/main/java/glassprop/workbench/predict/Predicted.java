package glassprop.workbench.predict;

import glassprop.nn.data.CategoryColumn;
import glassprop.nn.data.Column;
import glassprop.nn.data.Csv;
import glassprop.nn.data.Table;
import glassprop.nn.model.Prediction;
import glassprop.nn.score.Scores;
import glassprop.workbench.score.ScoreJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model says of rows or images.
 *
 * @param model the model's file
 * @param prediction the value of each row, and for classes their probabilities
 * @param notes what had to be done to the data, and what is doubtful
 * @param scores how good the predictions are where the target is known; empty if it nowhere is
 */
public record Predicted(Path model, Prediction prediction, List<String> notes, Optional<Scores> scores) {
  /** Copies the notes. */
  public Predicted {
    notes = List.copyOf(notes);
  }

  /** As a CSV file: a row for each row of the data, with what is predicted, and for classes the probability of each. */
  public String csv() {
    List<Column> columns = new ArrayList<>();
    columns.add(column(prediction.target().column(), prediction.rows(), prediction::textAt));
    switch (prediction) {
      case Prediction.OfClasses classes -> {
        List<String> names = classes.target().names();
        for (int c = 0; c < names.size(); c++) {
          int ofClass = c;
          columns.add(column("p(" + names.get(c) + ")", prediction.rows(),
              row -> String.format(Locale.ROOT, "%.6f", classes.probabilities().get(row, ofClass))));
        }
      }
      case Prediction.OfQuantity _ -> { }
    }
    StringWriter out = new StringWriter();
    try {
      Csv.write(new Table("predictions", columns, new int[prediction.rows()], List.of()), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
    return out.toString();
  }

  /** A column of texts, which are written as they are. */
  private static Column column(String name, int rows, IntFunction<String> textAt) {
    return CategoryColumn.of(name, IntStream.range(0, rows).mapToObj(textAt).toList());
  }

  /**
   * As one JSON object, and a line feed: the file of the model, the task, the target, for each row its value and for classes their probabilities, the notes,
   * and the score, which is null where the target isn't known.
   */
  public String json() {
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
