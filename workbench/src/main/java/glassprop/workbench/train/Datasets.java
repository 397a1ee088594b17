package glassprop.workbench.train;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.data.Classes;
import glassprop.nn.data.Csv;
import glassprop.nn.data.Generated;
import glassprop.nn.data.Idx;
import glassprop.nn.data.ImageEncoder;
import glassprop.nn.data.Images;
import glassprop.nn.data.Problem;
import glassprop.nn.data.Quantity;
import glassprop.nn.data.Schema;
import glassprop.nn.data.Split;
import glassprop.nn.data.SplitSizes;
import glassprop.nn.data.Table;
import glassprop.nn.data.TableEncoder;
import glassprop.nn.data.Target;
import glassprop.nn.data.Task;
import glassprop.nn.train.Examples;
import glassprop.text.Figures;
import glassprop.text.ShellWord;
import glassprop.text.Visible;
import glassprop.workbench.StandardInput;
import glassprop.workbench.WorkbenchException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the data that settings name, and makes it ready for training. */
final class Datasets {
  static final int POINTS_PER_ARM = 250;

  private final Settings settings;
  private final Seeds seeds;
  private final InputStream in;

  /** Data of which those that settings call {@code -} come from a stream. */
  Datasets(Settings settings, Seeds seeds, InputStream in) {
    this.settings = settings;
    this.seeds = seeds;
    this.in = in;
  }

  Dataset open() {
    if (settings.data().isEmpty()) {
      return spirals();
    }
    Path data = settings.data().get();
    if (!StandardInput.isMeant(data)) {
      return Idx.isIdx(data) ? images(data) : table(data, data, stem(data));
    }
    try (StandardInput input = StandardInput.spooled(in)) {
      if (Idx.isIdx(input.path(), StandardInput.NAME)) {
        throw WorkbenchException.ofInput(StandardInput.NAME + ": expected a table, found an IDX file; images are read from a file: save them, and name it");
      }
      return table(data, input.path(), "stdin");
    }
  }

  private Dataset spirals() {
    Table table = Generated.spirals(seeds.generation(), POINTS_PER_ARM);
    return encoded(table, "spirals", "generated spirals", Optional.empty(), settings.target().orElse("arm"));
  }

  /**
   * A table.
   *
   * @param data what was asked for
   * @param file where it is
   * @param name for folders
   */
  private Dataset table(Path data, Path file, String name) {
    if (settings.labels().isPresent()) {
      throw WorkbenchException.ofInput("--labels belongs to images in an IDX file, but " + Visible.escaped(StandardInput.nameOf(data))
          + " is a table; name its column with --target");
    }
    Schema schema = Schema.INFER;
    for (String column : settings.categories()) {
      schema = schema.with(column, Schema.Kind.CATEGORY);
    }
    for (String column : settings.numbers()) {
      schema = schema.with(column, Schema.Kind.NUMBER);
    }
    for (String column : settings.ignored()) {
      schema = schema.with(column, Schema.Kind.IGNORE);
    }
    Table table = Csv.read(file, StandardInput.nameOf(data), schema, settings.format());
    return encoded(table, name, Visible.escaped(StandardInput.nameOf(data)), Optional.of(data),
        settings.target().orElse(table.lastColumn()));
  }

  private Dataset encoded(Table table, String name, String source, Optional<Path> file, String column) {
    Problem problem = settings.task().map(task -> Problem.of(table, column, task))
        .orElseGet(() -> Problem.infer(table, column));
    Split split = Split.of(problem, sizes(problem.table().rows()), seeds.split());
    TableEncoder encoder = TableEncoder.fit(problem, split.train(), Set.copyOf(settings.numbers()));
    List<String> notes = new ArrayList<>(table.notes());
    notes.addAll(problem.notes());
    notes.addAll(encoder.notes());
    String last = settings.target().isPresent() || file.isEmpty() ? "" : " (the last column; --target names another)";
    String what = source + ": " + Figures.count(table.rows(), "row") + ", " + Figures.count(table.columns().size(), "column")
        + "; to predict: " + Visible.escaped(column) + last;
    return new Dataset(name, what, file, problem.table().rows(), problem.reason(), notes, file.isEmpty(), encoder,
        examples(problem, encoder, split.train()),
        examples(problem, encoder, split.validation()),
        examples(problem, encoder, split.test()));
  }

