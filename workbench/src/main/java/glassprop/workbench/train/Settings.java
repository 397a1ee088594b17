package glassprop.workbench.train;

import glassprop.nn.Activation;
import glassprop.nn.data.CsvFormat;
import glassprop.nn.data.Task;
import glassprop.workbench.StandardInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was asked for; empty where it is left to {@link Plan} to choose by the data.
 *
 * @param data a CSV or IDX file, or {@code -} for standard input; generated data if empty
 * @param labels the labels of an IDX file
 * @param target the column to be predicted; the last one if empty
 * @param categories columns to be read as categories
 * @param numbers columns to be read as numbers, and used even if they look like keys
 * @param ignored columns not to be read
 * @param format how a CSV file is read as a whole
 * @param hidden the widths of the hidden layers; an empty list for a linear model
 * @param descent how the network is optimised
 * @param out the folder for the model
 * @param overwrite whether a run that the folder holds may be replaced
 */
public record Settings(
    Optional<Path> data,
    Optional<Path> labels,
    Optional<String> target,
    Optional<Task> task,
    List<String> categories,
    List<String> numbers,
    List<String> ignored,
    CsvFormat format,
    Share validation,
    Share test,
    Optional<List<Integer>> hidden,
    Optional<Activation> activation,
    Descent descent,
    OptionalInt epochs,
    OptionalInt batch,
    long seed,
    Optional<Path> out,
    boolean overwrite) {

  /** The part of the rows that validate, unless asked otherwise. */
  public static final Share VALIDATION = new Share(0.15, false);

  /** The part of the rows that test, unless asked otherwise: 2,000 of MNIST's 10,000. */
  public static final Share TEST = new Share(0.2, false);

  /** A CSV or IDX file, and all that is left to be chosen by the data; the seed is 1. */
  public static Settings of(Path data) {
    return new Settings(Optional.of(data), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(),
        CsvFormat.USUAL, VALIDATION, TEST, Optional.empty(), Optional.empty(), Descent.USUAL,
        OptionalInt.empty(), OptionalInt.empty(), 1, Optional.empty(), false);
  }

  /** What the data are called in records. */
  public String dataName() {
    return data.map(StandardInput::nameOf).orElse("generated spirals");
  }

  /**
   * A part of the rows.
   *
   * @param size a fraction, or a number of rows
   * @param counted whether it is a number of rows
   */
  public record Share(double size, boolean counted) {
    /** How many of so many rows. */
    int of(int rows) {
      return counted ? (int) size : size == 0 ? 0 : (int) Math.max(1, Math.round(size * rows));
    }
  }
}
