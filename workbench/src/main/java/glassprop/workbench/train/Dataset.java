package glassprop.workbench.train;

import glassprop.nn.data.Encoder;
import glassprop.nn.data.Task;
import glassprop.nn.train.Examples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Data made ready for training: read, parted and encoded.
 *
 * @param name a word for it, from which folders are named
 * @param source what was read, for people
 * @param file that {@code predict} can be tried with, if there is one; {@code -} for standard input
 * @param rows how many rows or images have a target
 * @param why this task
 * @param notes what was decided for the user
 * @param generated whether the data was made up on the spot
 */
public record Dataset(
    String name,
    String source,
    Optional<Path> file,
    int rows,
    String why,
    List<String> notes,
    boolean generated,
    Encoder encoder,
    Examples train,
    Examples validation,
    Examples test) {

  /** Copies the notes. */
  public Dataset {
    notes = List.copyOf(notes);
  }

  /** What is to be learnt: a class or a number. */
  public Task task() {
    return encoder.target().task();
  }

  /** The examples that choose the best epoch: those for validation, or where there are none, the training ones. */
  public Examples judging() {
    return validation.size() == 0 ? train : validation;
  }
}
