// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import glassprop.kernel.Pool;
import java.util.Arrays;
import jdk.incubator.vector.VectorMask;

/**
 * The float64 matrix product: register tiles inside cache blocks, after Goto and van de Geijn (Anatomy of
 * high-performance matrix multiplication, 2008).
 *
 * <p>Blocks of b (KC × NC) are packed into panels two vectors wide, blocks of a (MC × KC) into panels as high as a
 * tall tile. Smaller operands are read in place: the tiles don't mind strides, and only where rows are far apart in
 * memory do they fight for the same cache lines, and is packing worth its copies.
 *
 * <p>Every number of out is a sum of chains of fused multiply-adds, one for each KC of the k numbers, whatever the tiles:
 * rows or columns of out may be given to several threads in any way without a change in a bit. (Products of a matrix
 * with one contiguous vector are {@linkplain DoubleDots dots}, in another order: whoever splits them must split before
 * that choice.) Shorter chains have smaller errors.
 */
final class DoubleProduct {
  /** Columns of a and rows of b in a block: 2 KiB of a row. Longer blocks load and store out less often. */
  private static final int KC = 2048 / Double.BYTES;

  /**
   * Rows of a in a block, a multiple of both tall heights: with 2 KiB each they fill less than half of the
   * second-level cache.
   */
  private static final int MC = 210;

  /** Columns of b in a block: KC × NC numbers share the third-level cache. */
  private static final int NC = 2048;

  private static final int WIDTH = 2 * LANES;

  /** The rows of a tall tile, by the number of vector registers: 32 with AVX-512 and on 64-bit ARM, else 16. */
  private static final int HEIGHT =
      SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64") ? 14 : 6;

  /** With fewer columns than this, a is read in place. */
  private static final int FEW_COLUMNS = 192;

  /** With fewer rows than this, b is read in place. */
  private static final int FEW_ROWS = 192;

  private DoubleProduct() {}

  static void matmul(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add) {
    if (n == 1 && aColumn == 1 && bRow == 1) {
      DoubleDots.dots(m, k, a, aAt, aRow, b, bAt, out, outAt, outRow, add);
    } else if (m == 1 && aColumn == 1 && bRow == 1) {
      DoubleDots.dots(n, k, b, bAt, bColumn, a, aAt, out, outAt, 1, add);
    } else if (n == 1 && aRow == 1 && outRow == 1) {
      // A column is as good as a row, and its neighbours are in the next lane.
      blocks(1, m, k, b, bAt, bColumn, bRow, a, aAt, aColumn, 1, out, outAt, m, add);
    } else {
      blocks(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add);
    }
  }

  private static void blocks(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add) {
    if (k == 0 && !add) {
      clear(m, n, out, outAt, outRow);
    }
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    boolean packA = n >= FEW_COLUMNS && m >= HEIGHT;
    boolean packB = bColumn != 1 || m >= FEW_ROWS;
    double[] packedA = packA ? Pool.doubles(Math.min(m, MC) * Math.min(k, KC)) : a;
    double[] packedB = packB ? Pool.doubles(Math.min(k, KC) * roundUp(Math.min(n, NC), WIDTH)) : b;
    for (int j = 0; j < n; j += NC) {
      int columns = Math.min(NC, n - j);
      for (int p = 0; p < k; p += KC) {
        int depth = Math.min(KC, k - p);
        int bBlock = bAt + p * bRow + j * bColumn;
        if (packB) {
          DoublePacking.columns(depth, columns, b, bBlock, bRow, bColumn, packedB, WIDTH);
        }
        for (int i = 0; i < m; i += MC) {
          int rows = Math.min(MC, m - i);
          int aBlock = aAt + i * aRow + p * aColumn;
          if (packA) {
            DoublePacking.rows(rows, depth, a, aBlock, aRow, aColumn, packedA, HEIGHT);
          }
          for (int c = 0; c < columns; c += WIDTH) {
            int panelAt = packB ? c * depth : bBlock + c;
            int panelRow = packB ? WIDTH : bRow;
            int width = Math.min(WIDTH, columns - c);
            int outPanel = outAt + i * outRow + j + c;
            int leftAt = packA ? 0 : aBlock;
            if (width == WIDTH) {
              panel(
                  rows, WIDTH, depth, packA, packedA, leftAt, aRow, aColumn,
                  packedB, panelAt, panelRow, out, outPanel, outRow, add || p > 0);
            } else {
              lastPanel(
                  rows, width, depth, packA, packedA, leftAt, aRow, aColumn,
                  packedB, panelAt, panelRow, out, outPanel, outRow, add || p > 0);
            }
          }
        }
      }
    }
    if (packA) {
      Pool.giveBack(packedA);
    }
    if (packB) {
      Pool.giveBack(packedB);
    }
  }

