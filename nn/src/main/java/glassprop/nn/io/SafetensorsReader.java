package glassprop.nn.io;

import glassprop.array.NdArray;
import glassprop.kernel.AllocationException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a safetensors file from front to back, once. Never by a memory map: a file that shrinks would crash the JVM.
 */
final class SafetensorsReader {
  private static final int BUFFER = 1 << 16; // a multiple of every element's size

  private final Path path;
  private final InputStream in;
  private final long size;
  private final byte[] buffer = new byte[BUFFER];

  private SafetensorsReader(Path path, InputStream in, long size) {
    this.path = path;
    this.in = in;
    this.size = size;
  }

  static Safetensors.Contents read(Path path) {
    requireRegularFile(path);
    // The length is that of the opened file, not of the path: a save may rename another one into its place at any time.
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        InputStream in = new FileInputStream(file.getFD())) {
      return read(path, in, file.length());
    } catch (IOException e) {
      throw new ModelFileException(path, "reading failed: " + ModelFileException.reason(e), e);
    }
  }

  /** Reads from a stream that should have {@code size} bytes; the path is for messages. */
  static Safetensors.Contents read(Path path, InputStream in, long size) throws IOException {
    return new SafetensorsReader(path, in, size).contents();
  }

  /** Refuses what can't be opened, or would make the reader wait or never end, before it is opened. */
  private static void requireRegularFile(Path path) {
    if (Files.isDirectory(path)) {
      throw new ModelFileException(path, "this is a folder; name a file in it");
    }
    if (!Files.exists(path)) {
      throw new ModelFileException(path, Files.isSymbolicLink(path)
          ? "this symbolic link leads nowhere; name the file itself"
          : "no such file; the working folder is " + Path.of("").toAbsolutePath());
    }
    if (!Files.isRegularFile(path)) {
      throw new ModelFileException(path, "this is a pipe, socket or device; name a regular file");
    }
    if (!Files.isReadable(path)) {
      throw new ModelFileException(path, "permission denied; change the permissions of the file");
    }
  }

  private Safetensors.Contents contents() throws IOException {
    byte[] length = exactly((int) Math.min(size, Long.BYTES));
    byte[] bytes = exactly(headerLength(length));
    Header header = Header.parse(path, bytes);
    Integrity integrity = new Integrity(path, header.metadata());
    integrity.header(length, bytes);
    List<StoredTensor> tensors = StoredTensor.checked(path, header.tensors(), size - Long.BYTES - bytes.length);
    Map<String, NdArray> arrays = new TreeMap<>();
    for (StoredTensor tensor : tensors) {
      arrays.put(tensor.name(), array(tensor, integrity));
    }
    if (in.read() >= 0) {
      throw new ModelFileException(path, "the file has grown while it was read; read it again when it is complete");
    }
    integrity.verify();
    Map<String, String> metadata = new TreeMap<>(header.metadata());
    metadata.remove(Integrity.FORMAT);
    metadata.remove(Integrity.CHECKSUM);
    return new Safetensors.Contents(arrays, metadata);
  }

  private int headerLength(byte[] bytes) {
    if (bytes.length < Long.BYTES) {
      throw new ModelFileException(path, "the file has " + size + " bytes; a safetensors file has at least 10");
    }
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String problem = "";
    if (length < 0 || length > Header.MAX_BYTES) {
      problem = "more than the " + Header.MAX_BYTES + " allowed: this isn't a safetensors file";
    } else if (length == 0) {
      problem = "but there must be one: this isn't a safetensors file";
    } else if (length > size - Long.BYTES) {
      problem = "more than the " + (size - Long.BYTES) + " that follow: the file is cut off, or of another format";
    }
    if (!problem.isEmpty()) {
      throw new ModelFileException(path, "by its first bytes (" + HexFormat.ofDelimiter(" ").formatHex(bytes)
          + ") the file has a header of " + Long.toUnsignedString(length) + " bytes, " + problem);
    }
    return (int) length;
  }

  private NdArray array(StoredTensor tensor, Integrity integrity) throws IOException {
    NdArray array;
    try {
      array = NdArray.zeros(tensor.type());
    } catch (AllocationException e) {
      throw wrong(tensor, e);
    }
    int elements = BUFFER / tensor.stored().bytes();
    ByteBuffer elementsRead = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at < array.size()) {
      int n = Math.min(elements, array.size() - at);
      int bytes = n * tensor.stored().bytes();
      requireRead(in.readNBytes(buffer, 0, bytes), bytes);
      integrity.data(buffer, bytes);
      try {
        tensor.stored().decode(elementsRead, array, at, n);
      } catch (IllegalArgumentException e) {
        throw wrong(tensor, e);
      }
      at += n;
    }
    return array;
  }

  private ModelFileException wrong(StoredTensor tensor, RuntimeException e) {
    return new ModelFileException(path, "tensor " + ModelFileException.shown(tensor.name()) + ": " + e.getMessage(), e);
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    requireRead(bytes.length, count);
    return bytes;
  }

  private void requireRead(int count, int expected) {
    if (count < expected) {
      throw new ModelFileException(path, "the file has shrunk while it was read: it had " + size + " bytes; read it"
          + " again when it is complete");
    }
  }
}
