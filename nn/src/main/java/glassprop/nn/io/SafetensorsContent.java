package glassprop.nn.io;

import glassprop.array.NdArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The bytes of a safetensors file, laid out as the reference implementation lays them out, and metadata sorted besides.
 *
 * <p>The header holds the checksum, and comes first, so that the data are passed over twice: to sum, then to write. The
 * sum of what was written is compared with the first: arrays that were changed in between don't get to the disk.
 */
final class SafetensorsContent implements AtomicFile.Content {
  private static final int ALIGNMENT = 8;
  private static final int BUFFER = 1 << 16; // a multiple of every element's size
  private static final String NO_CHECKSUM = "00000000";
  private static final JsonFactory JSON = new JsonFactory();

  /** From the most bytes to the fewest, so that each begins at a multiple of its size; the order of the reference. */
  private static final Comparator<Map.Entry<String, NdArray>> LAYOUT = Comparator
      .comparingInt((Map.Entry<String, NdArray> tensor) -> switch (tensor.getValue().dtype()) {
        case I64 -> 0;
        case F64 -> 1;
        case F32 -> 2;
        case BOOL -> 3;
      })
      .thenComparing(Map.Entry.comparingByKey());

  private final Path path;
  private final List<Map.Entry<String, NdArray>> tensors;
  private final byte[] length;
  private final byte[] header; // with zeros for a checksum
  private final int digits;
  private final long bytes;

  SafetensorsContent(Path path, Map<String, NdArray> tensors, Map<String, String> metadata) {
    this.path = path;
    this.tensors = tensors.entrySet().stream().sorted(LAYOUT).toList();
    Map<String, String> marked = new TreeMap<>(metadata);
    marked.put(Integrity.FORMAT, Integer.toString(Integrity.VERSION));
    marked.put(Integrity.CHECKSUM, NO_CHECKSUM);
    if (marked.size() != metadata.size() + 2) {
      throw new ModelFileException(path, "the metadata " + Integrity.FORMAT + " and " + Integrity.CHECKSUM
          + " are added by the writer and can't be given");
    }
    this.header = header(marked);
    this.digits = Integrity.digitsAt(path, header);
    this.length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array();
    this.bytes = Long.BYTES + header.length + this.tensors.stream().mapToLong(tensor -> bytes(tensor.getValue())).sum();
  }

  private static long bytes(NdArray array) {
    return (long) array.size() * array.dtype().bytes();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  private byte[] header(Map<String, String> metadata) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject().writeName(Header.METADATA).writeStartObject();
      metadata.forEach((key, value) -> json.writeStringProperty(encodable("metadata key", key), encodable(key, value)));
      json.writeEndObject();
      long begin = 0;
      for (Map.Entry<String, NdArray> tensor : tensors) {
        NdArray array = tensor.getValue();
        long end = begin + bytes(array);
        json.writeName(tensorName(tensor.getKey())).writeStartObject();
        json.writeStringProperty("dtype", StoredType.of(array.dtype()).name());
        int[] sizes = array.shape().toArray();
        if (sizes.length > Header.MAX_AXES) {
          throw new ModelFileException(path, "tensor " + ModelFileException.shown(tensor.getKey()) + " has "
              + sizes.length + " axes; at most " + Header.MAX_AXES + " can be read again: reshape it");
        }
        json.writeName("shape").writeArray(sizes, 0, sizes.length);
        json.writeName("data_offsets").writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    while (out.size() % ALIGNMENT != 0) {
      out.write(' ');
    }
    if (out.size() > Header.MAX_BYTES) {
      throw new ModelFileException(path, "names and metadata take " + out.size() + " bytes, and a safetensors file"
          + " has room for " + Header.MAX_BYTES + "; save less metadata");
    }
    return out.toByteArray();
  }

  private String tensorName(String name) {
    if (name.equals(Header.METADATA)) {
      throw new ModelFileException(path, "a tensor can't be called " + Header.METADATA + "; choose another name");
    }
    return encodable("tensor name", name);
  }

  private String encodable(String what, String text) {
    if (!Header.isEncodable(text)) {
      throw new ModelFileException(path, what + " " + ModelFileException.shown(text)
          + ": half of a surrogate pair can't be written as UTF-8; choose another text");
    }
    return text;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    CRC32C expected = new CRC32C();
    CRC32C written = new CRC32C();
    for (CRC32C checksum : List.of(expected, written)) {
      checksum.update(length);
      checksum.update(header);
    }
    writeData(new CheckedOutputStream(OutputStream.nullOutputStream(), expected));
    byte[] sealed = header.clone();
    byte[] sum = Integrity.digits(expected).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sum, 0, sealed, digits, sum.length);
    out.write(length);
    out.write(sealed);
    writeData(new CheckedOutputStream(out, written));
    if (written.getValue() != expected.getValue()) {
      throw new ModelFileException(path, "a tensor was changed while it was being saved, and nothing was replaced; save"
          + " between two steps of the training");
    }
  }

  private void writeData(OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<String, NdArray> tensor : tensors) {
      NdArray array = tensor.getValue().contiguous();
      int elements = BUFFER / array.dtype().bytes();
      int at = 0;
      while (at < array.size()) {
        int n = Math.min(elements, array.size() - at);
        StoredType.encode(array, array.offset() + at, n, buffer);
        out.write(buffer.array(), 0, n * array.dtype().bytes());
        at += n;
      }
    }
  }
}
