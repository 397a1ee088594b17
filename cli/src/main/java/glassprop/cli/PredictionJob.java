package glassprop.cli;

import glassprop.cli.score.ScoreText;
import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Failure;
import glassprop.cli.terminal.StandardInput;
import glassprop.cli.terminal.Text;
import glassprop.cli.train.RunTie;
import glassprop.nn.data.CategoryColumn;
import glassprop.nn.data.Column;
import glassprop.nn.data.Csv;
import glassprop.nn.data.CsvFormat;
import glassprop.nn.data.DataException;
import glassprop.nn.data.Idx;
import glassprop.nn.data.ImageEncoder;
import glassprop.nn.data.Images;
import glassprop.nn.data.Schema;
import glassprop.nn.data.Table;
import glassprop.nn.data.TableEncoder;
import glassprop.nn.data.Target;
import glassprop.nn.io.AtomicFile;
import glassprop.nn.model.Model;
import glassprop.nn.model.Prediction;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import glassprop.nn.score.Scores;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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
  private final Path file;
  private final String text;

  PredictionJob(Request request, Console console) {
    this.request = request;
    this.console = console;
    this.file = Files.isDirectory(request.model()) ? request.model().resolve("model.safetensors") : request.model();
    Model model = Model.load(file);
    this.text = switch (model.encoder()) {
      case TableEncoder encoder -> table(model, encoder);
      case ImageEncoder encoder -> images(model, encoder);
    };
  }

  void print() {
    console.out().print(text);
    console.out().flush();
  }

  void save(Path out) {
    AtomicFile.write(out, text.getBytes(StandardCharsets.UTF_8));
    console.err().println("glassprop: predictions saved in " + Text.printable(out.toString()));
  }

  private String table(Model model, TableEncoder encoder) {
    if (request.labels().isPresent()) {
      throw Failure.ofInput("--labels belongs to images, but this model is for tables");
    }
    Table table = request.data().map(data -> read(encoder, data)).orElseGet(() -> row(encoder));
    return told(model.predict(table), table.find(encoder.target().column()));
  }

  private Table row(TableEncoder encoder) {
    Schema schema = encoder.labelledSchema();
    return Csv.row(ROW, schema, RowValues.of(request.values(), List.copyOf(schema.kinds().keySet())));
  }

  private Table read(TableEncoder encoder, Path data) {
    if (!StandardInput.isMeant(data)) {
      return read(encoder, data, data.toString());
    }
    try (StandardInput input = StandardInput.spooled(console.in())) {
      return read(encoder, input.path(), StandardInput.NAME);
    }
  }

  /** The features, and the target too if it is there and can be read; whatever is wrong with the features is told. */
  private Table read(TableEncoder encoder, Path data, String name) {
    if (Idx.isIdx(data, name)) {
      throw Failure.ofInput(Text.printable(name) + ": expected a CSV file, since this model is for tables, found an IDX file");
    }
    try {
      return Csv.read(data, name, encoder.labelledSchema(), request.format());
    } catch (DataException _) {
      return Csv.read(data, name, encoder.schema(), request.format());
    }
  }

  private String images(Model model, ImageEncoder encoder) {
    Path data = request.data().orElseThrow(() -> Failure.ofInput("--set gives a row of a table, but this model is for images; name a file of"
        + " images"));
    if (StandardInput.isMeant(data)) {
      throw Failure.ofInput(StandardInput.NAME + ": this model is for images, which are read from a file: save them, and name it");
    }
    if (!Idx.isIdx(data)) {
      throw Failure.ofInput(Text.printable(data.toString()) + ": expected an IDX file, since this model is for images");
    }
    Images images = request.labels().map(labels -> Idx.read(data, labels)).orElseGet(() -> Idx.readImages(data));
    Optional<Column> known = request.labels().map(_ -> CategoryColumn.of(encoder.target().column(),
        IntStream.range(0, images.count()).mapToObj(i -> Integer.toString(images.labelAt(i))).toList()));
    return told(model.predict(images), known);
  }

  /** The predictions as text, and what is to be said of them: beside them, or in the JSON object. */
  private String told(Prediction prediction, Optional<Column> known) {
    List<String> notes = new ArrayList<>(prediction.notes());
    RunTie.doubt(file).ifPresent(notes::add);
    Optional<KnownRows> rows = known.map(column -> KnownRows.of(prediction, column));
    rows.flatMap(KnownRows::note).ifPresent(notes::add);
    Optional<Scores> scores = rows.flatMap(KnownRows::scores);
    if (request.json()) {
      return new PredictionJson(file, prediction, notes, scores).text();
    }
    notes.forEach(note -> console.err().println("glassprop: " + Text.printable(note)));
    scores.ifPresent(found -> scored(found, prediction.target().column()));
    return csv(prediction, prediction.target());
  }

  /** How good the predictions are where the target is known. */
  private void scored(Scores scores, String column) {
    String by = ", by the column '" + Text.printable(column) + "'";
    switch (scores) {
      case ClassScores classes -> {
        console.err().println("glassprop: accuracy " + Text.share(classes.accuracy()) + ", " + classes.right() + " of "
            + Text.count(classes.rows(), "row") + " right" + by);
        if (classes.rows() > 1) {
          console.err().println("glassprop: " + ScoreText.figures(classes));
          ScoreText.confusion(classes, console.errScreen().width()).forEach(line -> console.err().println("  " + line));
        }
      }
      case QuantityScores numbers -> console.err().println("glassprop: R² " + Text.share(numbers.r2()) + " over "
          + Text.count(numbers.rows(), "row") + by + "; " + ScoreText.figures(numbers));
    }
  }

  /** A row for each row of the data: what is predicted, and for classes the probability of each. */
  private static String csv(Prediction prediction, Target target) {
    List<Column> columns = new ArrayList<>();
    columns.add(column(target.column(), prediction.rows(), prediction::textAt));
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
}
