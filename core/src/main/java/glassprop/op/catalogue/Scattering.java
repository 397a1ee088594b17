package glassprop.op.catalogue;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.ReductionLoops;

/**
 * Rows of numbers, added to the places of a table.
 *
 * <p>Few rows are added to their place one after another. Many rows of one place (a frequent word, a padding) are brought together and summed as
 * columns, whose error doesn't grow with their number. Either way the order is that of the rows.
 */
final class Scattering {
  /** The most rows that are added one after another. */
  private static final int FEW = 32;

  /** So many rows are brought together at once. */
  private static final int CHUNK = 256;

  private Scattering() {}

  /**
   * Adds row i to place {@code places[i]}.
   *
   * @param rows without gaps, one row of so many numbers for each of the places
   * @param table zeros, without gaps, in rows of as many numbers
   */
  static void add(Kernels kernels, NdArray rows, int[] places, int width, NdArray table) {
    int[] ends = Heap.ints(table.size() / width, "how many rows each place receives");
    int most = 0;
    for (int place : places) {
      most = Math.max(most, ++ends[place]);
    }
    if (most <= FEW) {
      for (int i = 0; i < places.length; i++) {
        Interruption.check(i, width);
        addRow(kernels, rows, i, table, places[i], width);
      }
      return;
    }
    int[] order = order(places, ends);
    for (int place = 0, from = 0; place < ends.length; from = ends[place++]) {
      Interruption.check(place, width);
      if (ends[place] - from > FEW) {
        sumOfMany(kernels, rows, order, from, ends[place], width, table, place);
      } else {
        for (int i = from; i < ends[place]; i++) {
          addRow(kernels, rows, order[i], table, place, width);
        }
      }
    }
  }

  /** The rows in the order of their places; of one place, in their own. The counts become the ends of each place's rows. */
  private static int[] order(int[] places, int[] counts) {
    for (int place = 1; place < counts.length; place++) {
      counts[place] += counts[place - 1];
    }
    int[] order = Heap.ints(places.length, "rows in the order of their places");
    int[] next = Heap.copy(counts, "where each place's next row is written");
    for (int i = places.length - 1; i >= 0; i--) {
      order[--next[places[i]]] = i;
    }
    return order;
  }

  /** Writes the sum of rows to a place: the columns of each chunk, then those of all chunks' sums. */
  private static void sumOfMany(
      Kernels kernels, NdArray rows, int[] order, int from, int to, int width, NdArray table, int place) {
    int chunks = Math.ceilDiv(to - from, CHUNK);
    NdArray chunk = NdArray.room(rows.type().withShape(Shape.of(CHUNK, width)));
    NdArray sums = NdArray.room(rows.type().withShape(Shape.of(chunks, width)));
    for (int c = 0; c < chunks; c++) {
      Interruption.check(c, CHUNK * width);
      int first = from + c * CHUNK;
      int count = Math.min(CHUNK, to - first);
      for (int i = 0; i < count; i++) {
        copyRow(rows, order[first + i], chunk, i, width);
      }
      ReductionLoops.columnSums(kernels, count, width, chunk, 0, sums, c * width);
    }
    ReductionLoops.columnSums(kernels, chunks, width, sums, 0, table, table.offset() + place * width);
    chunk.storage().end();
    sums.storage().end();
  }

  private static void copyRow(NdArray from, int row, NdArray to, int at, int width) {
    System.arraycopy(from.numbers(), from.offset() + row * width, to.numbers(), at * width, width);
  }

  private static void addRow(Kernels kernels, NdArray rows, int row, NdArray table, int place, int width) {
    rows.kernels(kernels).addScaled(1, rows.numbers(), rows.offset() + row * width, table.numbers(), table.offset() + place * width, width);
  }
}
