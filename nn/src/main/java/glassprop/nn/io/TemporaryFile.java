package glassprop.nn.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a save in progress: {@code .glassprop-<process id>-<n>.tmp}. It is short whatever the target's name is,
 * and tells whose it is, so that what a killed process left behind can be told from what another one is writing.
 *
 * <p>A leftover is one whose process is gone, or began after the file was last written: the number was given out again,
 * as is usual for process 1 of a restarted container. Processes on other machines that share the folder can't be seen;
 * if one is saving there at that moment, its save fails with an error, and its old file stays.
 */
final class TemporaryFile {
  private static final Pattern NAME = Pattern.compile("\\.glassprop-(\\d{1,18})-\\d+\\.tmp");
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2); // of a process's start and of a file system

  private TemporaryFile() {}

  /** A new, empty file. */
  static Path create(Path folder) throws IOException {
    for (int n = 0;; n++) {
      try {
        return Files.createFile(folder.resolve(".glassprop-" + ProcessHandle.current().pid() + "-" + n + ".tmp"));
      } catch (FileAlreadyExistsException _) {
        // another thread is saving
      }
    }
  }

  /** Removes what processes that are gone left behind. A failure to do so is no reason not to save. */
  static void removeLeftovers(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, TemporaryFile::isLeftover)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException _) {
      // left for the next save
    }
  }

  private static boolean isLeftover(Path file) throws IOException {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches() || !Files.isRegularFile(file)) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name.group(1)));
    if (process.isEmpty()) {
      return true;
    }
    Instant written = Files.getLastModifiedTime(file).toInstant().plus(CLOCKS_DIFFER);
    return process.get().info().startInstant().filter(start -> start.isAfter(written)).isPresent();
  }
}
