package glassprop.nn.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Replaces a file in one step: whoever looks, also after a crash, finds the old content or the new, whole.
 *
 * <p>The content goes to a temporary file in the target's folder, is flushed to the disk and renamed over the target;
 * then the folder is flushed too. If anything fails before the rename, the old file is untouched and the temporary is
 * removed; one that a killed process left behind is removed by the next save into the folder. Of processes that save to
 * one path at the same time, the last rename wins.
 *
 * <p>Missing folders are created. A folder, a device, a file without write permission and a symbolic link are refused
 * as a target: renaming would replace the link and not what it leads to, and writing through it would change a file
 * that the caller didn't name. Links among the folders of the path are followed.
 *
 * <p>Not covered: a folder that can't be flushed (on Windows, on some network drives) isn't an error, since the new
 * file is already in place; a power cut in the next moments may then bring the old one back.
 */
public final class AtomicFile {
  private static final Set<PosixFilePermission> ANY_WRITE = Set.of(
      PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private AtomicFile() {}

  /** What is to be saved. */
  public interface Content {
    /** The number of bytes that {@link #writeTo} writes. */
    long bytes();

    /** Writes the content from its beginning. The stream is buffered, and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The points between which a save can be cut off. */
  enum Step { CREATED, WRITTEN, FLUSHED, RENAMED }

  /** Where a test makes a save fail. */
  interface Probe {
    void reached(Step step) throws IOException;
  }

  /**
   * Saves these bytes.
   *
   * @throws ModelFileException if that isn't possible; the old file, if any, is untouched then
   */
  public static void write(Path target, byte[] bytes) {
    Objects.requireNonNull(bytes, "file: expected bytes, came null");
    write(target, new Content() {
      @Override
      public long bytes() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    });
  }

  /**
   * Saves this content.
   *
   * @throws ModelFileException if that isn't possible; the old file, if any, is untouched then
   */
  public static void write(Path target, Content content) {
    write(target, content, _ -> {});
  }

  static void write(Path target, Content content, Probe probe) {
    Path folder = target.toAbsolutePath().getParent();
    CountingStream counter = new CountingStream();
    try {
      requireReplaceable(target);
      if (folder == null) {
        throw new ModelFileException(target, "this is a folder; name a file in it");
      }
      Files.createDirectories(folder);
      TemporaryFile.removeLeftovers(folder);
      replace(target, folder, content, counter, probe);
    } catch (IOException e) {
      throw failed(target, content.bytes(), counter.count, e);
    }
    flushFolder(folder);
  }

  private static void replace(Path target, Path folder, Content content, CountingStream counter, Probe probe)
      throws IOException {
    Path temporary = TemporaryFile.create(folder);
    boolean renamed = false;
    try {
      probe.reached(Step.CREATED);
      keepPermissions(target, temporary);
      // Not a FileChannel: an interrupted thread, told to stop and saving its last state, could not write through one.
      try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
        counter.out = file;
        OutputStream out = new BufferedOutputStream(counter);
        content.writeTo(out);
        out.flush();
        requireWhole(content.bytes(), counter.count);
        probe.reached(Step.WRITTEN);
        file.getFD().sync();
      }
      probe.reached(Step.FLUSHED);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      renamed = true;
      probe.reached(Step.RENAMED);
    } finally {
      if (!renamed) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private static void requireWhole(long expected, long written) {
    if (written != expected) {
      throw new IllegalStateException("the content announced " + expected + " bytes and wrote " + written);
    }
  }

  private static void requireReplaceable(Path target) throws IOException {
    BasicFileAttributes old;
    try {
      old = Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException _) {
      return;
    }
    if (old.isSymbolicLink()) {
      throw new ModelFileException(target, "this is a symbolic link to " + Files.readSymbolicLink(target)
          + "; save to that file, or remove the link first");
    }
    if (old.isDirectory()) {
      throw new ModelFileException(target, "this is a folder; name a file in it");
    }
    if (!old.isRegularFile()) {
      throw new ModelFileException(target, "this is a pipe, socket or device; name a regular file");
    }
    if (!Files.isWritable(target) || isWriteProtected(target)) {
      throw new ModelFileException(target, "this file is write-protected; change that or choose another name");
    }
  }

  /** Whether nobody has permission to write: a rename, or the superuser, would not be stopped by that. */
  private static boolean isWriteProtected(Path file) throws IOException {
    try {
      Set<PosixFilePermission> write = EnumSet.copyOf(ANY_WRITE);
      write.retainAll(Files.getPosixFilePermissions(file));
      return write.isEmpty();
    } catch (UnsupportedOperationException _) {
      return false; // no such permissions on this file system
    }
  }

  /** A file that only its owner may read stays so. */
  private static void keepPermissions(Path target, Path temporary) throws IOException {
    try {
      Set<PosixFilePermission> old = Files.getPosixFilePermissions(target);
      if (!old.equals(Files.getPosixFilePermissions(temporary))) {
        Files.setPosixFilePermissions(temporary, old);
      }
    } catch (UnsupportedOperationException | NoSuchFileException _) {
      // no such permissions on this file system, or no old file
    }
  }

  /** A rename is on the disk when its folder is. */
  private static void flushFolder(Path folder) {
    boolean interrupted = Thread.interrupted(); // or the channel would close at once
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // see "Not covered" above
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ModelFileException failed(Path target, long bytes, long written, IOException e) {
    String reason = ModelFileException.reason(e);
    String lower = reason.toLowerCase(Locale.ROOT);
    String remedy;
    if (e instanceof FileAlreadyExistsException) {
      reason = "there is a file where its folder should be";
      remedy = "choose another path";
    } else if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
      remedy = "free some space or save to another disk";
    } else if (lower.contains("permission denied") || lower.contains("not permitted")) {
      remedy = "save to a folder that you may write to, or change its permissions";
    } else if (lower.contains("too long")) {
      remedy = "choose a shorter path";
    } else {
      remedy = "save to another folder";
    }
    return new ModelFileException(target, "saving failed after " + written + " of " + bytes + " bytes: " + reason
        + "; nothing was replaced; " + remedy, e);
  }

  private static final class CountingStream extends OutputStream {
    OutputStream out = nullOutputStream();
    long count;

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      count += length;
    }
  }
}
