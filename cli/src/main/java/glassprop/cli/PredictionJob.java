package glassprop.cli;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Failure;
import glassprop.cli.terminal.Text;
import glassprop.nn.data.CategoryColumn;
import glassprop.nn.data.Column;
import glassprop.nn.data.Csv;
import glassprop.nn.data.CsvFormat;
import glassprop.nn.data.DataException;
import glassprop.nn.data.Idx;
import glassprop.nn.data.ImageEncoder;
import glassprop.nn.data.Images;
import glassprop.nn.data.NumberColumn;
import glassprop.nn.data.Table;
import glassprop.nn.data.TableEncoder;
import glassprop.nn.data.Target;
import glassprop.nn.io.AtomicFile;
import glassprop.nn.model.Model;
import glassprop.nn.model.Prediction;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The course of {@code glassprop predict}. */
final class PredictionJob {
  private final Console console;
  private final CsvFormat format;
  private final String csv;

  PredictionJob(Path modelOrFolder, Path data, @Nullable Path labels, CsvFormat format, Console console) {
    this.console = console;
    this.format = format;
    Path file = Files.isDirectory(modelOrFolder) ? modelOrFolder.resolve("model.safetensors") : modelOrFolder;
    Model model = Model.load(file);
    this.csv = switch (model.encoder()) {
      case TableEncoder encoder -> table(model, encoder, data, labels);
      case ImageEncoder encoder -> images(model, encoder, data, labels);
    };
  }

  void print() {
    console.out().print(csv);
    console.out().flush();
  }

  void save(Path out) {
    AtomicFile.write(out, csv.getBytes(StandardCharsets.UTF_8));
    console.err().println("glassprop: predictions saved in " + Text.printable(out.toString()));
  }

  private String table(Model model, TableEncoder encoder, Path data, @Nullable Path labels) {
    if (labels != null) {
      throw Failure.ofInput("--labels belongs to images, but this model is for tables");
    }
    if (Idx.isIdx(data)) {
      throw Failure.ofInput(Text.printable(data.toString()) + ": expected a CSV file, since this model is for tables,"
          + " found an IDX file");
    }
    Table table = read(encoder, data);
    Prediction prediction = model.predict(table);
    prediction.notes().forEach(note -> console.err().println("glassprop: " + note));
    table.find(encoder.target().column()).ifPresent(known -> score(prediction, encoder.target(), known));
    return csv(prediction, encoder.target(), data);
  }

  /** The features, and the target too if it is there and can be read; whatever is wrong with the features is told. */
  private Table read(TableEncoder encoder, Path data) {
    try {
      return Csv.read(data, encoder.labelledSchema(), format);
    } catch (DataException _) {
      return Csv.read(data, encoder.schema(), format);
    }
  }

  private String images(Model model, ImageEncoder encoder, Path data, @Nullable Path labels) {
    if (!Idx.isIdx(data)) {
      throw Failure.ofInput(Text.printable(data.toString()) + ": expected an IDX file, since this model is for images");
    }
    Images images = labels == null ? Idx.readImages(data) : Idx.read(data, labels);
    Prediction prediction = model.predict(images);
    if (labels != null) {
      List<String> known =
          IntStream.range(0, images.count()).mapToObj(i -> Integer.toString(images.labelAt(i))).toList();
      score(prediction, encoder.target(), CategoryColumn.of(encoder.target().column(), known));
    }
    return csv(prediction, encoder.target(), data);
  }

  /** How good the predictions are where the target is known. */
  private void score(Prediction prediction, Target target, Column known) {
    int[] rows = IntStream.range(0, known.rows()).filter(row -> !known.missingAt(row)).toArray();
    if (rows.length == 0) {
      return;
    }
    String figure = switch (prediction) {
      case Prediction.OfClasses classes -> {
        long right = IntStream.of(rows).filter(row -> classes.textAt(row).equals(known.textAt(row))).count();
        yield "accuracy " + Text.share(right / (double) rows.length) + ", " + right + " of "
            + Text.count(rows.length, "row") + " right";
      }
      case Prediction.OfQuantity quantity -> "R² " + Text.share(r2(quantity, rows, known)) + " over "
          + Text.count(rows.length, "row");
    };
    console.err().println("glassprop: " + figure + ", by the column '" + Text.printable(target.column()) + "'");
  }

  private static double r2(Prediction.OfQuantity prediction, int[] rows, Column known) {
    if (!(known instanceof NumberColumn numbers)) {
      return Double.NaN;
    }
    double mean = IntStream.of(rows).mapToDouble(numbers::at).average().orElse(Double.NaN);
    double residual = IntStream.of(rows).mapToDouble(r -> square(numbers.at(r) - prediction.values().get(r))).sum();
    double total = IntStream.of(rows).mapToDouble(r -> square(numbers.at(r) - mean)).sum();
    return 1 - residual / total;
  }

  private static double square(double x) {
    return x * x;
  }

  /** A row for each row of the data: what is predicted, and for classes the probability of each. */
  private static String csv(Prediction prediction, Target target, Path data) {
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
      Csv.write(new Table(data.toString(), columns, new int[prediction.rows()], List.of()), out);
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
