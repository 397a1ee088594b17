package glassprop.nn.model;

import glassprop.nn.io.AtomicFile;
import glassprop.nn.io.ModelFileException;
import java.nio.file.Path;

/** Files beside a model, such as the record of its run: replaced whole or not at all, as the model is. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Saves these bytes; missing folders are made.
   *
   * @throws ModelException if that isn't possible; an old file is untouched then
   */
  public static void write(Path file, byte[] bytes) {
    try {
      AtomicFile.write(file, bytes);
    } catch (ModelFileException e) {
      throw new ModelException(e);
    }
  }
}
