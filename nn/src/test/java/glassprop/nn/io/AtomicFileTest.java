package glassprop.nn.io;

import static glassprop.nn.io.Fixtures.error;
import static glassprop.nn.io.Fixtures.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AtomicFileTest {
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4, 5, 6, 7};
  private static final AtomicFile.Content NEW_CONTENT = content(NEW.length, out -> out.write(NEW));

  @TempDir Path folder;
  private Path file = Path.of("");

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static AtomicFile.Content content(long bytes, Writing writing) {
    return new AtomicFile.Content() {
      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        writing.to(out);
      }
    };
  }

  @BeforeEach
  void oldFile() throws IOException {
    file = Files.write(folder.resolve("model"), OLD);
  }

  private void assertOldFileAlone() throws IOException {
    assertThat(file).hasBinaryContent(OLD);
    assertThat(names(folder)).containsExactly("model");
  }

  @Test
  void fileIsReplacedAndNothingElseIsLeft() throws IOException {
    AtomicFile.write(file, NEW);
    assertThat(file).hasBinaryContent(NEW);
    assertThat(names(folder)).containsExactly("model");
  }

  @Test
  void missingFoldersAreCreated() {
    Path deep = folder.resolve("a/b/model");
    AtomicFile.write(deep, NEW);
    assertThat(deep).hasBinaryContent(NEW);
  }

  @Test
  void permissionsOfTheOldFileAreKept() throws IOException {
    Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(file, ownerOnly);
    AtomicFile.write(file, NEW);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(ownerOnly);
  }

  @Test
  void interruptedThreadStillSavesAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    AtomicFile.write(file, NEW);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasBinaryContent(NEW);
  }

  @ParameterizedTest
  @EnumSource(names = "RENAMED", mode = EnumSource.Mode.EXCLUDE)
  void failureAtAnyStepLeavesTheOldFile(AtomicFile.Step failing) throws IOException {
    String message = error(() -> AtomicFile.write(file, NEW_CONTENT, step -> {
      if (step == failing) {
        throw new IOException("Input/output error");
      }
    }));
    assertThat(message).startsWith(file + ": saving failed after ")
        .contains(failing == AtomicFile.Step.CREATED ? "0 of 4 bytes" : "4 of 4 bytes")
        .contains("Input/output error; nothing was replaced; save to another folder");
    assertOldFileAlone();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 99_999})
  void fullDiskIsAnErrorWithBytesAndLeavesTheOldFile(int room) throws IOException {
    String message = error(() -> AtomicFile.write(file, content(100_000, out -> {
      out.write(new byte[room]);
      out.flush();
      throw new IOException("No space left on device");
    })));
    assertThat(message).isEqualTo(file + ": saving failed after " + room + " of 100000 bytes: No space left on device;"
        + " nothing was replaced; free some space or save to another disk");
    assertOldFileAlone();
    AtomicFile.write(file, NEW); // and later there is space again
    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  void errorsOfTheContentItselfLeaveTheOldFile() throws IOException {
    assertThatThrownBy(() -> AtomicFile.write(file, content(4, _ -> {
      throw new IllegalStateException("a bug");
    }))).hasMessage("a bug");
    assertOldFileAlone();
    assertThatThrownBy(() -> AtomicFile.write(file, content(5, out -> out.write(NEW))))
        .hasMessage("the content announced 5 bytes and wrote 4");
    assertOldFileAlone();
  }

  @Test
  void refusalsOfTheSystemAreNamed() {
    assertThat(error(() -> AtomicFile.write(file, NEW_CONTENT, _ -> {
      throw new AccessDeniedException("x");
    }))).contains("permission denied", "save to a folder that you may write to");
    assertThat(error(() -> AtomicFile.write(file, NEW_CONTENT, _ -> {
      throw new FileSystemException("x", null, "Read-only file system");
    }))).contains("Read-only file system", "save to another folder");
    assertThat(error(() -> AtomicFile.write(file, NEW_CONTENT, _ -> {
      throw new IOException("Disk quota exceeded");
    }))).contains("Disk quota exceeded", "free some space");
  }

  @Test
  void tooLongPathIsAnErrorBeforeAnythingIsWritten() throws IOException {
    Path longName = folder.resolve("m".repeat(300));
    assertThat(error(() -> AtomicFile.write(longName, NEW)))
        .contains("after 0 of 4 bytes: File name too long", "choose a shorter path");
    assertOldFileAlone();
  }

  @Test
  void longestNameThatFitsCanBeSaved() {
    Path longName = folder.resolve("m".repeat(255));
    AtomicFile.write(longName, NEW);
    assertThat(longName).hasBinaryContent(NEW);
  }

  @Test
  void folderIsNoTarget() {
    assertThat(error(() -> AtomicFile.write(folder, NEW))).isEqualTo(folder + ": this is a folder; name a file in it");
    assertThat(error(() -> AtomicFile.write(Path.of("/"), NEW))).contains("this is a folder");
  }

  @Test
  void fileIsNoFolder() throws IOException {
    assertThat(error(() -> AtomicFile.write(file.resolve("model"), NEW))).contains("saving failed after 0 of 4 bytes");
    assertThat(error(() -> AtomicFile.write(file.resolve("deep/model"), NEW)))
        .contains("saving failed after 0 of 4 bytes");
    assertOldFileAlone();
  }

  @Test
  void writeProtectedFileIsNotReplaced() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertThat(error(() -> AtomicFile.write(file, NEW))).contains("write-protected");
    assertOldFileAlone();
  }

  @Test
  void symbolicLinkIsRefusedAndItsTargetNamed(@TempDir Path outside) throws IOException {
    Path real = Files.write(outside.resolve("real"), OLD);
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(error(() -> AtomicFile.write(link, NEW))).contains("symbolic link to " + real);
    assertThat(real).hasBinaryContent(OLD);
    assertThat(link).isSymbolicLink();
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), outside.resolve("none"));
    assertThat(error(() -> AtomicFile.write(dangling, NEW))).contains("symbolic link to");
  }

  @Test
  void linkedFolderIsFollowed(@TempDir Path outside) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
    AtomicFile.write(link.resolve("model"), NEW);
    assertThat(outside.resolve("model")).hasBinaryContent(NEW);
  }

  @Test
  void pipeIsNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(error(() -> AtomicFile.write(pipe, NEW))).contains("pipe, socket or device");
    assertThat(Files.readAttributes(pipe, "isOther")).containsEntry("isOther", true);
  }

  @Test
  void leftoversOfDeadProcessesAreRemovedAndNothingElse() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    long own = ProcessHandle.current().pid();
    long alive = ProcessHandle.current().parent().orElseThrow().pid();
    Files.write(folder.resolve(".glassprop-" + dead.pid() + "-0.tmp"), OLD);
    Files.write(folder.resolve(".glassprop-" + own + "-0.tmp"), OLD); // another thread's
    Files.write(folder.resolve(".glassprop-" + alive + "-0.tmp"), OLD); // another process's
    Path before = Files.write(folder.resolve(".glassprop-" + own + "-7.tmp"), OLD); // our number was another's then
    Files.setLastModifiedTime(before, FileTime.from(Instant.EPOCH));
    Files.write(folder.resolve(".glassprop-notes.tmp"), OLD);
    AtomicFile.write(file, NEW);
    assertThat(names(folder)).containsExactlyInAnyOrder("model", ".glassprop-notes.tmp",
        ".glassprop-" + own + "-0.tmp", ".glassprop-" + alive + "-0.tmp");
  }
}