  private static void clear(int m, int n, double[] out, int outAt, int outRow) {
    if (outRow == n) {
      Arrays.fill(out, outAt, outAt + m * n, 0.0);
    } else {
      for (int i = 0; i < m; i++) {
        Arrays.fill(out, outAt + i * outRow, outAt + i * outRow + n, 0.0);
      }
    }
  }

  /** Adds a block of a times the last columns of b, which don't fill two vectors: one whole vector, if any, and the rest masked. */
  private static void lastPanel(
      int m, int width, int depth,
      boolean packed, double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    int whole = width - width % LANES;
    if (whole > 0) {
      panel(m, LANES, depth, packed, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    }
    if (whole < width) {
      panel(
          m, width - whole, depth, packed, a, aAt, aRow, aColumn, b, bAt + whole, bRow, out, outAt + whole, outRow, add);
    }
  }

  /**
   * Adds a block of a, of depth columns, times a panel of b to a panel of out: of two vectors, of one, or of fewer columns. The block
   * of a is packed or lies anywhere.
   */
  private static void panel(
      int m, int width, int depth,
      boolean packed, double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    if (!packed) {
      rows(m, width, depth, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow, add);
      return;
    }
    int tall = m - m % HEIGHT;
    for (int i = 0; i < tall; i += HEIGHT) {
      int from = aAt + i * depth;
      int to = outAt + i * outRow;
      if (width < WIDTH) {
        rows(HEIGHT, width, depth, a, from, 1, HEIGHT, b, bAt, bRow, out, to, outRow, add);
      } else if (HEIGHT == 14) {
        DoubleTallTiles.tall14x2(depth, a, from, b, bAt, bRow, out, to, outRow, add);
      } else {
        DoubleTallTiles.tall6x2(depth, a, from, b, bAt, bRow, out, to, outRow, add);
      }
    }
    rows(
        m - tall, width, depth, a, aAt + tall * depth, depth, 1, b, bAt, bRow, out, outAt + tall * outRow, outRow, add);
  }

  /** Adds m × k numbers of a, wherever they lie, times a panel of b to a panel of out. */
  private static void rows(
      int m, int width, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    if (width == WIDTH) {
      wide(m, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    } else if (width == LANES) {
      narrow(m, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    } else {
      masked(m, width, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    }
  }

  private static void masked(
      int m, int width, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    VectorMask<Double> lanes = SPECIES.indexInRange(0, width);
    int i = 0;
    for (; i <= m - 4; i += 4) {
      DoubleTiles.rows4Masked(
          k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add, lanes);
    }
    for (; i < m; i++) {
      DoubleTiles.rows1Masked(
          k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add, lanes);
    }
  }

  private static void wide(
      int m, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    int i = 0;
    for (; HEIGHT > 8 && i <= m - 8; i += 8) {
      DoubleTiles.rows8x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
    for (; i <= m - 4; i += 4) {
      DoubleTiles.rows4x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
    for (; i <= m - 2; i += 2) {
      DoubleTiles.rows2x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
    if (i < m) {
      DoubleTiles.rows1x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
  }

  private static void narrow(
      int m, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    int i = 0;
    for (; i <= m - 8; i += 8) {
      DoubleTiles.rows8(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
    for (; i <= m - 4; i += 4) {
      DoubleTiles.rows4(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
    for (; i <= m - 2; i += 2) {
      DoubleTiles.rows2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
    if (i < m) {
      DoubleTiles.rows1(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
  }

  private static int roundUp(int n, int multiple) {
    return (n + multiple - 1) / multiple * multiple;
  }
}
