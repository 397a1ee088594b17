package glassprop.nn.data;

import java.util.List;

/** The inputs of a network for some rows, and what had to be done to get them. */
public final class Encoded {
  private static final double USABLE_HEAP = 0.6;

  private final int rows;
  private final int width;
  private final double[] values;
  private final List<String> notes;

  Encoded(int rows, int width, double[] values, List<String> notes) {
    this.rows = rows;
    this.width = width;
    this.values = values;
    this.notes = List.copyOf(notes);
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of inputs a row. */
  public int width() {
    return width;
  }

  /** All inputs, row by row: input {@code j} of row {@code i} is at {@code i · width + j}. The array isn't copied. */
  public double[] values() {
    return values;
  }

  /** Imputed cells, levels never seen in training, columns not used. */
  public List<String> notes() {
    return notes;
  }

  /** The length of a matrix, checked before it is allocated. */
  static int length(String file, int rows, int width) {
    long length = (long) rows * width;
    long bytes = length * Double.BYTES;
    long heap = (long) (USABLE_HEAP * Runtime.getRuntime().maxMemory());
    if (length > Integer.MAX_VALUE - 16L || bytes > heap) {
      throw new DataException(file, Wording.count(rows, "row") + " of " + Wording.count(width, "input") + " need "
          + (bytes >> 20) + " MiB, and " + (heap >> 20)
          + " MiB of the heap may be used; start Java with a larger -Xmx, or take fewer rows or columns");
    }
    return (int) length;
  }
}
