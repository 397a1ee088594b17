package glassprop.workbench.predict;

import glassprop.nn.data.CategoryColumn;
import glassprop.nn.data.Column;
import glassprop.nn.data.Csv;
import glassprop.nn.data.CsvFormat;
import glassprop.nn.data.DataException;
import glassprop.nn.data.Idx;
import glassprop.nn.data.ImageEncoder;
import glassprop.nn.data.Images;
import glassprop.nn.data.Table;
import glassprop.nn.data.TableEncoder;
import glassprop.nn.model.Model;
import glassprop.nn.model.Prediction;
import glassprop.nn.score.Scores;
import glassprop.text.Visible;
import glassprop.workbench.RunFiles;
import glassprop.workbench.StandardInput;
import glassprop.workbench.WorkbenchException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A saved model that predicts. It can be used by several threads at once, as nothing in it changes.
 *
 * @param file the model's file
 * @param model that was read from it
 */
public record Predictor(Path file, Model model) {

  /**
   * Reads a model.
   *
   * @param path the file of a model, or the folder of its run
   * @throws glassprop.nn.io.ModelFileException if the file can't be read or is damaged
   * @throws glassprop.nn.model.ModelException if it holds no model, or one of another version
   */
  public static Predictor load(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(RunFiles.MODEL) : path;
    return new Predictor(file, Model.load(file));
  }

  /** The columns that a row may have, the target among them; empty for a model of images. */
  public List<String> columns() {
    return switch (model.encoder()) {
      case TableEncoder encoder -> List.copyOf(encoder.labelledSchema().kinds().keySet());
      case ImageEncoder _ -> List.of();
    };
  }

  /**
   * Predicts one row.
   *
   * @param name what messages call it
   * @param cells by the names of their columns; a column without one counts as missing
   * @throws DataException if a cell is no number in a column of numbers
   * @throws WorkbenchException if the model is for images, or has no column of a name
   */
  public Predicted row(String name, Map<String, String> cells) {
    if (!(model.encoder() instanceof TableEncoder encoder)) {
      throw WorkbenchException.ofInput(name + " gives a row of a table, but this model is for images; name a file of images");
    }
    RowValues.requireKnown(name, cells.keySet(), columns());
    return table(encoder, Csv.row(name, encoder.labelledSchema(), cells));
  }

  /**
   * Predicts the rows of a CSV file, or the images of an IDX file.
   *
   * @param labels the labels of images, to score them by
   * @param format how a CSV file is read as a whole
   * @throws DataException if the data can't be read, or lack a column
   * @throws WorkbenchException if the file is not of the kind that the model is for
   */
  public Predicted file(Path data, Optional<Path> labels, CsvFormat format) {
    return switch (model.encoder()) {
      case TableEncoder encoder -> {
        requireNoLabels(labels);
        yield table(encoder, read(encoder, data, data.toString(), format));
      }
      case ImageEncoder encoder -> images(encoder, data, labels);
    };
  }

  /**
   * Predicts the rows of a CSV file that comes as a stream, which is read to its end.
   *
   * @param format how it is read as a whole
   * @throws DataException if the data can't be read, or lack a column
   * @throws WorkbenchException if the model is for images
   */
  public Predicted stream(InputStream in, Optional<Path> labels, CsvFormat format) {
    if (!(model.encoder() instanceof TableEncoder encoder)) {
      throw WorkbenchException.ofInput(
          StandardInput.NAME + ": this model is for images, which are read from a file: save them, and name it");
    }
    requireNoLabels(labels);
    try (StandardInput input = StandardInput.spooled(in)) {
      return table(encoder, read(encoder, input.path(), StandardInput.NAME, format));
    }
  }

  private static void requireNoLabels(Optional<Path> labels) {
    if (labels.isPresent()) {
      throw WorkbenchException.ofInput("--labels belongs to images, but this model is for tables");
    }
  }

  private Predicted table(TableEncoder encoder, Table table) {
    return predicted(model.predict(table), table.find(encoder.target().column()));
  }

  /** The features, and the target too if it is there and can be read; whatever is wrong with the features is told. */
  private static Table read(TableEncoder encoder, Path data, String name, CsvFormat format) {
    if (Idx.isIdx(data, name)) {
      throw WorkbenchException.ofInput(
          Visible.escaped(name) + ": expected a CSV file, since this model is for tables, found an IDX file");
    }
    try {
      return Csv.read(data, name, encoder.labelledSchema(), format);
    } catch (DataException _) {
      return Csv.read(data, name, encoder.schema(), format);
    }
  }

  private Predicted images(ImageEncoder encoder, Path data, Optional<Path> labels) {
    if (!Idx.isIdx(data)) {
      throw WorkbenchException.ofInput(
          Visible.escaped(data.toString()) + ": expected an IDX file, since this model is for images");
    }
    Images images = labels.map(file -> Idx.read(data, file)).orElseGet(() -> Idx.readImages(data));
    Optional<Column> known = labels.map(_ -> CategoryColumn.of(encoder.target().column(),
        IntStream.range(0, images.count()).mapToObj(i -> Integer.toString(images.labelAt(i))).toList()));
    return predicted(model.predict(images), known);
  }

  private Predicted predicted(Prediction prediction, Optional<Column> known) {
    List<String> notes = new ArrayList<>(prediction.notes());
    RunFiles.doubt(file).ifPresent(notes::add);
    Optional<KnownRows> rows = known.map(column -> KnownRows.of(prediction, column));
    rows.flatMap(KnownRows::note).ifPresent(notes::add);
    Optional<Scores> scores = rows.flatMap(KnownRows::scores);
    return new Predicted(file, prediction, notes, scores);
  }
}
