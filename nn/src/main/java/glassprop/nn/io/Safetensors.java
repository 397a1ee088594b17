package glassprop.nn.io;

import glassprop.array.NdArray;
import glassprop.nn.network.Network;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Reads and writes safetensors files: named arrays and a map of strings, with no code and no class names in them, as
 * exchanged with PyTorch and others.
 *
 * <p>A file is 8 bytes with the header's length, the header in JSON, and the data of all arrays, little-endian.
 * Everything in it is checked before anything is allocated. A file that Glassprop wrote also carries a version and a
 * checksum of the whole file ({@code glassprop.format} and {@code glassprop.crc32c} among its metadata), so that a
 * damaged one is an error and never other numbers; a file of another program is read without that check.
 *
 * <p>F32, F64, I64 and BOOL are read and written as they are. F16 and BF16 are read as F32, and I8, I16, I32, U8, U16
 * and U32 as I64, all of them exactly. Other types are an error.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format's description</a>
 */
public final class Safetensors {
  private Safetensors() {}

  /**
   * What is in a file, without the two entries that {@link Safetensors} adds to the metadata itself.
   *
   * @param tensors the arrays by name, in the order of their names
   * @param metadata what else was saved, in the order of the keys
   */
  public record Contents(Map<String, NdArray> tensors, Map<String, String> metadata) {
    /** Copies the maps; the arrays are shared. */
    public Contents {
      Objects.requireNonNull(tensors, "safetensors: expected tensors by name, came null");
      Objects.requireNonNull(metadata, "safetensors: expected metadata, came null");
      tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
      metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /**
     * Gives a network these numbers, in place.
     *
     * @param naming how the tensors are called and laid out
     * @throws glassprop.nn.network.NetworkException naming everything that is missing, unexpected, or of another type; nothing has changed then
     */
    public void into(Network network, Naming naming) {
      Objects.requireNonNull(network, "safetensors: expected a network, came null");
      Objects.requireNonNull(naming, "safetensors: expected a naming, came null");
      network.restoreInPlace(naming.numbers(network, tensors));
    }
  }

  /**
   * Reads a file.
   *
   * @throws ModelFileException if there is anything wrong with it, or it doesn't fit into memory
   */
  public static Contents read(Path path) {
    return SafetensorsReader.read(Objects.requireNonNull(path, "safetensors: expected the path of a file, came null"));
  }

  /**
   * Saves arrays and metadata, replacing the file in one step ({@link AtomicFile}). The same content makes the same
   * bytes: the arrays are ordered by type (I64, F64, F32, BOOL, so that each is aligned) and name, the metadata by key.
   *
   * @throws ModelFileException if that isn't possible, a name or key can't be in such a file, or an array is changed
   *     meanwhile; the old file, if any, is untouched then
   */
  public static void write(Path path, Map<String, NdArray> tensors, Map<String, String> metadata) {
    Objects.requireNonNull(path, "safetensors: expected the path of a file, came null");
    Objects.requireNonNull(tensors, "safetensors: expected tensors by name, came null");
    Objects.requireNonNull(metadata, "safetensors: expected metadata, came null");
    AtomicFile.write(path, new SafetensorsContent(path, tensors, metadata));
  }
}
