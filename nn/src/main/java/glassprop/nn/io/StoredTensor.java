package glassprop.nn.io;

import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A tensor in a safetensors file whose place has been checked: it fills the bytes between its offsets. */
record StoredTensor(String name, StoredType stored, Shape shape, long begin) {
  private static final Comparator<Header.Entry> IN_FILE_ORDER = // an empty tensor comes before the one that it touches
      Comparator.comparingLong(Header.Entry::begin).thenComparingLong(Header.Entry::end);

  /** The type of the array that it is read into. */
  TensorType type() {
    return new TensorType(shape, stored.dtype());
  }

  /** The number of bytes that it fills. */
  long bytes() {
    return (long) shape.size() * stored.bytes();
  }

  /**
   * The tensors of a header in the order of their data, which must fill the file to its last byte without holes or
   * overlaps. Nothing is allocated for data, and no sum or product can overflow: each is of numbers that were found to
   * be small.
   *
   * @param available the number of bytes after the header
   * @throws ModelFileException if they don't
   */
  static List<StoredTensor> checked(Path path, List<Header.Entry> entries, long available) {
    List<StoredTensor> tensors = new ArrayList<>();
    long filled = 0;
    long heap = 0;
    for (Header.Entry entry : entries) {
      if (entry.begin() > entry.end()) { // before the sort: the others are not to blame for it
        throw damaged(path, entry, "its data end before they begin");
      }
    }
    for (Header.Entry entry : entries.stream().sorted(IN_FILE_ORDER).toList()) {
      StoredTensor tensor = of(path, entry);
      if (entry.end() > available) {
        throw damaged(path, entry, "the file has only " + available + " bytes of data");
      }
      if (entry.begin() != filled) {
        throw damaged(path, entry, "the data before it end at " + filled
            + (entry.begin() < filled ? ": two tensors overlap" : ": there is a hole"));
      }
      if (entry.end() - entry.begin() != tensor.bytes()) {
        throw damaged(path, entry, entry.dtype() + " " + tensor.shape() + " takes " + tensor.bytes() + " bytes");
      }
      filled = entry.end();
      heap += (long) tensor.shape.size() * tensor.stored.dtype().bytes();
      tensors.add(tensor);
    }
    if (filled != available) {
      throw new ModelFileException(path, "the tensors take " + filled + " bytes, but " + available
          + " bytes follow the header; the file is damaged or something was appended to it");
    }
    if (heap > Runtime.getRuntime().maxMemory()) {
      throw new ModelFileException(path, "the tensors need " + heap + " bytes of memory, more than the "
          + Runtime.getRuntime().maxMemory() + " of the heap; start java with a larger -Xmx");
    }
    return tensors;
  }

  private static StoredTensor of(Path path, Header.Entry entry) {
    StoredType stored = StoredType.named(entry.dtype()).orElseThrow(() -> wrong(path, entry,
        "the dtype " + ModelFileException.shown(entry.dtype()) + " can't be read; convert the tensor to one of "
            + StoredType.names()));
    int[] sizes = new int[entry.shape().size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      long size = entry.shape().get(axis);
      if (size > Shape.MAX_SIZE) {
        throw wrong(path, entry, "the size " + size + " is above " + Shape.MAX_SIZE + ", the most of a tensor");
      }
      sizes[axis] = (int) size;
    }
    try {
      return new StoredTensor(entry.name(), stored, Shape.of(sizes), entry.begin());
    } catch (ShapeException e) {
      throw wrong(path, entry, String.valueOf(e.getMessage()));
    }
  }

  private static ModelFileException damaged(Path path, Header.Entry entry, String problem) {
    return wrong(path, entry, problem + "; the file is damaged or cut off: fetch it, or save it, again");
  }

  private static ModelFileException wrong(Path path, Header.Entry entry, String problem) {
    return new ModelFileException(path, "tensor " + ModelFileException.shown(entry.name()) + " at the offsets "
        + entry.begin() + " to " + entry.end() + ": " + problem);
  }
}
