package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Turns square blocks of float64 matrices in registers of 512 bits: each step interleaves vector i with vector i + 4, and after
 * three steps rows are columns. With other registers it does not serve.
 */
final class DoubleTranspose {
  static final boolean SERVES = LANES == 8;

  /** Places of the numbers of two vectors, one after the other, in their first and their second half interleaved. */
  private static final double[] FIRST = new double[LANES];

  private static final double[] SECOND = new double[LANES];

  static {
    for (int i = 0; i < LANES; i++) {
      int place = i / 2 + i % 2 * LANES;
      FIRST[i] = place;
      SECOND[i] = place + LANES / 2;
    }
  }

  private DoubleTranspose() {}

  /**
   * Writes 8 contiguous rows of {@code columns} numbers as columns of contiguous rows; {@code columns} is a multiple of the lanes.
   */
  static void rows(int columns, double[] from, int fromAt, int fromRow, double[] to, int toAt, int toRow) {
    DoubleVector first = DoubleVector.fromArray(SPECIES, FIRST, 0);
    DoubleVector second = DoubleVector.fromArray(SPECIES, SECOND, 0);
    for (int p = 0; p < columns; p += LANES) {
      int at = fromAt + p;
      DoubleVector a0 = DoubleVector.fromArray(SPECIES, from, at);
      DoubleVector a1 = DoubleVector.fromArray(SPECIES, from, at + fromRow);
      DoubleVector a2 = DoubleVector.fromArray(SPECIES, from, at + 2 * fromRow);
      DoubleVector a3 = DoubleVector.fromArray(SPECIES, from, at + 3 * fromRow);
      DoubleVector a4 = DoubleVector.fromArray(SPECIES, from, at + 4 * fromRow);
      DoubleVector a5 = DoubleVector.fromArray(SPECIES, from, at + 5 * fromRow);
      DoubleVector a6 = DoubleVector.fromArray(SPECIES, from, at + 6 * fromRow);
      DoubleVector a7 = DoubleVector.fromArray(SPECIES, from, at + 7 * fromRow);
      DoubleVector b0 = first.selectFrom(a0, a4);
      DoubleVector b1 = second.selectFrom(a0, a4);
      DoubleVector b2 = first.selectFrom(a1, a5);
      DoubleVector b3 = second.selectFrom(a1, a5);
      DoubleVector b4 = first.selectFrom(a2, a6);
      DoubleVector b5 = second.selectFrom(a2, a6);
      DoubleVector b6 = first.selectFrom(a3, a7);
      DoubleVector b7 = second.selectFrom(a3, a7);
      DoubleVector c0 = first.selectFrom(b0, b4);
      DoubleVector c1 = second.selectFrom(b0, b4);
      DoubleVector c2 = first.selectFrom(b1, b5);
      DoubleVector c3 = second.selectFrom(b1, b5);
      DoubleVector c4 = first.selectFrom(b2, b6);
      DoubleVector c5 = second.selectFrom(b2, b6);
      DoubleVector c6 = first.selectFrom(b3, b7);
      DoubleVector c7 = second.selectFrom(b3, b7);
      DoubleVector d0 = first.selectFrom(c0, c4);
      DoubleVector d1 = second.selectFrom(c0, c4);
      DoubleVector d2 = first.selectFrom(c1, c5);
      DoubleVector d3 = second.selectFrom(c1, c5);
      DoubleVector d4 = first.selectFrom(c2, c6);
      DoubleVector d5 = second.selectFrom(c2, c6);
      DoubleVector d6 = first.selectFrom(c3, c7);
      DoubleVector d7 = second.selectFrom(c3, c7);
      int target = toAt + p * toRow;
      d0.intoArray(to, target);
      d1.intoArray(to, target + toRow);
      d2.intoArray(to, target + 2 * toRow);
      d3.intoArray(to, target + 3 * toRow);
      d4.intoArray(to, target + 4 * toRow);
      d5.intoArray(to, target + 5 * toRow);
      d6.intoArray(to, target + 6 * toRow);
      d7.intoArray(to, target + 7 * toRow);
    }
  }
}
