package glassprop.cli.train;

import glassprop.cli.terminal.Failure;
import glassprop.cli.terminal.Text;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The folder that a run saves into: found to be writable before anything is computed, and gone again if nothing came of
 * it.
 */
final class OutFolder implements AutoCloseable {
  private final Path path;
  private final Deque<Path> made; // innermost first

  private OutFolder(Path path, Deque<Path> made) {
    this.path = path;
    this.made = made;
  }

  /**
   * Makes the folder, if need be, and tries to write to it.
   *
   * @param names of the files that will be saved there; old ones must be such as can be replaced
   */
  static OutFolder prepare(Path path, List<String> names) {
    Deque<Path> made = new ArrayDeque<>();
    OutFolder folder = new OutFolder(path, made);
    try {
      Deque<Path> missing = new ArrayDeque<>();
      for (Path p = path.toAbsolutePath().normalize(); p != null && !Files.exists(p); p = p.getParent()) {
        missing.push(p);
      }
      for (Path p : missing) {
        Files.createDirectory(p);
        made.push(p);
      }
      if (!Files.isDirectory(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
      Files.delete(Files.createTempFile(path, ".glassprop", ".try"));
      names.forEach(name -> requireReplaceable(path.resolve(name)));
      return folder;
    } catch (IOException e) {
      folder.close();
      throw Failure.ofInput("--out " + Text.printable(path.toString()) + ": this folder can't be written to: "
          + reason(e) + "; name another folder");
    }
  }

  private static void requireReplaceable(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(file))) {
      throw Failure.ofInput("--out: " + Text.printable(file.toString()) + " is no file that can be replaced (a folder,"
          + " a link, or write-protected); name another folder, or move it away");
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "there is a file of that name";
      case NoSuchFileException _ -> "there is no such folder, and none can be made";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getClass().getSimpleName();
    };
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Removes the folders that were made here, if nothing was saved into them. */
  @Override
  public void close() {
    while (!made.isEmpty()) {
      try {
        Files.delete(made.pop());
      } catch (DirectoryNotEmptyException _) {
        return;
      } catch (IOException _) {
        return; // an empty folder left behind is no reason to fail
      }
    }
  }
}
