package glassprop.array;

/** The type of a tensor's elements. */
public enum DType {
  /** 32-bit IEEE 754 numbers: what networks are trained in. */
  F32(4),
  /** 64-bit IEEE 754 numbers: what gradients are checked in. */
  F64(8),
  /** 64-bit integers: class labels and indices. */
  I64(8),
  /** Truth values: masks and the results of comparisons. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element, in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements are floating-point numbers. Only such tensors have gradients. */
  public boolean isFloat() {
    return this == F32 || this == F64;
  }
}
