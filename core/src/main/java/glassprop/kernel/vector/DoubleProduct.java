// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

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
      double[] out, int outAt, int outRow) {
    if (n == 1 && aColumn == 1 && bRow == 1) {
      DoubleDots.dots(m, k, a, aAt, aRow, b, bAt, out, outAt, outRow);
    } else if (m == 1 && aColumn == 1 && bRow == 1) {
      DoubleDots.dots(n, k, b, bAt, bColumn, a, aAt, out, outAt, 1);
    } else if (n == 1 && aRow == 1 && outRow == 1) {
      // A column is as good as a row, and its neighbours are in the next lane.
      blocks(1, m, k, b, bAt, bColumn, bRow, a, aAt, aColumn, 1, out, outAt, m);
    } else {
      blocks(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow);
    }
  }

  private static void blocks(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow) {
    for (int i = 0; i < m; i++) {
      Arrays.fill(out, outAt + i * outRow, outAt + i * outRow + n, 0.0);
    }
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    boolean packA = n >= FEW_COLUMNS && m >= HEIGHT;
    boolean packB = bColumn != 1 || m >= FEW_ROWS;
    double[] packedA = new double[packA ? Math.min(m, MC) * Math.min(k, KC) : 0];
    double[] packedB = new double[packB ? Math.min(k, KC) * roundUp(Math.min(n, NC), WIDTH) : 0];
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
            double[] panel = packB ? packedB : b;
            int panelAt = packB ? c * depth : bBlock + c;
            int panelRow = packB ? WIDTH : bRow;
            int width = Math.min(WIDTH, columns - c);
            int outPanel = outAt + i * outRow + j + c;
            if (packA) {
              packedPanel(rows, width, depth, packedA, panel, panelAt, panelRow, out, outPanel, outRow);
            } else {
              panel(rows, width, depth, a, aBlock, aRow, aColumn, panel, panelAt, panelRow, out, outPanel, outRow);
            }
          }
        }
      }
    }
  }

  /** Adds a packed block of a times a panel of b to a panel of out. */
  private static void packedPanel(
      int m, int width, int k, double[] a, double[] b, int bAt, int bRow, double[] out, int outAt, int outRow) {
    int tall = m - m % HEIGHT;
    if (width == WIDTH) {
      for (int i = 0; i < tall; i += HEIGHT) {
        if (HEIGHT == 14) {
          DoubleTallTiles.tall14x2(k, a, i * k, b, bAt, bRow, out, outAt + i * outRow, outRow);
        } else {
          DoubleTallTiles.tall6x2(k, a, i * k, b, bAt, bRow, out, outAt + i * outRow, outRow);
        }
      }
    } else {
      for (int c = 0; c < width; c += LANES) {
        VectorMask<Double> lanes = SPECIES.indexInRange(c, width);
        for (int i = 0; i < tall; i += HEIGHT) {
          if (HEIGHT == 14) {
            DoubleTallTiles.tall14(k, a, i * k, b, bAt + c, bRow, out, outAt + i * outRow + c, outRow, lanes);
          } else {
            DoubleTallTiles.tall6(k, a, i * k, b, bAt + c, bRow, out, outAt + i * outRow + c, outRow, lanes);
          }
        }
      }
    }
    if (tall < m) {
      panel(m - tall, width, k, a, tall * k, k, 1, b, bAt, bRow, out, outAt + tall * outRow, outRow);
    }
  }

  /** Adds m × k numbers of a, wherever they lie, times a panel of b to a panel of out. */
  private static void panel(
      int m, int width, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow) {
    if (width == WIDTH) {
      wide(m, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow);
    } else {
      for (int c = 0; c < width; c += LANES) {
        VectorMask<Double> lanes = SPECIES.indexInRange(c, width);
        narrow(m, k, a, aAt, aRow, aColumn, b, bAt + c, bRow, out, outAt + c, outRow, lanes);
      }
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
      double[] out, int outAt, int outRow,
      VectorMask<Double> lanes) {
    int i = 0;
    for (; i <= m - 8; i += 8) {
      DoubleTiles.rows8(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, lanes);
    }
    for (; i <= m - 4; i += 4) {
      DoubleTiles.rows4(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, lanes);
    }
    for (; i <= m - 2; i += 2) {
      DoubleTiles.rows2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, lanes);
    }
    if (i < m) {
      DoubleTiles.rows1(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, lanes);
    }
  }

  /**
   * How many of k rows, {@code row} apart, may be read as whole vectors, when {@code last} is the way to the last
   * place for one.
   */
  static int wholeRows(int k, int last, int row) {
    if (last < 0) {
      return 0;
    }
    return row == 0 ? k : Math.min(k, last / row + 1);
  }

  private static int roundUp(int n, int multiple) {
    return (n + multiple - 1) / multiple * multiple;
  }
}
