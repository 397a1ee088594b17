package glassprop.cli;

import glassprop.cli.train.TrainingJob;
import glassprop.nn.Activation;
import glassprop.nn.data.Task;
import glassprop.text.Visible;
import glassprop.workbench.train.Settings;
import glassprop.workbench.train.Settings.Share;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code glassprop train}: understands the command line, and leaves the rest to {@link TrainingJob}. */
@Command(
    name = "train",
    description = {
      "Trains a neural network on a CSV or IDX file; without one, on three generated spirals.",
      "What isn't said is chosen by the data, and said."
    },
    sortOptions = false)
final class Train implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private Main main;

  @Parameters(arity = "0..1", paramLabel = "DATA",
      description = "A CSV file with a header, or images in an IDX file; plain or gzipped. - reads a table from standard input.")
  private @Nullable Path data;

  @Option(names = "--target", paramLabel = "COL", description = "The column to predict. Default: the last.")
  private @Nullable String target;

  @Option(names = "--task", paramLabel = "NAME",
      description = "classification or regression. Default: inferred from the target.")
  private @Nullable String task;

  @Option(names = "--labels", paramLabel = "FILE", description = "The labels of images, an IDX file.")
  private @Nullable Path labels;

  @Option(names = "--as-category", paramLabel = "COL",
      description = "Read a column of numbers as categories; can be given again.")
  private List<String> categories = List.of();

  @Option(names = "--as-number", paramLabel = "COL",
      description = "Read a column as numbers, and use it even if it looks like a key; can be given again.")
  private List<String> numbers = List.of();

  @Option(names = "--ignore", paramLabel = "COL", description = "Leave a column out; can be given again.")
  private List<String> ignored = List.of();

  @Mixin private CsvOptions csv;

  @Option(names = "--validation", paramLabel = "PART",
      description = "Rows that choose the best epoch: a fraction or a number. Default: 0.15.")
  private @Nullable String validation;

  @Option(names = "--test", paramLabel = "PART",
      description = "Rows for the last figure: a fraction or a number. Default: 0.2.")
  private @Nullable String test;

  @Option(names = "--hidden", paramLabel = "WIDTHS",
      description = "Widths of the hidden layers, as in 64,32; none for a linear model. Default: 32,16, or 128 for"
          + " images.")
  private @Nullable String hidden;

  @Option(names = "--activation", paramLabel = "NAME",
      description = "relu, sigmoid, tanh, softplus, log_sigmoid, gelu, silu, mish, hardswish, softsign or identity."
          + " Default: tanh for small tables, else relu.")
  private @Nullable String activation;

  @Mixin private OptimizerOptions optimizer;

  @Option(names = "--epochs", paramLabel = "N", description = "How often to go through the training rows.")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Rows a step.")
  private @Nullable Integer batch;

  @Option(names = "--seed", paramLabel = "N", description = "The same seed gives the same weights. Default: 1.",
      defaultValue = "1")
  private long seed;

  @Option(names = "--out", paramLabel = "DIR",
      description = "Where to save. Default: runs/<data>-<seed>, or with the next number that is free: runs/<data>-<seed>-2.")
  private @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace the run that the folder holds.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print one JSON object instead of a report.")
  private boolean json;

  private Train() {}

  @Override
  public Integer call() {
    return new TrainingJob(settings(), main.console(), json).run();
  }

  private Settings settings() {
    Share validating = validation == null ? Settings.VALIDATION : share("--validation", validation, 0);
    Share testing = test == null ? Settings.TEST : share("--test", test, 1);
    if (!validating.counted() && !testing.counted() && validating.size() + testing.size() >= 1) {
      throw wrong("--validation " + validating.size() + " and --test " + testing.size()
          + ": nothing is left to train; both together must be below 1");
    }
    return new Settings(Optional.ofNullable(data), Optional.ofNullable(labels), Optional.ofNullable(target),
        task(), categories, numbers, ignored, csv.format(this::wrong),
        validating, testing, hidden == null ? Optional.empty() : Optional.of(widths(hidden)), activation(),
        optimizer.descent(this::wrong), positive("--epochs", epochs), positive("--batch", batch), seed, Optional.ofNullable(out), overwrite);
  }

  private Optional<Task> task() {
    if (task == null) {
      return Optional.empty();
    }
    String chosen = Choice.of("task", task, List.of("classification", "regression"), this::wrong);
    return Optional.of(chosen.equals("regression") ? Task.REGRESSION : Task.CLASSIFICATION);
  }

  private Optional<Activation> activation() {
    if (activation == null) {
      return Optional.empty();
    }
    List<String> names = Stream.of(Activation.values()).map(Activation::label).toList();
    String chosen = Choice.of("activation", activation, names, this::wrong);
    return Stream.of(Activation.values()).filter(candidate -> candidate.label().equals(chosen)).findFirst();
  }

  private OptionalInt positive(String option, @Nullable Integer value) {
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value < 1) {
      throw wrong(option + " " + value + ": expected a whole number, 1 or more");
    }
    return OptionalInt.of(value);
  }

  private List<Integer> widths(String text) {
    if (text.equals("none")) {
      return List.of();
    }
    return Stream.of(text.split(",", -1)).map(width -> {
      if (!width.strip().matches("0*[1-9][0-9]{0,8}")) {
        throw wrong("--hidden " + Visible.escaped(text) + ": expected widths from 1 to 999999999, as in 64,32, or none;"
            + " found '" + Visible.escaped(width) + "'");
      }
      return Integer.valueOf(width.strip());
    }).toList();
  }

  private Share share(String option, String text, int least) {
    if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= least) {
      return new Share(Integer.parseInt(text), true);
    }
    if (text.matches("0?\\.[0-9]{1,17}")) {
      double fraction = Double.parseDouble(text);
      if (fraction > 0 || least == 0) {
        return new Share(fraction, false);
      }
    }
    throw wrong(option + " " + Visible.escaped(text) + ": expected a fraction below 1, as in 0.2, or a number of rows, "
        + least + " or more");
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
