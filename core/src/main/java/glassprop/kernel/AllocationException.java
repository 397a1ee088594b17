package glassprop.kernel;

import java.util.Locale;

/** A size that does not fit into the heap. Nothing was allocated, and everything that existed before goes on working. */
public final class AllocationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** An error with the words of another. */
  public AllocationException(String message) {
    super(message);
  }

  AllocationException(Object what, String size, Runtime heap) {
    super(
        String.format(Locale.ROOT,
                "no room for %s: it needs %s, but %s of the heap's %s are free; use smaller tensors or batches, or start java with a larger -Xmx",
                what, size, gigabytes(heap.maxMemory() - heap.totalMemory() + heap.freeMemory()), gigabytes(heap.maxMemory())));
  }

  /** A number of bytes, in words. */
  static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.3g GB (%d bytes)", bytes / 1e9, bytes);
  }
}
