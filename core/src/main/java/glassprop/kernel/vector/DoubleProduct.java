// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import glassprop.kernel.Pool;
import java.util.Arrays;

/**
 * The float64 matrix product: register tiles inside cache blocks, after Goto and van de Geijn (Anatomy of
 * high-performance matrix multiplication, 2008).
 *
 * <p>Blocks of b (KC × NC) are packed into panels two vectors wide, blocks of a (MC × KC) into panels as high as a
 * tall tile. Smaller operands are read in place: the tiles don't mind strides, and only where rows are far apart in
 * memory do they fight for the same cache lines, and is packing worth its copies.
 *
 * <p>Every number of out is one chain of fused multiply-adds over p = 0 … k − 1, whatever the blocks and tiles:
 * rows or columns of out may be given to several threads in any way without a change in a bit. (Products of a
 * matrix with one contiguous vector are {@linkplain DoubleDots dots}, in another order: whoever splits them must
 * split before that choice.)
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
    if (!add) {
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
            if (width == WIDTH || width == LANES) {
              panel(
                  rows, width, 0, depth, depth, packA, packedA, leftAt, aRow, aColumn,
                  packedB, panelAt, panelRow, out, outPanel, outRow);
            } else {
              lastPanel(
                  rows, width, depth, add || p > 0, packA, packedA, leftAt, aRow, aColumn,
                  packedB, panelAt, panelRow, out, outPanel, outRow);
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

  /**
   * Adds a block of a times the last columns of b, which fill no whole vector, to a panel of out.
   *
   * <p>The tiles compute whole vectors, in a copy of the panel. What they read beyond a row of b is in the idle lanes;
   * only rows so near to the end of the array that this is no place in it are copied.
   */
  private static void lastPanel(
      int m, int width, int depth, boolean continued,
      boolean packed, double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow) {
    int vectors = roundUp(width, LANES);
    double[] whole = Pool.doubles(m * vectors);
    Arrays.fill(whole, 0.0); // the idle lanes too: what was there could be slow to compute with, as subnormal numbers are
    if (continued) {
      DoublePacking.copyRows(m, width, out, outAt, outRow, whole, 0, vectors);
    }
    int inPlace = wholeRows(depth, b.length - vectors - bAt, bRow);
    panel(m, vectors, 0, inPlace, depth, packed, a, aAt, aRow, aColumn, b, bAt, bRow, whole, 0, vectors);
    if (inPlace < depth) {
      int rest = depth - inPlace;
      double[] copy = new double[rest * vectors]; // a row or two
      DoublePacking.copyRows(rest, width, b, bAt + inPlace * bRow, bRow, copy, 0, vectors);
      panel(
          m, vectors, inPlace, rest, depth, packed, a, aAt, aRow, aColumn, copy, 0, vectors, whole, 0, vectors);
    }
    DoublePacking.copyRows(m, width, whole, 0, vectors, out, outAt, outRow);
    Pool.giveBack(whole);
  }

  /**
   * Adds the k columns of a block of a from {@code first} on, times k rows of b, to a panel of out of one or two
   * vectors. The block, {@code depth} columns wide, is packed or lies anywhere.
   */
  private static void panel(
      int m, int width, int first, int k, int depth,
      boolean packed, double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow) {
    if (!packed) {
      rows(m, width, k, a, aAt + first * aColumn, aRow, aColumn, b, bAt, bRow, out, outAt, outRow);
      return;
    }
    int tall = m - m % HEIGHT;
    for (int i = 0; i < tall; i += HEIGHT) {
      int from = aAt + i * depth + first * HEIGHT;
      int to = outAt + i * outRow;
      if (width == LANES) {
        narrow(HEIGHT, k, a, from, 1, HEIGHT, b, bAt, bRow, out, to, outRow);
      } else if (HEIGHT == 14) {
        DoubleTallTiles.tall14x2(k, a, from, b, bAt, bRow, out, to, outRow);
      } else {
        DoubleTallTiles.tall6x2(k, a, from, b, bAt, bRow, out, to, outRow);
      }
    }
    rows(
        m - tall, width, k, a, aAt + tall * depth + first, depth, 1, b, bAt, bRow, out, outAt + tall * outRow, outRow);
  }

  /** Adds m × k numbers of a, wherever they lie, times a panel of b to a panel of out. */
  private static void rows(
      int m, int width, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow) {
    if (width == WIDTH) {
      wide(m, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow);
    } else {
      narrow(m, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow);
    }
  }

  private static void wide(
      int m, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow) {
    int i = 0;
    for (; HEIGHT > 8 && i <= m - 8; i += 8) {
      DoubleTiles.rows8x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    for (; i <= m - 4; i += 4) {
      DoubleTiles.rows4x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    for (; i <= m - 2; i += 2) {
      DoubleTiles.rows2x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    if (i < m) {
      DoubleTiles.rows1x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
  }

  private static void narrow(
      int m, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow) {
    int i = 0;
    for (; i <= m - 8; i += 8) {
      DoubleTiles.rows8(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    for (; i <= m - 4; i += 4) {
      DoubleTiles.rows4(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    for (; i <= m - 2; i += 2) {
      DoubleTiles.rows2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    if (i < m) {
      DoubleTiles.rows1(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
  }

  /**
   * How many of k rows, {@code row} apart, may be read as whole vectors, when {@code last} is the way to the last
   * place for one.
   */
  private static int wholeRows(int k, int last, int row) {
    if (last < 0) {
      return 0;
    }
    return row == 0 ? k : Math.min(k, last / row + 1);
  }

  private static int roundUp(int n, int multiple) {
    return (n + multiple - 1) / multiple * multiple;
  }
}
