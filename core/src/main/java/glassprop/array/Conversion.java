package glassprop.array;

import glassprop.kernel.Interruption;
import java.util.Locale;

/**
 * Elements converted to another type, each rounded once.
 *
 * <p>To F32 the rounding is that of IEEE 754, so that what is beyond its largest number becomes infinite, as in arithmetic. I64 has neither infinities nor
 * NaN to say so: what is not among its integers is an error.
 */
final class Conversion {
  private static final double END = 0x1p63; // the first number beyond the integers

  private Conversion() {}

  /** Copies all elements of a contiguous array into one of another type that begins at 0. */
  static void copy(NdArray from, NdArray to) {
    Interruption.inParts(from.size(), (start, end) -> {
      switch (to.dtype()) {
        case F32 -> toFloats(from, to.floats(), start, end);
        case F64 -> toDoubles(from, to.doubles(), start, end);
        case I64 -> toLongs(from, to.longs(), start, end);
        case BOOL -> toBooleans(from, to.booleans(), start, end);
      }
    });
  }

  /** Copies all elements of a contiguous array as doubles. */
  static void toDoubles(NdArray from, double[] out) {
    Interruption.inParts(from.size(), (start, end) -> toDoubles(from, out, start, end));
  }

  private static void toFloats(NdArray from, float[] out, int start, int end) {
    int at = from.offset();
    switch (from.dtype()) {
      case F32 -> System.arraycopy(from.floats(), at + start, out, start, end - start);
      case F64 -> {
        double[] numbers = from.doubles();
        for (int i = start; i < end; i++) {
          out[i] = (float) numbers[at + i];
        }
      }
      case I64 -> {
        long[] numbers = from.longs();
        for (int i = start; i < end; i++) {
          out[i] = numbers[at + i];
        }
      }
      case BOOL -> {
        boolean[] truths = from.booleans();
        for (int i = start; i < end; i++) {
          out[i] = truths[at + i] ? 1 : 0;
        }
      }
    }
  }

  private static void toDoubles(NdArray from, double[] out, int start, int end) {
    int at = from.offset();
    switch (from.dtype()) {
      case F32 -> {
        float[] numbers = from.floats();
        for (int i = start; i < end; i++) {
          out[i] = numbers[at + i];
        }
      }
      case F64 -> System.arraycopy(from.doubles(), at + start, out, start, end - start);
      case I64 -> {
        long[] numbers = from.longs();
        for (int i = start; i < end; i++) {
          out[i] = numbers[at + i];
        }
      }
      case BOOL -> {
        boolean[] truths = from.booleans();
        for (int i = start; i < end; i++) {
          out[i] = truths[at + i] ? 1 : 0;
        }
      }
    }
  }

  private static void toLongs(NdArray from, long[] out, int start, int end) {
    int at = from.offset();
    switch (from.dtype()) {
      case F32 -> {
        float[] numbers = from.floats();
        for (int i = start; i < end; i++) {
          out[i] = integer(numbers[at + i], i, from);
        }
      }
      case F64 -> {
        double[] numbers = from.doubles();
        for (int i = start; i < end; i++) {
          out[i] = integer(numbers[at + i], i, from);
        }
      }
      case I64 -> System.arraycopy(from.longs(), at + start, out, start, end - start);
      case BOOL -> {
        boolean[] truths = from.booleans();
        for (int i = start; i < end; i++) {
          out[i] = truths[at + i] ? 1 : 0;
        }
      }
    }
  }

  private static long integer(double number, int element, NdArray from) {
    if (!(number >= -END && number < END)) {
      throw new ArithmeticException(
          String.format(Locale.ROOT, "to(I64): %s%s is %s; choose another number for such elements first, with where(…)",
                  number, from.shape().rank() == 0 ? "" : " at " + from.shape().indexOf(element) + " of " + from.type(),
                  Double.isFinite(number) ? "beyond the integers of 64 bits" : "no integer"));
    }
    return (long) number;
  }

  private static void toBooleans(NdArray from, boolean[] out, int start, int end) {
    int at = from.offset();
    switch (from.dtype()) {
      case F32 -> {
        float[] numbers = from.floats();
        for (int i = start; i < end; i++) {
          out[i] = numbers[at + i] != 0;
        }
      }
      case F64 -> {
        double[] numbers = from.doubles();
        for (int i = start; i < end; i++) {
          out[i] = numbers[at + i] != 0;
        }
      }
      case I64 -> {
        long[] numbers = from.longs();
        for (int i = start; i < end; i++) {
          out[i] = numbers[at + i] != 0;
        }
      }
      case BOOL -> System.arraycopy(from.booleans(), at + start, out, start, end - start);
    }
  }
}
