package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of the float32 matrix product, by rows: each writes a (rows × k) · b (k × one or two vectors) to a part of out,
 * or adds it there. The sums stay in registers for the whole loop.
 *
 * <p>The rows of a lie anywhere, so small operands, and transposed ones, need no packing. The rows of b are
 * contiguous. Every sum is one chain of fused multiply-adds, p ascending, in every tile: so it doesn't
 * matter for the result which tile computes it.
 */
final class FloatTiles {
  private FloatTiles() {}

  static void rows4x2(
      int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0a = FloatVector.zero(SPECIES);
    FloatVector c0b = FloatVector.zero(SPECIES);
    FloatVector c1a = FloatVector.zero(SPECIES);
    FloatVector c1b = FloatVector.zero(SPECIES);
    FloatVector c2a = FloatVector.zero(SPECIES);
    FloatVector c2b = FloatVector.zero(SPECIES);
    FloatVector c3a = FloatVector.zero(SPECIES);
    FloatVector c3b = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
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
    }
    c0a.intoArray(out, outAt);
    c0b.intoArray(out, outAt + LANES);
    c1a.intoArray(out, outAt + outRow);
    c1b.intoArray(out, outAt + outRow + LANES);
    c2a.intoArray(out, outAt + 2 * outRow);
    c2b.intoArray(out, outAt + 2 * outRow + LANES);
    c3a.intoArray(out, outAt + 3 * outRow);
    c3b.intoArray(out, outAt + 3 * outRow + LANES);
  }

  static void rows2x2(
      int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0a = FloatVector.zero(SPECIES);
    FloatVector c0b = FloatVector.zero(SPECIES);
    FloatVector c1a = FloatVector.zero(SPECIES);
    FloatVector c1b = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
      int row = bAt + p * bRow;
      FloatVector ba = FloatVector.fromArray(SPECIES, b, row);
      FloatVector bb = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c0a = a0.fma(ba, c0a);
      c0b = a0.fma(bb, c0b);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + aRow]);
      c1a = a1.fma(ba, c1a);
      c1b = a1.fma(bb, c1b);
    }
    if (add) {
      c0a = c0a.add(FloatVector.fromArray(SPECIES, out, outAt));
      c0b = c0b.add(FloatVector.fromArray(SPECIES, out, outAt + LANES));
      c1a = c1a.add(FloatVector.fromArray(SPECIES, out, outAt + outRow));
      c1b = c1b.add(FloatVector.fromArray(SPECIES, out, outAt + outRow + LANES));
    }
    c0a.intoArray(out, outAt);
    c0b.intoArray(out, outAt + LANES);
    c1a.intoArray(out, outAt + outRow);
    c1b.intoArray(out, outAt + outRow + LANES);
  }

  static void rows1x2(
      int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0a = FloatVector.zero(SPECIES);
    FloatVector c0b = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
      int row = bAt + p * bRow;
      FloatVector ba = FloatVector.fromArray(SPECIES, b, row);
      FloatVector bb = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c0a = a0.fma(ba, c0a);
      c0b = a0.fma(bb, c0b);
    }
    if (add) {
      c0a = c0a.add(FloatVector.fromArray(SPECIES, out, outAt));
      c0b = c0b.add(FloatVector.fromArray(SPECIES, out, outAt + LANES));
    }
    c0a.intoArray(out, outAt);
    c0b.intoArray(out, outAt + LANES);
  }

  static void rows8(
      int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    FloatVector c4 = FloatVector.zero(SPECIES);
    FloatVector c5 = FloatVector.zero(SPECIES);
    FloatVector c6 = FloatVector.zero(SPECIES);
    FloatVector c7 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
      FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt + p * bRow);
      c0 = FloatVector.broadcast(SPECIES, a[at]).fma(bp, c0);
      c1 = FloatVector.broadcast(SPECIES, a[at + aRow]).fma(bp, c1);
      c2 = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]).fma(bp, c2);
      c3 = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]).fma(bp, c3);
      c4 = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]).fma(bp, c4);
      c5 = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]).fma(bp, c5);
      c6 = FloatVector.broadcast(SPECIES, a[at + 6 * aRow]).fma(bp, c6);
      c7 = FloatVector.broadcast(SPECIES, a[at + 7 * aRow]).fma(bp, c7);
    }
    if (add) {
      c0 = c0.add(FloatVector.fromArray(SPECIES, out, outAt));
      c1 = c1.add(FloatVector.fromArray(SPECIES, out, outAt + outRow));
      c2 = c2.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow));
      c3 = c3.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow));
      c4 = c4.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * outRow));
      c5 = c5.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * outRow));
      c6 = c6.add(FloatVector.fromArray(SPECIES, out, outAt + 6 * outRow));
      c7 = c7.add(FloatVector.fromArray(SPECIES, out, outAt + 7 * outRow));
    }
    c0.intoArray(out, outAt);
    c1.intoArray(out, outAt + outRow);
    c2.intoArray(out, outAt + 2 * outRow);
    c3.intoArray(out, outAt + 3 * outRow);
    c4.intoArray(out, outAt + 4 * outRow);
    c5.intoArray(out, outAt + 5 * outRow);
    c6.intoArray(out, outAt + 6 * outRow);
    c7.intoArray(out, outAt + 7 * outRow);
  }

  static void rows4(
      int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
      FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt + p * bRow);
      c0 = FloatVector.broadcast(SPECIES, a[at]).fma(bp, c0);
      c1 = FloatVector.broadcast(SPECIES, a[at + aRow]).fma(bp, c1);
      c2 = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]).fma(bp, c2);
      c3 = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]).fma(bp, c3);
    }
    if (add) {
      c0 = c0.add(FloatVector.fromArray(SPECIES, out, outAt));
      c1 = c1.add(FloatVector.fromArray(SPECIES, out, outAt + outRow));
      c2 = c2.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * outRow));
      c3 = c3.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * outRow));
    }
    c0.intoArray(out, outAt);
    c1.intoArray(out, outAt + outRow);
    c2.intoArray(out, outAt + 2 * outRow);
    c3.intoArray(out, outAt + 3 * outRow);
  }

  static void rows2(
      int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
      FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt + p * bRow);
      c0 = FloatVector.broadcast(SPECIES, a[at]).fma(bp, c0);
      c1 = FloatVector.broadcast(SPECIES, a[at + aRow]).fma(bp, c1);
    }
    if (add) {
      c0 = c0.add(FloatVector.fromArray(SPECIES, out, outAt));
      c1 = c1.add(FloatVector.fromArray(SPECIES, out, outAt + outRow));
    }
    c0.intoArray(out, outAt);
    c1.intoArray(out, outAt + outRow);
  }

  static void rows1(
      int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow, boolean add) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = aAt + p * aColumn;
      FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt + p * bRow);
      c0 = FloatVector.broadcast(SPECIES, a[at]).fma(bp, c0);
    }
    if (add) {
      c0 = c0.add(FloatVector.fromArray(SPECIES, out, outAt));
    }
    c0.intoArray(out, outAt);
  }
}
