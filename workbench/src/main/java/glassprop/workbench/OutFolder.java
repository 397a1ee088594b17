package glassprop.workbench;

import glassprop.text.Visible;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The folder that a run saves into: found to be writable before anything is computed, and gone again if nothing came of
 * it, also if a signal ended the process.
 */
public final class OutFolder implements AutoCloseable {
  private final Path path;
  private final Deque<Path> made = new ArrayDeque<>(); // innermost first
  private final Thread hook = new Thread(this::removeEmpty);

  private OutFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Refuses a folder that holds a run.
   *
   * @param names of the files of which one makes a run
   */
  public static void requireNoRun(Path path, List<String> names) {
    List<String> there = names.stream().filter(name -> Files.isRegularFile(path.resolve(name), LinkOption.NOFOLLOW_LINKS)).toList();
    if (!there.isEmpty()) {
      throw WorkbenchException.ofInput("--out " + Visible.escaped(path.toString()) + ": this folder holds a run already (" + String.join(", ", there)
          + "); --overwrite replaces it, or name another folder");
    }
  }

  /**
   * Makes the folder, if need be, and tries to write to it.
   *
   * @param names of the files that will be saved there; old ones must be such as can be replaced
   */
  public static OutFolder prepare(Path path, List<String> names) {
    return prepare(path, names, false).orElseThrow(() -> new IllegalStateException("a folder that is there will do"));
  }

  /**
   * Makes a new folder: the one named, or where that is there, the first of {@code name-2}, {@code name-3}, … that isn't.
   *
   * @param names of the files that will be saved there
   */
  public static OutFolder next(Path path, List<String> names) {
    for (int n = 1;; n++) {
      Path candidate = n == 1 ? path : path.resolveSibling(path.getFileName() + "-" + n);
      Optional<OutFolder> folder =
          Files.exists(candidate, LinkOption.NOFOLLOW_LINKS) ? Optional.empty() : prepare(candidate, names, true);
      if (folder.isPresent()) {
        return folder.get();
      }
    }
  }

  /** Empty if the folder was to be new, and isn't: another process was quicker. */
  private static Optional<OutFolder> prepare(Path path, List<String> names, boolean fresh) {
    OutFolder folder = new OutFolder(path);
    try {
      if (!folder.make(fresh)) {
        folder.close();
        return Optional.empty();
      }
      Files.delete(Files.createTempFile(path, ".glassprop", ".try"));
      names.forEach(name -> requireReplaceable(path.resolve(name)));
      return Optional.of(folder);
    } catch (IOException e) {
      folder.close();
      throw WorkbenchException.ofInput("--out " + Visible.escaped(path.toString()) + ": this folder can't be written to: "
          + reason(e) + "; name another folder");
    }
  }

  /** Makes the folders that are missing; false if the last was to be new and isn't. */
  private synchronized boolean make(boolean fresh) throws IOException {
    Path last = path.toAbsolutePath().normalize();
    Deque<Path> missing = new ArrayDeque<>();
    for (Path p = last; p != null && !Files.exists(p); p = p.getParent()) {
      missing.push(p);
    }
    boolean isNew = false;
    for (Path p : missing) {
      try {
        Files.createDirectory(p);
        made.push(p);
        isNew = p.equals(last);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(p)) {
          throw e;
        }
      }
    }
    if (!Files.isDirectory(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return isNew || !fresh;
  }

  private static void requireReplaceable(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(file))) {
      throw WorkbenchException.ofInput("--out: " + Visible.escaped(file.toString()) + " is no file that can be replaced (a folder,"
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

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** A file in it. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Removes the folders that were made here, if nothing was saved into them. */
  @Override
  public void close() {
    removeEmpty();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the process is ending
    }
  }

  private synchronized void removeEmpty() {
    while (!made.isEmpty()) {
      try {
        Files.delete(made.pop());
      } catch (IOException _) {
        return; // something was saved there, or an empty folder is left behind, which is no reason to fail
      }
    }
  }
}
