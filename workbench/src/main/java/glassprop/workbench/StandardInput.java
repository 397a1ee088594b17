package glassprop.workbench;

import glassprop.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Standard input as a file, since data are read more than once: a temporary one, gone when this is closed, also if a signal ends the process
 * before.
 */
public final class StandardInput implements AutoCloseable {
  /** What messages call it. */
  public static final String NAME = "standard input";

  private static final Path ARGUMENT = Path.of("-");

  private final Path path;
  private final Thread hook = new Thread(this::delete);

  private StandardInput(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether an argument stands for standard input: {@code -}. A file of that name is {@code ./-}. */
  public static boolean isMeant(Path argument) {
    return argument.equals(ARGUMENT);
  }

  /** What messages call the data that an argument names. */
  public static String nameOf(Path argument) {
    return isMeant(argument) ? NAME : argument.toString();
  }

  /**
   * Reads it to its end.
   *
   * @throws WorkbenchException if that fails, or there is no room for the file
   */
  public static StandardInput spooled(InputStream in) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
    StandardInput input = null;
    try {
      input = new StandardInput(Files.createTempFile(folder, "glassprop-", ".input"));
      Files.copy(in, input.path, StandardCopyOption.REPLACE_EXISTING);
      return input;
    } catch (IOException e) {
      if (input != null) {
        input.close();
      }
      throw WorkbenchException.ofInput(NAME + ": reading it into a temporary file in " + Visible.escaped(folder.toString()) + " failed: "
          + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + "; save the data to a file and name that");
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  private void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      // the folder is cleared by the system in its time
    }
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the process is ending
    }
  }
}