  private static Examples examples(Problem problem, TableEncoder encoder, int[] rows) {
    Table table = problem.table().select(rows);
    Tensor inputs = rows.length == 0 ? Tensor.zeros(DType.F32, 0, encoder.width())
        : Tensor.of(NdArray.over(encoder.encode(table).values(), Shape.of(rows.length, encoder.width()))).to(DType.F32);
    return new Examples(inputs, targets(encoder.target(), table));
  }

  private static Tensor targets(Target target, Table table) {
    return switch (target) {
      case Classes classes -> Tensor.indices(Arrays.stream(classes.encode(table)).asLongStream().toArray());
      case Quantity quantity -> Tensor.of(quantity.encode(table)).to(DType.F32).unsqueeze(1);
    };
  }

  private Dataset images(Path data) {
    requireImageOptions();
    if (settings.labels().isEmpty()) {
      Images unlabelled = Idx.readImages(data); // whatever is wrong with the file itself comes first
      throw WorkbenchException.ofInput(Visible.escaped(data.toString()) + " holds " + Figures.count(unlabelled.count(), "image")
          + "; name the file of their labels with --labels" + suggestion(data));
    }
    Images images = Idx.read(data, settings.labels().get());
    Split split = Split.of(images, sizes(images.count()), seeds.split());
    ImageEncoder encoder = ImageEncoder.of(images);
    String what = Visible.escaped(data.toString()) + ": " + Figures.count(images.count(), "image") + " of " + images.rows()
        + " × " + images.columns() + " pixels with labels";
    return new Dataset(stem(data), what, Optional.of(data), images.count(),
        "images have one of " + encoder.target().names().size() + " labels", List.of(), false, encoder,
        examples(images, encoder, split.train()),
        examples(images, encoder, split.validation()),
        examples(images, encoder, split.test()));
  }

  private void requireImageOptions() {
    if (settings.target().isPresent() || !settings.categories().isEmpty() || !settings.numbers().isEmpty()
        || !settings.ignored().isEmpty()) {
      throw WorkbenchException.ofInput("--target, --as-category, --as-number and --ignore name columns of a table, but the data are images");
    }
    if (settings.task().equals(Optional.of(Task.REGRESSION))) {
      throw WorkbenchException.ofInput("--task regression: the labels of images are classes; leave --task out");
    }
  }

  private static Examples examples(Images images, ImageEncoder encoder, int[] which) {
    Tensor inputs = which.length == 0 ? Tensor.zeros(DType.F32, 0, encoder.width())
        : Tensor.of(NdArray.over(encoder.encodeFloats(images, which), Shape.of(which.length, encoder.width())));
    int[] classOf = encoder.target().encode(images);
    return new Examples(inputs, Tensor.indices(Arrays.stream(which).mapToLong(i -> classOf[i]).toArray()));
  }

  private SplitSizes sizes(int rows) {
    Settings.Share validation = settings.validation();
    Settings.Share test = settings.test();
    return validation.counted() || test.counted()
        ? new SplitSizes.Counts(validation.of(rows), test.of(rows))
        : new SplitSizes.Fractions(validation.size(), test.size());
  }

  /** The labels file that lies beside an images file by the naming of MNIST, if it does. */
  private static String suggestion(Path images) {
    String name = String.valueOf(images.getFileName());
    Path labels = images.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    boolean there = !labels.equals(images) && Files.isRegularFile(labels);
    return there ? "; did you mean --labels " + ShellWord.of(labels) + "?" : "";
  }

  /** The file's name without endings, as a folder's name. */
  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "").replaceFirst("(?<=.)\\.[^.]*$", "");
    String plain = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceFirst("^[-.]+", "");
    return plain.isEmpty() ? "data" : plain;
  }
}
