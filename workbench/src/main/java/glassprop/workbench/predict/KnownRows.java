package glassprop.workbench.predict;

import glassprop.nn.data.Column;
import glassprop.nn.data.NumberColumn;
import glassprop.nn.model.Prediction;
import glassprop.nn.score.Scores;
import glassprop.text.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows whose target is known, with their scores.
 *
 * @param scores of them; empty if there are none
 * @param note on rows that can't be scored
 */
record KnownRows(Optional<Scores> scores, Optional<String> note) {

  static KnownRows of(Prediction prediction, Column known) {
    int[] present = IntStream.range(0, known.rows()).filter(row -> !known.missingAt(row)).toArray();
    return switch (prediction) {
      case Prediction.OfClasses classes -> ofClasses(classes, known, present);
      case Prediction.OfQuantity quantity when present.length > 0 && known instanceof NumberColumn numbers -> new KnownRows(
          Optional.of(quantity.scores(present, Arrays.stream(present).mapToDouble(numbers::at).toArray())), Optional.empty());
      case Prediction.OfQuantity _ -> new KnownRows(Optional.empty(), Optional.empty());
    };
  }

  /** A class that the model doesn't know has no probability, so that its rows can't be scored. */
  private static KnownRows ofClasses(Prediction.OfClasses prediction, Column known, int[] present) {
    List<String> names = prediction.target().names();
    int[] rows = Arrays.stream(present).filter(row -> names.contains(known.textAt(row))).toArray();
    int[] classes = Arrays.stream(rows).map(row -> names.indexOf(known.textAt(row))).toArray();
    Optional<String> note = Arrays.stream(present).filter(row -> !names.contains(known.textAt(row))).mapToObj(known::textAt).findFirst()
        .map(first -> Figures.count(present.length - rows.length, "row") + " of classes that the model doesn't know, such as '" + first
            + "', left out of the scores");
    return new KnownRows(rows.length == 0 ? Optional.empty() : Optional.of(prediction.scores(rows, classes)), note);
  }
}
