package glassprop.nn.io;

import glassprop.array.DType;
import glassprop.array.NdArray;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The element types of a safetensors file that can be read, each with its size in bytes and the type that it becomes.
 *
 * <p>Every conversion is exact: a 16-bit float is a 32-bit float with fewer bits, and the smaller integers fit into 64
 * bits. What can't be exact (U64) or has no counterpart (complex numbers, floats of 8 bits and fewer) isn't read. Types
 * that need no conversion are copied as bits, and so keep the payloads of NaNs.
 */
enum StoredType {
  F64(8, DType.F64),
  F32(4, DType.F32),
  F16(2, DType.F32),
  BF16(2, DType.F32),
  I64(8, DType.I64),
  I32(4, DType.I64),
  I16(2, DType.I64),
  I8(1, DType.I64),
  U32(4, DType.I64),
  U16(2, DType.I64),
  U8(1, DType.I64),
  BOOL(1, DType.BOOL);

  private final int bytes;
  private final DType dtype;

  StoredType(int bytes, DType dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /** The type of this name in a file. */
  static Optional<StoredType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** All names, for a message. */
  static String names() {
    return Arrays.stream(values()).map(StoredType::name).collect(Collectors.joining(", "));
  }

  /** The type under which an array is written. */
  static StoredType of(DType dtype) {
    return switch (dtype) {
      case F32 -> F32;
      case F64 -> F64;
      case I64 -> I64;
      case BOOL -> BOOL;
    };
  }

  /** The size of one element in a file. */
  int bytes() {
    return bytes;
  }

  /** The type of the array that such elements are read into. */
  DType dtype() {
    return dtype;
  }

  /**
   * Reads n elements from the beginning of a little-endian buffer into an array's storage, from an index on.
   *
   * @throws IllegalArgumentException if a truth value is neither 0 nor 1
   */
  void decode(ByteBuffer in, NdArray to, int at, int n) {
    switch (this) {
      case F64 -> in.asDoubleBuffer().get(to.doubles(), at, n);
      case F32 -> in.asFloatBuffer().get(to.floats(), at, n);
      case I64 -> in.asLongBuffer().get(to.longs(), at, n);
      case F16, BF16 -> {
        float[] out = to.floats();
        for (int i = 0; i < n; i++) {
          short half = in.getShort(2 * i);
          out[at + i] = this == F16 ? Float.float16ToFloat(half) : Float.intBitsToFloat(half << Short.SIZE);
        }
      }
      case I32, I16, I8, U32, U16, U8 -> {
        long[] out = to.longs();
        for (int i = 0; i < n; i++) {
          out[at + i] = integer(in, i);
        }
      }
      case BOOL -> {
        boolean[] out = to.booleans();
        for (int i = 0; i < n; i++) {
          out[at + i] = truth(in.get(i));
        }
      }
    }
  }

  private long integer(ByteBuffer in, int i) {
    return switch (this) {
      case I32 -> in.getInt(4 * i);
      case I16 -> in.getShort(2 * i);
      case I8 -> in.get(i);
      case U32 -> Integer.toUnsignedLong(in.getInt(4 * i));
      case U16 -> Short.toUnsignedLong(in.getShort(2 * i));
      case U8 -> Byte.toUnsignedLong(in.get(i));
      case F64, F32, F16, BF16, I64, BOOL -> throw new AssertionError(this + " is read elsewhere");
    };
  }

  private static boolean truth(byte value) {
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException("a truth value is 0 or 1, and here is " + Byte.toUnsignedInt(value));
    }
    return value == 1;
  }

  /** Writes n elements of an array's storage, from an index on, to the beginning of a little-endian buffer. */
  static void encode(NdArray from, int at, int n, ByteBuffer out) {
    switch (from.dtype()) {
      case F64 -> out.asDoubleBuffer().put(from.doubles(), at, n);
      case F32 -> out.asFloatBuffer().put(from.floats(), at, n);
      case I64 -> out.asLongBuffer().put(from.longs(), at, n);
      case BOOL -> {
        boolean[] in = from.booleans();
        for (int i = 0; i < n; i++) {
          out.put(i, (byte) (in[at + i] ? 1 : 0));
        }
      }
    }
  }
}
