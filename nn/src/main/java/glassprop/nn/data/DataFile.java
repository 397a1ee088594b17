package glassprop.nn.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * A regular file that exists and may be read: everything else (a folder, a pipe, a device, a link to nowhere) is
 * refused before it is opened, so that nothing can hang. Gzip is recognised by its first two bytes, not by a name.
 */
record DataFile(Path path, String name, boolean gzipped, int mostExpansion) {
  /** How many times its own size a gzip file may unpack to, unless more is allowed. */
  static final int EXPANSION = 250;

  private static final int BUFFER = 1 << 16;
  private static final int MOST_NEIGHBOURS = 10_000;

  /**
   * Checks the file and looks at its first bytes.
   *
   * @throws DataException if it can't be read
   */
  static DataFile of(Path path) {
    return of(path, EXPANSION);
  }

  /**
   * Checks the file and looks at its first bytes.
   *
   * @param mostExpansion how many times its own size it may unpack to, if it is a gzip file
   * @throws DataException if it can't be read
   */
  static DataFile of(Path path, int mostExpansion) {
    return of(path, path.toString(), mostExpansion);
  }

  /**
   * Checks the file and looks at its first bytes.
   *
   * @param name what messages call it
   * @param mostExpansion how many times its own size it may unpack to, if it is a gzip file
   * @throws DataException if it can't be read
   */
  static DataFile of(Path path, String name, int mostExpansion) {
    Objects.requireNonNull(path, "data: expected the path of a file, came null");
    if (!Files.exists(path)) {
      throw new DataException(name, absent(path));
    }
    if (Files.isDirectory(path)) {
      throw new DataException(name, "expected a data file, found a folder; name a file in it");
    }
    if (!Files.isRegularFile(path)) {
      throw new DataException(name, "expected a regular file, found a pipe, socket or device; save its output to a"
          + " file and give that");
    }
    if (!Files.isReadable(path)) {
      throw new DataException(name, "no permission to read this file; change its permissions or copy it");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] magic = in.readNBytes(2);
      return new DataFile(path, name, magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b,
          mostExpansion);
    } catch (IOException e) {
      throw failed(name, false, "", e);
    }
  }

  /** The content, decompressed if need be. */
  InputStream open() throws IOException {
    InputStream raw = Files.newInputStream(path);
    return gzipped ? new GzipStream(raw, mostExpansion) : new BufferedInputStream(raw, BUFFER);
  }

  /** The error that tells a failed read. */
  DataException failed(IOException e) {
    return failed(e, "");
  }

  /** The error that tells a failed read, with a word on how far it came. */
  DataException failed(IOException e, String progress) {
    return failed(name, gzipped, progress, e);
  }

  private static DataException failed(String name, boolean gzipped, String progress, IOException e) {
    String problem = switch (e) {
      case EOFException _ when gzipped -> "the gzip data ends too early: the file is truncated; fetch it again";
      case GzipStream.ExpansionException _ -> String.valueOf(e.getMessage());
      case ZipException _ -> "the gzip data is damaged (" + e.getMessage() + "); fetch it again";
      case AccessDeniedException _ -> "no permission to read this file; change its permissions or copy it";
      case FileSystemException f when f.getReason() != null -> "reading failed: " + f.getReason();
      default -> "reading failed: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    };
    return new DataException(name, problem + progress).causedBy(e);
  }

  private static String absent(Path path) {
    if (Files.isSymbolicLink(path)) {
      return "this symbolic link leads nowhere" + target(path) + "; mend the link or name the file itself";
    }
    Path whole = path.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    Path last = whole.getFileName();
    if (folder == null || last == null || !Files.isDirectory(folder)) {
      return "no such file, and no such folder; the working folder is " + Wording.printable(workingFolder());
    }
    return "no such file; the working folder is " + Wording.printable(workingFolder())
        + Wording.didYouMean(last.toString(), neighbours(folder));
  }

  private static String target(Path link) {
    try {
      return " (to " + Wording.printable(Files.readSymbolicLink(link).toString()) + ")";
    } catch (IOException _) {
      return "";
    }
  }

  private static String workingFolder() {
    return Path.of("").toAbsolutePath().toString();
  }

  private static List<String> neighbours(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.limit(MOST_NEIGHBOURS).map(f -> String.valueOf(f.getFileName())).toList();
    } catch (IOException _) {
      return List.of(); // a folder that can't be listed only costs the suggestion
    }
  }
}
