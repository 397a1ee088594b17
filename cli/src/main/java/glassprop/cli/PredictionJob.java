package glassprop.cli;

import glassprop.cli.score.ScoreText;
import glassprop.cli.terminal.Console;
import glassprop.nn.data.CsvFormat;
import glassprop.nn.io.AtomicFile;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import glassprop.nn.score.Scores;
import glassprop.text.Figures;
import glassprop.text.Visible;
import glassprop.workbench.StandardInput;
import glassprop.workbench.predict.Predicted;
import glassprop.workbench.predict.Predictor;
import glassprop.workbench.predict.RowValues;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The course of {@code glassprop predict}. */
final class PredictionJob {
  private static final String ROW = "--set";

  /**
   * What was asked for.
   *
   * @param model a model's file, or its folder
   * @param data a CSV or IDX file, or {@code -} for standard input; empty if one row is given by {@code values}
   * @param values of one row, each {@code name=value,…}
   * @param labels of images
   * @param format how a CSV file is read as a whole
   * @param json whether to write JSON instead of CSV
   */
  record Request(Path model, Optional<Path> data, List<String> values, Optional<Path> labels, CsvFormat format, boolean json) {}

  private final Request request;
  private final Console console;
  private final String text;

  PredictionJob(Request request, Console console) {
    this.request = request;
    this.console = console;
    this.text = told(predicted(Predictor.load(request.model())));
  }

  void print() {
    console.out().print(text);
    console.out().flush();
  }

  void save(Path out) {
    AtomicFile.write(out, text.getBytes(StandardCharsets.UTF_8));
    console.err().println("glassprop: predictions saved in " + Visible.escaped(out.toString()));
  }

  private Predicted predicted(Predictor predictor) {
    if (request.data().isEmpty()) {
      List<String> columns = predictor.columns();
      return predictor.row(ROW, columns.isEmpty() ? Map.of() : RowValues.of(request.values(), columns));
    }
    Path data = request.data().get();
    return StandardInput.isMeant(data)
        ? predictor.stream(console.in(), request.labels(), request.format())
        : predictor.file(data, request.labels(), request.format());
  }

  /** The predictions as text; what is to be said of them goes beside them, or into the JSON object. */
  private String told(Predicted predicted) {
    if (request.json()) {
      return predicted.json();
    }
    predicted.notes().forEach(note -> console.err().println("glassprop: " + Visible.escaped(note)));
    predicted.scores().ifPresent(found -> scored(found, predicted.prediction().target().column()));
    return predicted.csv();
  }

  /** How good the predictions are where the target is known. */
  private void scored(Scores scores, String column) {
    String by = ", by the column '" + Visible.escaped(column) + "'";
    switch (scores) {
      case ClassScores classes -> {
        console.err().println("glassprop: accuracy " + Figures.share(classes.accuracy()) + ", " + classes.right() + " of "
            + Figures.count(classes.rows(), "row") + " right" + by);
        if (classes.rows() > 1) {
          console.err().println("glassprop: " + ScoreText.figures(classes));
          ScoreText.confusion(classes, console.errScreen().width()).forEach(line -> console.err().println("  " + line));
        }
      }
      case QuantityScores numbers -> console.err().println("glassprop: R² " + Figures.share(numbers.r2()) + " over "
          + Figures.count(numbers.rows(), "row") + by + "; " + ScoreText.figures(numbers));
    }
  }
}
