package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.LANES;
import static glassprop.kernel.vector.FloatSeries.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.VectorMask;

/**
 * The float32 matrix product: register tiles inside cache blocks, after Goto and van de Geijn (Anatomy of
 * high-performance matrix multiplication, 2008).
 *
 * <p>Blocks of b (KC × NC) are packed into panels two vectors wide, blocks of a (MC × KC) into panels as high as a
 * tall tile. Smaller operands are read in place: the tiles don't mind strides, and only where rows are far apart in
 * memory do they fight for the same cache lines, and is packing worth its copies.
 *
 * <p>Every number of out is one chain of fused multiply-adds over p = 0 … k − 1, whatever the blocks and tiles:
 * rows or columns of out may be given to several threads in any way without a change in a bit. (Products of a
 * matrix with one contiguous vector are {@linkplain FloatDots dots}, in another order: whoever splits them must
 * split before that choice.)
 */
final class FloatProduct {
  /** Columns of a and rows of b in a block: 2 KiB of a row. Longer blocks load and store out less often. */
  private static final int KC = 2048 / Float.BYTES;

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

  private FloatProduct() {}

  static void matmul(
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] out, int outAt, int outRow) {
    if (n == 1 && aColumn == 1 && bRow == 1) {
      FloatDots.dots(m, k, a, aAt, aRow, b, bAt, out, outAt, outRow);
    } else if (m == 1 && aColumn == 1 && bRow == 1) {
      FloatDots.dots(n, k, b, bAt, bColumn, a, aAt, out, outAt, 1);
    } else if (n == 1 && aRow == 1 && outRow == 1) {
      // A column is as good as a row, and its neighbours are in the next lane.
      blocks(1, m, k, b, bAt, bColumn, bRow, a, aAt, aColumn, 1, out, outAt, m);
    } else {
      blocks(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow);
    }
  }

  private static void blocks(
      int m, int n, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow, int bColumn,
      float[] out, int outAt, int outRow) {
    for (int i = 0; i < m; i++) {
      Arrays.fill(out, outAt + i * outRow, outAt + i * outRow + n, 0.0f);
    }
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    boolean packA = n >= FEW_COLUMNS && m >= HEIGHT;
    boolean packB = bColumn != 1 || m >= FEW_ROWS;
    float[] packedA = new float[packA ? Math.min(m, MC) * Math.min(k, KC) : 0];
    float[] packedB = new float[packB ? Math.min(k, KC) * roundUp(Math.min(n, NC), WIDTH) : 0];
    for (int j = 0; j < n; j += NC) {
      int columns = Math.min(NC, n - j);
      for (int p = 0; p < k; p += KC) {
        int depth = Math.min(KC, k - p);
        int bBlock = bAt + p * bRow + j * bColumn;
        if (packB) {
          FloatPacking.columns(depth, columns, b, bBlock, bRow, bColumn, packedB, WIDTH);
        }
        for (int i = 0; i < m; i += MC) {
          int rows = Math.min(MC, m - i);
          int aBlock = aAt + i * aRow + p * aColumn;
          if (packA) {
            FloatPacking.rows(rows, depth, a, aBlock, aRow, aColumn, packedA, HEIGHT);
          }
          for (int c = 0; c < columns; c += WIDTH) {
            float[] panel = packB ? packedB : b;
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
      int m, int width, int k, float[] a, float[] b, int bAt, int bRow, float[] out, int outAt, int outRow) {
    int tall = m - m % HEIGHT;
    if (width == WIDTH) {
      for (int i = 0; i < tall; i += HEIGHT) {
        if (HEIGHT == 14) {
          FloatTallTiles.tall14x2(k, a, i * k, b, bAt, bRow, out, outAt + i * outRow, outRow);
        } else {
          FloatTallTiles.tall6x2(k, a, i * k, b, bAt, bRow, out, outAt + i * outRow, outRow);
        }
      }
    } else {
      for (int c = 0; c < width; c += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(c, width);
        for (int i = 0; i < tall; i += HEIGHT) {
          if (HEIGHT == 14) {
            FloatTallTiles.tall14(k, a, i * k, b, bAt + c, bRow, out, outAt + i * outRow + c, outRow, lanes);
          } else {
            FloatTallTiles.tall6(k, a, i * k, b, bAt + c, bRow, out, outAt + i * outRow + c, outRow, lanes);
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
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow) {
    if (width == WIDTH) {
      wide(m, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow);
    } else {
      for (int c = 0; c < width; c += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(c, width);
        narrow(m, k, a, aAt, aRow, aColumn, b, bAt + c, bRow, out, outAt + c, outRow, lanes);
      }
    }
  }

  private static void wide(
      int m, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow) {
    int i = 0;
    for (; HEIGHT > 8 && i <= m - 8; i += 8) {
      FloatTiles.rows8x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    for (; i <= m - 4; i += 4) {
      FloatTiles.rows4x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    for (; i <= m - 2; i += 2) {
      FloatTiles.rows2x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
    if (i < m) {
      FloatTiles.rows1x2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow);
    }
  }

  private static void narrow(
      int m, int k,
      float[] a, int aAt, int aRow, int aColumn,
      float[] b, int bAt, int bRow,
      float[] out, int outAt, int outRow,
      VectorMask<Float> lanes) {
    int i = 0;
    for (; i <= m - 8; i += 8) {
      FloatTiles.rows8(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, lanes);
    }
    for (; i <= m - 4; i += 4) {
      FloatTiles.rows4(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, lanes);
    }
    for (; i <= m - 2; i += 2) {
      FloatTiles.rows2(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, lanes);
    }
    if (i < m) {
      FloatTiles.rows1(k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, out, outAt + i * outRow, outRow, lanes);
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
