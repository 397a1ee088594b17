package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The tall tiles of the float32 matrix product: as many rows as the registers hold, and a contiguous along its rows or along
 * its columns. Elsewhere the compiler would check the place of every number of a.
 *
 * <p>Fourteen rows of two vectors use 28 accumulators, two registers for b and one for a: 31 of the 32 of AVX-512
 * and of 64-bit ARM. Six rows use 15 of the 16 of AVX2. A taller tile would spill; a lower one loads b more often.
 * The last columns, if they fill one vector only, go to the tiles of {@link FloatTiles}.
 *
 * <p>Every accumulator is written out: in a loop over them, or in a helper past the compiler's limit for inlining, vectors would become
 * objects. Hence the length of this file.
 */
final class FloatTallTiles {
  private FloatTallTiles() {}

  static void rows14x2(
      int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0a = FloatVector.zero(SPECIES);
    FloatVector c0b = FloatVector.zero(SPECIES);
    FloatVector c1a = FloatVector.zero(SPECIES);
    FloatVector c1b = FloatVector.zero(SPECIES);
    FloatVector c2a = FloatVector.zero(SPECIES);
    FloatVector c2b = FloatVector.zero(SPECIES);
    FloatVector c3a = FloatVector.zero(SPECIES);
    FloatVector c3b = FloatVector.zero(SPECIES);
    FloatVector c4a = FloatVector.zero(SPECIES);
    FloatVector c4b = FloatVector.zero(SPECIES);
    FloatVector c5a = FloatVector.zero(SPECIES);
    FloatVector c5b = FloatVector.zero(SPECIES);
    FloatVector c6a = FloatVector.zero(SPECIES);
    FloatVector c6b = FloatVector.zero(SPECIES);
    FloatVector c7a = FloatVector.zero(SPECIES);
    FloatVector c7b = FloatVector.zero(SPECIES);
    FloatVector c8a = FloatVector.zero(SPECIES);
    FloatVector c8b = FloatVector.zero(SPECIES);
    FloatVector c9a = FloatVector.zero(SPECIES);
    FloatVector c9b = FloatVector.zero(SPECIES);
    FloatVector c10a = FloatVector.zero(SPECIES);
    FloatVector c10b = FloatVector.zero(SPECIES);
    FloatVector c11a = FloatVector.zero(SPECIES);
    FloatVector c11b = FloatVector.zero(SPECIES);
    FloatVector c12a = FloatVector.zero(SPECIES);
    FloatVector c12b = FloatVector.zero(SPECIES);
    FloatVector c13a = FloatVector.zero(SPECIES);
    FloatVector c13b = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p;
      int row = bAt + p * bRow;
      FloatVector ba = FloatVector.fromArray(SPECIES, b, row);
      FloatVector bb = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c0a = a0.fma(ba, c0a);
      c0b = a0.fma(bb, c0b);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + aRow]);
      c1a = a1.fma(ba, c1a);
      c1b = a1.fma(bb, c1b);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]);
      c2a = a2.fma(ba, c2a);
      c2b = a2.fma(bb, c2b);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]);
      c3a = a3.fma(ba, c3a);
      c3b = a3.fma(bb, c3b);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]);
      c4a = a4.fma(ba, c4a);
      c4b = a4.fma(bb, c4b);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]);
      c5a = a5.fma(ba, c5a);
      c5b = a5.fma(bb, c5b);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[at + 6 * aRow]);
      c6a = a6.fma(ba, c6a);
      c6b = a6.fma(bb, c6b);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[at + 7 * aRow]);
      c7a = a7.fma(ba, c7a);
      c7b = a7.fma(bb, c7b);
      FloatVector a8 = FloatVector.broadcast(SPECIES, a[at + 8 * aRow]);
      c8a = a8.fma(ba, c8a);
      c8b = a8.fma(bb, c8b);
      FloatVector a9 = FloatVector.broadcast(SPECIES, a[at + 9 * aRow]);
      c9a = a9.fma(ba, c9a);
      c9b = a9.fma(bb, c9b);
      FloatVector a10 = FloatVector.broadcast(SPECIES, a[at + 10 * aRow]);
      c10a = a10.fma(ba, c10a);
      c10b = a10.fma(bb, c10b);
      FloatVector a11 = FloatVector.broadcast(SPECIES, a[at + 11 * aRow]);
      c11a = a11.fma(ba, c11a);
      c11b = a11.fma(bb, c11b);
      FloatVector a12 = FloatVector.broadcast(SPECIES, a[at + 12 * aRow]);
      c12a = a12.fma(ba, c12a);
      c12b = a12.fma(bb, c12b);
      FloatVector a13 = FloatVector.broadcast(SPECIES, a[at + 13 * aRow]);
      c13a = a13.fma(ba, c13a);
      c13b = a13.fma(bb, c13b);
    }
    if (add) {
      c0a = c0a.add(FloatVector.fromArray(SPECIES, out, outAt));
      c0b = c0b.add(FloatVector.fromArray(SPECIES, out, outAt + LANES));
      c1a = c1a.add(FloatVector.fromArray(SPECIES, out, outAt + outRow));
      c1b = c1b.add(FloatVector.fromArray(SPECIES, out, outAt + outRow + LANES));
      c2a = c2a.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow));
      c2b = c2b.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow + LANES));
      c3a = c3a.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow));
      c3b = c3b.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow + LANES));
      c4a = c4a.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow));
      c4b = c4b.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow + LANES));
      c5a = c5a.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow));
      c5b = c5b.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow + LANES));
      c6a = c6a.add(FloatVector.fromArray(SPECIES, out, outAt + 6 * outRow));
      c6b = c6b.add(FloatVector.fromArray(SPECIES, out, outAt + 6 * outRow + LANES));
      c7a = c7a.add(FloatVector.fromArray(SPECIES, out, outAt + 7 * outRow));
      c7b = c7b.add(FloatVector.fromArray(SPECIES, out, outAt + 7 * outRow + LANES));
      c8a = c8a.add(FloatVector.fromArray(SPECIES, out, outAt + 8 * outRow));
      c8b = c8b.add(FloatVector.fromArray(SPECIES, out, outAt + 8 * outRow + LANES));
      c9a = c9a.add(FloatVector.fromArray(SPECIES, out, outAt + 9 * outRow));
      c9b = c9b.add(FloatVector.fromArray(SPECIES, out, outAt + 9 * outRow + LANES));
      c10a = c10a.add(FloatVector.fromArray(SPECIES, out, outAt + 10 * outRow));
      c10b = c10b.add(FloatVector.fromArray(SPECIES, out, outAt + 10 * outRow + LANES));
      c11a = c11a.add(FloatVector.fromArray(SPECIES, out, outAt + 11 * outRow));
      c11b = c11b.add(FloatVector.fromArray(SPECIES, out, outAt + 11 * outRow + LANES));
      c12a = c12a.add(FloatVector.fromArray(SPECIES, out, outAt + 12 * outRow));
      c12b = c12b.add(FloatVector.fromArray(SPECIES, out, outAt + 12 * outRow + LANES));
      c13a = c13a.add(FloatVector.fromArray(SPECIES, out, outAt + 13 * outRow));
      c13b = c13b.add(FloatVector.fromArray(SPECIES, out, outAt + 13 * outRow + LANES));
    }
    c0a.intoArray(out, outAt);
    c0b.intoArray(out, outAt + LANES);
    c1a.intoArray(out, outAt + outRow);
    c1b.intoArray(out, outAt + outRow + LANES);
    c2a.intoArray(out, outAt + 2 * outRow);
    c2b.intoArray(out, outAt + 2 * outRow + LANES);
    c3a.intoArray(out, outAt + 3 * outRow);
    c3b.intoArray(out, outAt + 3 * outRow + LANES);
    c4a.intoArray(out, outAt + 4 * outRow);
    c4b.intoArray(out, outAt + 4 * outRow + LANES);
    c5a.intoArray(out, outAt + 5 * outRow);
    c5b.intoArray(out, outAt + 5 * outRow + LANES);
    c6a.intoArray(out, outAt + 6 * outRow);
    c6b.intoArray(out, outAt + 6 * outRow + LANES);
    c7a.intoArray(out, outAt + 7 * outRow);
    c7b.intoArray(out, outAt + 7 * outRow + LANES);
    c8a.intoArray(out, outAt + 8 * outRow);
    c8b.intoArray(out, outAt + 8 * outRow + LANES);
    c9a.intoArray(out, outAt + 9 * outRow);
    c9b.intoArray(out, outAt + 9 * outRow + LANES);
    c10a.intoArray(out, outAt + 10 * outRow);
    c10b.intoArray(out, outAt + 10 * outRow + LANES);
    c11a.intoArray(out, outAt + 11 * outRow);
    c11b.intoArray(out, outAt + 11 * outRow + LANES);
    c12a.intoArray(out, outAt + 12 * outRow);
    c12b.intoArray(out, outAt + 12 * outRow + LANES);
    c13a.intoArray(out, outAt + 13 * outRow);
    c13b.intoArray(out, outAt + 13 * outRow + LANES);
  }

  static void columns14x2(
      int k, float[] a, int aAt, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0a = FloatVector.zero(SPECIES);
    FloatVector c0b = FloatVector.zero(SPECIES);
    FloatVector c1a = FloatVector.zero(SPECIES);
    FloatVector c1b = FloatVector.zero(SPECIES);
    FloatVector c2a = FloatVector.zero(SPECIES);
    FloatVector c2b = FloatVector.zero(SPECIES);
    FloatVector c3a = FloatVector.zero(SPECIES);
    FloatVector c3b = FloatVector.zero(SPECIES);
    FloatVector c4a = FloatVector.zero(SPECIES);
    FloatVector c4b = FloatVector.zero(SPECIES);
    FloatVector c5a = FloatVector.zero(SPECIES);
    FloatVector c5b = FloatVector.zero(SPECIES);
    FloatVector c6a = FloatVector.zero(SPECIES);
    FloatVector c6b = FloatVector.zero(SPECIES);
    FloatVector c7a = FloatVector.zero(SPECIES);
    FloatVector c7b = FloatVector.zero(SPECIES);
    FloatVector c8a = FloatVector.zero(SPECIES);
    FloatVector c8b = FloatVector.zero(SPECIES);
    FloatVector c9a = FloatVector.zero(SPECIES);
    FloatVector c9b = FloatVector.zero(SPECIES);
    FloatVector c10a = FloatVector.zero(SPECIES);
    FloatVector c10b = FloatVector.zero(SPECIES);
    FloatVector c11a = FloatVector.zero(SPECIES);
    FloatVector c11b = FloatVector.zero(SPECIES);
    FloatVector c12a = FloatVector.zero(SPECIES);
    FloatVector c12b = FloatVector.zero(SPECIES);
    FloatVector c13a = FloatVector.zero(SPECIES);
    FloatVector c13b = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
      int row = bAt + p * bRow;
      FloatVector ba = FloatVector.fromArray(SPECIES, b, row);
      FloatVector bb = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c0a = a0.fma(ba, c0a);
      c0b = a0.fma(bb, c0b);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + 1]);
      c1a = a1.fma(ba, c1a);
      c1b = a1.fma(bb, c1b);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2]);
      c2a = a2.fma(ba, c2a);
      c2b = a2.fma(bb, c2b);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3]);
      c3a = a3.fma(ba, c3a);
      c3b = a3.fma(bb, c3b);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4]);
      c4a = a4.fma(ba, c4a);
      c4b = a4.fma(bb, c4b);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5]);
      c5a = a5.fma(ba, c5a);
      c5b = a5.fma(bb, c5b);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[at + 6]);
      c6a = a6.fma(ba, c6a);
      c6b = a6.fma(bb, c6b);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[at + 7]);
      c7a = a7.fma(ba, c7a);
      c7b = a7.fma(bb, c7b);
      FloatVector a8 = FloatVector.broadcast(SPECIES, a[at + 8]);
      c8a = a8.fma(ba, c8a);
      c8b = a8.fma(bb, c8b);
      FloatVector a9 = FloatVector.broadcast(SPECIES, a[at + 9]);
      c9a = a9.fma(ba, c9a);
      c9b = a9.fma(bb, c9b);
      FloatVector a10 = FloatVector.broadcast(SPECIES, a[at + 10]);
      c10a = a10.fma(ba, c10a);
      c10b = a10.fma(bb, c10b);
      FloatVector a11 = FloatVector.broadcast(SPECIES, a[at + 11]);
      c11a = a11.fma(ba, c11a);
      c11b = a11.fma(bb, c11b);
      FloatVector a12 = FloatVector.broadcast(SPECIES, a[at + 12]);
      c12a = a12.fma(ba, c12a);
      c12b = a12.fma(bb, c12b);
      FloatVector a13 = FloatVector.broadcast(SPECIES, a[at + 13]);
      c13a = a13.fma(ba, c13a);
      c13b = a13.fma(bb, c13b);
    }
    if (add) {
      c0a = c0a.add(FloatVector.fromArray(SPECIES, out, outAt));
      c0b = c0b.add(FloatVector.fromArray(SPECIES, out, outAt + LANES));
      c1a = c1a.add(FloatVector.fromArray(SPECIES, out, outAt + outRow));
      c1b = c1b.add(FloatVector.fromArray(SPECIES, out, outAt + outRow + LANES));
      c2a = c2a.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow));
      c2b = c2b.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow + LANES));
      c3a = c3a.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow));
      c3b = c3b.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow + LANES));
      c4a = c4a.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow));
      c4b = c4b.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow + LANES));
      c5a = c5a.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow));
      c5b = c5b.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow + LANES));
      c6a = c6a.add(FloatVector.fromArray(SPECIES, out, outAt + 6 * outRow));
      c6b = c6b.add(FloatVector.fromArray(SPECIES, out, outAt + 6 * outRow + LANES));
      c7a = c7a.add(FloatVector.fromArray(SPECIES, out, outAt + 7 * outRow));
      c7b = c7b.add(FloatVector.fromArray(SPECIES, out, outAt + 7 * outRow + LANES));
      c8a = c8a.add(FloatVector.fromArray(SPECIES, out, outAt + 8 * outRow));
      c8b = c8b.add(FloatVector.fromArray(SPECIES, out, outAt + 8 * outRow + LANES));
      c9a = c9a.add(FloatVector.fromArray(SPECIES, out, outAt + 9 * outRow));
      c9b = c9b.add(FloatVector.fromArray(SPECIES, out, outAt + 9 * outRow + LANES));
      c10a = c10a.add(FloatVector.fromArray(SPECIES, out, outAt + 10 * outRow));
      c10b = c10b.add(FloatVector.fromArray(SPECIES, out, outAt + 10 * outRow + LANES));
      c11a = c11a.add(FloatVector.fromArray(SPECIES, out, outAt + 11 * outRow));
      c11b = c11b.add(FloatVector.fromArray(SPECIES, out, outAt + 11 * outRow + LANES));
      c12a = c12a.add(FloatVector.fromArray(SPECIES, out, outAt + 12 * outRow));
      c12b = c12b.add(FloatVector.fromArray(SPECIES, out, outAt + 12 * outRow + LANES));
      c13a = c13a.add(FloatVector.fromArray(SPECIES, out, outAt + 13 * outRow));
      c13b = c13b.add(FloatVector.fromArray(SPECIES, out, outAt + 13 * outRow + LANES));
    }
    c0a.intoArray(out, outAt);
    c0b.intoArray(out, outAt + LANES);
    c1a.intoArray(out, outAt + outRow);
    c1b.intoArray(out, outAt + outRow + LANES);
    c2a.intoArray(out, outAt + 2 * outRow);
    c2b.intoArray(out, outAt + 2 * outRow + LANES);
    c3a.intoArray(out, outAt + 3 * outRow);
    c3b.intoArray(out, outAt + 3 * outRow + LANES);
    c4a.intoArray(out, outAt + 4 * outRow);
    c4b.intoArray(out, outAt + 4 * outRow + LANES);
    c5a.intoArray(out, outAt + 5 * outRow);
    c5b.intoArray(out, outAt + 5 * outRow + LANES);
    c6a.intoArray(out, outAt + 6 * outRow);
    c6b.intoArray(out, outAt + 6 * outRow + LANES);
    c7a.intoArray(out, outAt + 7 * outRow);
    c7b.intoArray(out, outAt + 7 * outRow + LANES);
    c8a.intoArray(out, outAt + 8 * outRow);
    c8b.intoArray(out, outAt + 8 * outRow + LANES);
    c9a.intoArray(out, outAt + 9 * outRow);
    c9b.intoArray(out, outAt + 9 * outRow + LANES);
    c10a.intoArray(out, outAt + 10 * outRow);
    c10b.intoArray(out, outAt + 10 * outRow + LANES);
    c11a.intoArray(out, outAt + 11 * outRow);
    c11b.intoArray(out, outAt + 11 * outRow + LANES);
    c12a.intoArray(out, outAt + 12 * outRow);
    c12b.intoArray(out, outAt + 12 * outRow + LANES);
    c13a.intoArray(out, outAt + 13 * outRow);
    c13b.intoArray(out, outAt + 13 * outRow + LANES);
  }

  static void rows6x2(
      int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0a = FloatVector.zero(SPECIES);
    FloatVector c0b = FloatVector.zero(SPECIES);
    FloatVector c1a = FloatVector.zero(SPECIES);
    FloatVector c1b = FloatVector.zero(SPECIES);
    FloatVector c2a = FloatVector.zero(SPECIES);
    FloatVector c2b = FloatVector.zero(SPECIES);
    FloatVector c3a = FloatVector.zero(SPECIES);
    FloatVector c3b = FloatVector.zero(SPECIES);
    FloatVector c4a = FloatVector.zero(SPECIES);
    FloatVector c4b = FloatVector.zero(SPECIES);
    FloatVector c5a = FloatVector.zero(SPECIES);
    FloatVector c5b = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p;
      int row = bAt + p * bRow;
      FloatVector ba = FloatVector.fromArray(SPECIES, b, row);
      FloatVector bb = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c0a = a0.fma(ba, c0a);
      c0b = a0.fma(bb, c0b);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + aRow]);
      c1a = a1.fma(ba, c1a);
      c1b = a1.fma(bb, c1b);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]);
      c2a = a2.fma(ba, c2a);
      c2b = a2.fma(bb, c2b);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]);
      c3a = a3.fma(ba, c3a);
      c3b = a3.fma(bb, c3b);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]);
      c4a = a4.fma(ba, c4a);
      c4b = a4.fma(bb, c4b);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]);
      c5a = a5.fma(ba, c5a);
      c5b = a5.fma(bb, c5b);
    }
    if (add) {
      c0a = c0a.add(FloatVector.fromArray(SPECIES, out, outAt));
      c0b = c0b.add(FloatVector.fromArray(SPECIES, out, outAt + LANES));
      c1a = c1a.add(FloatVector.fromArray(SPECIES, out, outAt + outRow));
      c1b = c1b.add(FloatVector.fromArray(SPECIES, out, outAt + outRow + LANES));
      c2a = c2a.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow));
      c2b = c2b.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow + LANES));
      c3a = c3a.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow));
      c3b = c3b.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow + LANES));
      c4a = c4a.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow));
      c4b = c4b.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow + LANES));
      c5a = c5a.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow));
      c5b = c5b.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow + LANES));
    }
    c0a.intoArray(out, outAt);
    c0b.intoArray(out, outAt + LANES);
    c1a.intoArray(out, outAt + outRow);
    c1b.intoArray(out, outAt + outRow + LANES);
    c2a.intoArray(out, outAt + 2 * outRow);
    c2b.intoArray(out, outAt + 2 * outRow + LANES);
    c3a.intoArray(out, outAt + 3 * outRow);
    c3b.intoArray(out, outAt + 3 * outRow + LANES);
    c4a.intoArray(out, outAt + 4 * outRow);
    c4b.intoArray(out, outAt + 4 * outRow + LANES);
    c5a.intoArray(out, outAt + 5 * outRow);
    c5b.intoArray(out, outAt + 5 * outRow + LANES);
  }

  static void columns6x2(
      int k, float[] a, int aAt, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0a = FloatVector.zero(SPECIES);
    FloatVector c0b = FloatVector.zero(SPECIES);
    FloatVector c1a = FloatVector.zero(SPECIES);
    FloatVector c1b = FloatVector.zero(SPECIES);
    FloatVector c2a = FloatVector.zero(SPECIES);
    FloatVector c2b = FloatVector.zero(SPECIES);
    FloatVector c3a = FloatVector.zero(SPECIES);
    FloatVector c3b = FloatVector.zero(SPECIES);
    FloatVector c4a = FloatVector.zero(SPECIES);
    FloatVector c4b = FloatVector.zero(SPECIES);
    FloatVector c5a = FloatVector.zero(SPECIES);
    FloatVector c5b = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
      int row = bAt + p * bRow;
      FloatVector ba = FloatVector.fromArray(SPECIES, b, row);
      FloatVector bb = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c0a = a0.fma(ba, c0a);
      c0b = a0.fma(bb, c0b);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + 1]);
      c1a = a1.fma(ba, c1a);
      c1b = a1.fma(bb, c1b);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2]);
      c2a = a2.fma(ba, c2a);
      c2b = a2.fma(bb, c2b);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3]);
      c3a = a3.fma(ba, c3a);
      c3b = a3.fma(bb, c3b);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4]);
      c4a = a4.fma(ba, c4a);
      c4b = a4.fma(bb, c4b);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5]);
      c5a = a5.fma(ba, c5a);
      c5b = a5.fma(bb, c5b);
    }
    if (add) {
      c0a = c0a.add(FloatVector.fromArray(SPECIES, out, outAt));
      c0b = c0b.add(FloatVector.fromArray(SPECIES, out, outAt + LANES));
      c1a = c1a.add(FloatVector.fromArray(SPECIES, out, outAt + outRow));
      c1b = c1b.add(FloatVector.fromArray(SPECIES, out, outAt + outRow + LANES));
      c2a = c2a.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow));
      c2b = c2b.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow + LANES));
      c3a = c3a.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow));
      c3b = c3b.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow + LANES));
      c4a = c4a.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow));
      c4b = c4b.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow + LANES));
      c5a = c5a.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow));
      c5b = c5b.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow + LANES));
    }
    c0a.intoArray(out, outAt);
    c0b.intoArray(out, outAt + LANES);
    c1a.intoArray(out, outAt + outRow);
    c1b.intoArray(out, outAt + outRow + LANES);
    c2a.intoArray(out, outAt + 2 * outRow);
    c2b.intoArray(out, outAt + 2 * outRow + LANES);
    c3a.intoArray(out, outAt + 3 * outRow);
    c3b.intoArray(out, outAt + 3 * outRow + LANES);
    c4a.intoArray(out, outAt + 4 * outRow);
    c4b.intoArray(out, outAt + 4 * outRow + LANES);
    c5a.intoArray(out, outAt + 5 * outRow);
    c5b.intoArray(out, outAt + 5 * outRow + LANES);
  }
}
