package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Turns square blocks of float32 matrices in registers of 512 bits: each step interleaves vector i with vector i + 8, and after
 * four steps rows are columns. With other registers it does not serve.
 */
final class FloatTranspose {
  static final boolean SERVES = LANES == 16;

  /** Places of the numbers of two vectors, one after the other, in their first and their second half interleaved. */
  private static final float[] FIRST = new float[LANES];

  private static final float[] SECOND = new float[LANES];

  static {
    for (int i = 0; i < LANES; i++) {
      int place = i / 2 + i % 2 * LANES;
      FIRST[i] = place;
      SECOND[i] = place + LANES / 2;
    }
  }

  private FloatTranspose() {}

  /**
   * Writes 16 contiguous rows of {@code columns} numbers as columns of contiguous rows; {@code columns} is a multiple of the lanes.
   */
  static void rows(int columns, float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
    FloatVector first = FloatVector.fromArray(SPECIES, FIRST, 0);
    FloatVector second = FloatVector.fromArray(SPECIES, SECOND, 0);
    for (int p = 0; p < columns; p += LANES) {
      int at = fromAt + p;
      FloatVector a0 = FloatVector.fromArray(SPECIES, from, at);
      FloatVector a1 = FloatVector.fromArray(SPECIES, from, at + fromRow);
      FloatVector a2 = FloatVector.fromArray(SPECIES, from, at + 2 * fromRow);
      FloatVector a3 = FloatVector.fromArray(SPECIES, from, at + 3 * fromRow);
      FloatVector a4 = FloatVector.fromArray(SPECIES, from, at + 4 * fromRow);
      FloatVector a5 = FloatVector.fromArray(SPECIES, from, at + 5 * fromRow);
      FloatVector a6 = FloatVector.fromArray(SPECIES, from, at + 6 * fromRow);
      FloatVector a7 = FloatVector.fromArray(SPECIES, from, at + 7 * fromRow);
      FloatVector a8 = FloatVector.fromArray(SPECIES, from, at + 8 * fromRow);
      FloatVector a9 = FloatVector.fromArray(SPECIES, from, at + 9 * fromRow);
      FloatVector a10 = FloatVector.fromArray(SPECIES, from, at + 10 * fromRow);
      FloatVector a11 = FloatVector.fromArray(SPECIES, from, at + 11 * fromRow);
      FloatVector a12 = FloatVector.fromArray(SPECIES, from, at + 12 * fromRow);
      FloatVector a13 = FloatVector.fromArray(SPECIES, from, at + 13 * fromRow);
      FloatVector a14 = FloatVector.fromArray(SPECIES, from, at + 14 * fromRow);
      FloatVector a15 = FloatVector.fromArray(SPECIES, from, at + 15 * fromRow);
      FloatVector b0 = first.selectFrom(a0, a8);
      FloatVector b1 = second.selectFrom(a0, a8);
      FloatVector b2 = first.selectFrom(a1, a9);
      FloatVector b3 = second.selectFrom(a1, a9);
      FloatVector b4 = first.selectFrom(a2, a10);
      FloatVector b5 = second.selectFrom(a2, a10);
      FloatVector b6 = first.selectFrom(a3, a11);
      FloatVector b7 = second.selectFrom(a3, a11);
      FloatVector b8 = first.selectFrom(a4, a12);
      FloatVector b9 = second.selectFrom(a4, a12);
      FloatVector b10 = first.selectFrom(a5, a13);
      FloatVector b11 = second.selectFrom(a5, a13);
      FloatVector b12 = first.selectFrom(a6, a14);
      FloatVector b13 = second.selectFrom(a6, a14);
      FloatVector b14 = first.selectFrom(a7, a15);
      FloatVector b15 = second.selectFrom(a7, a15);
      FloatVector c0 = first.selectFrom(b0, b8);
      FloatVector c1 = second.selectFrom(b0, b8);
      FloatVector c2 = first.selectFrom(b1, b9);
      FloatVector c3 = second.selectFrom(b1, b9);
      FloatVector c4 = first.selectFrom(b2, b10);
      FloatVector c5 = second.selectFrom(b2, b10);
      FloatVector c6 = first.selectFrom(b3, b11);
      FloatVector c7 = second.selectFrom(b3, b11);
      FloatVector c8 = first.selectFrom(b4, b12);
      FloatVector c9 = second.selectFrom(b4, b12);
      FloatVector c10 = first.selectFrom(b5, b13);
      FloatVector c11 = second.selectFrom(b5, b13);
      FloatVector c12 = first.selectFrom(b6, b14);
      FloatVector c13 = second.selectFrom(b6, b14);
      FloatVector c14 = first.selectFrom(b7, b15);
      FloatVector c15 = second.selectFrom(b7, b15);
      FloatVector d0 = first.selectFrom(c0, c8);
      FloatVector d1 = second.selectFrom(c0, c8);
      FloatVector d2 = first.selectFrom(c1, c9);
      FloatVector d3 = second.selectFrom(c1, c9);
      FloatVector d4 = first.selectFrom(c2, c10);
      FloatVector d5 = second.selectFrom(c2, c10);
      FloatVector d6 = first.selectFrom(c3, c11);
      FloatVector d7 = second.selectFrom(c3, c11);
      FloatVector d8 = first.selectFrom(c4, c12);
      FloatVector d9 = second.selectFrom(c4, c12);
      FloatVector d10 = first.selectFrom(c5, c13);
      FloatVector d11 = second.selectFrom(c5, c13);
      FloatVector d12 = first.selectFrom(c6, c14);
      FloatVector d13 = second.selectFrom(c6, c14);
      FloatVector d14 = first.selectFrom(c7, c15);
      FloatVector d15 = second.selectFrom(c7, c15);
      FloatVector e0 = first.selectFrom(d0, d8);
      FloatVector e1 = second.selectFrom(d0, d8);
      FloatVector e2 = first.selectFrom(d1, d9);
      FloatVector e3 = second.selectFrom(d1, d9);
      FloatVector e4 = first.selectFrom(d2, d10);
      FloatVector e5 = second.selectFrom(d2, d10);
      FloatVector e6 = first.selectFrom(d3, d11);
      FloatVector e7 = second.selectFrom(d3, d11);
      FloatVector e8 = first.selectFrom(d4, d12);
      FloatVector e9 = second.selectFrom(d4, d12);
      FloatVector e10 = first.selectFrom(d5, d13);
      FloatVector e11 = second.selectFrom(d5, d13);
      FloatVector e12 = first.selectFrom(d6, d14);
      FloatVector e13 = second.selectFrom(d6, d14);
      FloatVector e14 = first.selectFrom(d7, d15);
      FloatVector e15 = second.selectFrom(d7, d15);
      int target = toAt + p * toRow;
      e0.intoArray(to, target);
      e1.intoArray(to, target + toRow);
      e2.intoArray(to, target + 2 * toRow);
      e3.intoArray(to, target + 3 * toRow);
      e4.intoArray(to, target + 4 * toRow);
      e5.intoArray(to, target + 5 * toRow);
      e6.intoArray(to, target + 6 * toRow);
      e7.intoArray(to, target + 7 * toRow);
      e8.intoArray(to, target + 8 * toRow);
      e9.intoArray(to, target + 9 * toRow);
      e10.intoArray(to, target + 10 * toRow);
      e11.intoArray(to, target + 11 * toRow);
      e12.intoArray(to, target + 12 * toRow);
      e13.intoArray(to, target + 13 * toRow);
      e14.intoArray(to, target + 14 * toRow);
      e15.intoArray(to, target + 15 * toRow);
    }
  }
}
