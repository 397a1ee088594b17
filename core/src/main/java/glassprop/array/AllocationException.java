package glassprop.array;

/** A tensor that does not fit into the heap. Nothing was allocated, and everything that existed before goes on working. */
public final class AllocationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AllocationException(TensorType type, long bytes, long available, long maximum) {
    super(
        "a tensor %s needs %s, but %s of the heap's %s are free; use smaller tensors or batches, or start java with a larger -Xmx"
            .formatted(type, gigabytes(bytes), gigabytes(available), gigabytes(maximum)));
  }

  private static String gigabytes(long bytes) {
    return "%.3g GB (%d bytes)".formatted(bytes / 1e9, bytes);
  }
}
