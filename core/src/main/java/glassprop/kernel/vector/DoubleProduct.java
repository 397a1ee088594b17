// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.LANES;
import static glassprop.kernel.vector.DoubleSeries.SPECIES;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Interruption;
import glassprop.kernel.Pool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The float64 matrix product: register tiles inside cache blocks, after Goto and van de Geijn (Anatomy of
 * high-performance matrix multiplication, 2008).
 *
 * <p>Blocks of b are packed into panels two vectors wide, blocks of a into panels as high as a tall tile. Smaller operands
 * are read in place: the tiles don't mind strides, and only where rows are far apart in memory do they fight for the same
 * cache lines, and is packing worth its copies. Last columns that don't fill whole vectors are always packed, and their
 * products go through rows of their own on the way to out: so no tile needs a mask.
 *
 * <p>Every number of out is a sum of chains of fused multiply-adds, one for each block of the k numbers, whatever the tiles:
 * rows or columns of out may be given to several threads in any way without a change in a bit. (Products of a matrix
 * with one contiguous vector are {@linkplain DoubleDots dots}, in another order: whoever splits them must split before
 * that choice.) Shorter chains have smaller errors, and sums of more than sixteen chains are halved: the error of the longest grows with
 * log k.
 */
final class DoubleProduct {
  /** Columns of a and rows of b in a block, at most: 2 KiB of a row. Longer blocks load and store out less often. */
  private static final int KC = 2048 / Double.BYTES;

  /** Rows of a in a block, a multiple of both tall heights: they fill a quarter of the second-level cache. */
  private static final int MC = 126;

  /** Columns of b in a block: KC × NC numbers share the third-level cache. */
  private static final int NC = 2048;

  /** With more numbers in a sum, the two halves are computed apart from each other and added. */
  private static final int LONG = 16 * KC;

  private static final int WIDTH = 2 * LANES;

  /** The rows of a tall tile, by the number of vector registers: 32 with AVX-512 and on 64-bit ARM, else 16. */
  private static final int HEIGHT =
      SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64") ? 14 : 6;

  /** With so many columns a is packed, and with so many rows b: smaller operands are read in place. */
  private static final int MANY_COLUMNS = 640;

  private static final int MANY_ROWS = 320;

  /** With so many numbers, 512 KiB, b is packed, too: it won't stay in the second-level cache, and panels in place are fetched late. */
  private static final int MANY_NUMBERS = (1 << 19) / Double.BYTES;

  /** So many numbers of a are turned in the first-level cache: 32 KiB. */
  private static final int FEW_NUMBERS = (1 << 15) / Double.BYTES;

  /** Rows that begin so far apart lie in memory pages of their own, and all in the same few places of a cache: 4 KiB. */
  private static final int FAR = 4096 / Double.BYTES;

  private DoubleProduct() {}

  static void matmul(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add) {
    product(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add, null);
  }

  static void affine(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      DoubleFinish finish, double[] out, int outAt, int outRow) {
    product(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, false, finish);
  }

  private static void product(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add, @Nullable DoubleFinish finish) {
    if (k > LONG) {
      halves(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add);
    } else if (n == 1 && aColumn == 1 && bRow == 1) {
      DoubleDots.dots(m, k, a, aAt, aRow, b, bAt, out, outAt, outRow, add);
    } else if (m == 1 && aColumn == 1 && bRow == 1) {
      DoubleDots.dots(n, k, b, bAt, bColumn, a, aAt, out, outAt, 1, add);
    } else if (n == 1 && aRow == 1 && outRow == 1) {
      // A column is as good as a row, and its neighbours are in the next lane.
      blocks(1, m, k, b, bAt, bColumn, bRow, a, aAt, aColumn, 1, out, outAt, m, add, null);
    } else if (n < LANES && m >= LANES && (aRow == 1 || (long) m * k <= FEW_NUMBERS)) {
      turned(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add, finish);
      return;
    } else {
      blocks(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add, finish);
      return;
    }
    if (finish != null) {
      finish.apply(m, n, 0, out, outAt, outRow);
    }
  }

  private static void halves(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add) {
    int half = k / 2;
    product(m, n, half, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow, add, null);
    double[] rest = Pool.doubles(m * n);
    product(
        m, n, k - half, a, aAt + half * aColumn, aRow, aColumn, b, bAt + half * bRow, bRow, bColumn, rest, 0, n, false, null);
    for (int i = 0; i < m; i++) {
      int row = outAt + i * outRow;
      DoubleBinary.apply(BinaryFunction.ADD, out, row, 1, rest, i * n, 1, out, row, n);
    }
    Pool.giveBack(rest);
  }

  /** A product that is no vector wide, as outᵀ = bᵀ·aᵀ: its columns fill vectors. The sums are the same, bit for bit. */
  private static void turned(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add, @Nullable DoubleFinish finish) {
    double[] columns = Pool.doubles(n * m);
    if (add) {
      DoublePacking.turn(m, n, out, outAt, outRow, 1, columns, 0, m);
    }
    blocks(n, m, k, b, bAt, bColumn, bRow, a, aAt, aColumn, aRow, columns, 0, m, add, null);
    if (finish != null) {
      finish.applyTurned(n, m, columns);
    }
    DoublePacking.turn(n, m, columns, 0, m, 1, out, outAt, outRow);
    Pool.giveBack(columns);
  }

  private static void blocks(
      int m, int n, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow, int bColumn,
      double[] out, int outAt, int outRow, boolean add, @Nullable DoubleFinish finish) {
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 0) {
      if (!add) {
        clear(m, n, out, outAt, outRow);
      }
      if (finish != null) {
        finish.apply(m, n, 0, out, outAt, outRow);
      }
      return;
    }
    int depths = share(k, KC, 1);
    int heights = share(m, MC, HEIGHT);
    boolean packA = m >= HEIGHT
        && (n >= MANY_COLUMNS || (aRow != 1 && aColumn != 1) || (Math.max(aRow, aColumn) >= FAR && n >= 4 * WIDTH));
    boolean packB = bColumn != 1 || m >= MANY_ROWS
        || (m >= 4 * HEIGHT && (bRow >= FAR || (long) k * n >= MANY_NUMBERS));
    int ragged = ragged(n);
    double[] packedA = packA ? Pool.doubles(heights * (depths + 1)) : a;
    double[] packedB = packB ? Pool.doubles((depths + 1) * roundUp(Math.min(n, NC), WIDTH)) : b;
    double[] lastB = ragged > 0 && !packB ? Pool.doubles((depths + 1) * WIDTH) : packedB;
    double[] lastOut = ragged > 0 ? Pool.doubles(Math.min(m, heights) * WIDTH) : out;
    for (int j = 0; j < n; j += NC) {
      int columns = Math.min(NC, n - j);
      int whole = columns - ragged(columns);
      int pairs = whole - whole % WIDTH;
      for (int p = 0; p < k; p += depths) {
        int depth = Math.min(depths, k - p);
        boolean more = add || p > 0;
        DoubleFinish last = p + depth == k ? finish : null;
        int bBlock = bAt + p * bRow + j * bColumn;
        if (packB) {
          DoublePacking.columns(depth, columns, b, bBlock, bRow, bColumn, packedB, WIDTH);
        } else if (whole < columns) {
          DoublePacking.columns(depth, columns - whole, b, bBlock + whole, bRow, 1, lastB, WIDTH);
        }
        for (int i = 0; i < m; i += heights) {
          if ((i | p | j) != 0) {
            Interruption.check(); // a block takes a few milliseconds
          }
          int rows = Math.min(heights, m - i);
          int aBlock = aAt + i * aRow + p * aColumn;
          if (packA) {
            DoublePacking.rows(rows, depth, a, aBlock, aRow, aColumn, packedA, HEIGHT);
            aBlock = 0;
          }
          int outBlock = outAt + i * outRow + j;
          int aStep = packA ? depth + 1 : aRow;
          for (int r = 0, some; pairs > 0 && r < rows; r += some) {
            // A tile's rows of a stay in the first-level cache while b passes, and rows of out are written from left to right.
            // Rows left over go with the last: by themselves they would be done before b has come.
            some = rows - r < 2 * HEIGHT ? rows - r : HEIGHT;
            for (int c = 0; c < pairs; c += WIDTH) {
              panel(
                  some, WIDTH, depth, packA, packedA, aBlock + r * aStep, aRow, aColumn,
                  packedB, packB ? c * (depth + 1) : bBlock + c, packB ? WIDTH : bRow,
                  out, outBlock + r * outRow + c, outRow, more);
            }
            if (last != null) {
              last.apply(some, pairs, j, out, outBlock + r * outRow, outRow);
            }
          }
          if (pairs < whole) {
            panel(
                rows, LANES, depth, packA, packedA, aBlock, aRow, aColumn,
                packedB, packB ? pairs * (depth + 1) : bBlock + pairs, packB ? WIDTH : bRow,
                out, outBlock + pairs, outRow, more);
          }
          if (whole < columns) {
            int width = columns - whole;
            panel(
                rows, width, depth, packA, packedA, aBlock, aRow, aColumn,
                lastB, packB ? whole * (depth + 1) : 0, WIDTH, lastOut, 0, WIDTH, false);
            DoublePacking.unpack(rows, width, lastOut, WIDTH, out, outBlock + whole, outRow, more);
          }
          if (last != null) {
            last.apply(rows, columns - pairs, j + pairs, out, outBlock + pairs, outRow);
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
    if (ragged > 0) {
      Pool.giveBack(lastOut);
      if (!packB) {
        Pool.giveBack(lastB);
      }
    }
  }

  /** Last columns that fill no panel, nor the half of one that is a whole vector. */
  private static int ragged(int n) {
    return n % WIDTH == LANES ? 0 : n % WIDTH;
  }

  /** The largest part, a multiple of a step, if n are shared out evenly to parts of at most so many. */
  private static int share(int n, int most, int step) {
    return roundUp(n <= most ? n : Math.ceilDiv(n, Math.ceilDiv(n, most)), step);
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
   * A block of a, of depth columns, times a panel of b: written to a panel of out or added there. Whole vectors are written, two, or
   * one if that is width enough. The block of a is packed or lies anywhere.
   */
  private static void panel(
      int m, int width, int depth,
      boolean packed, double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    int tall = packed || (width > LANES && (aRow == 1 || aColumn == 1)) ? m - m % HEIGHT : 0;
    int step = packed ? depth + 1 : aRow;
    for (int i = 0; i < tall; i += HEIGHT) {
      tall(
          width, depth, a, aAt + i * step, packed ? 1 : aRow, packed ? HEIGHT : aColumn,
          b, bAt, bRow, out, outAt + i * outRow, outRow, add);
    }
    rows(
        m - tall, width, depth, a, aAt + tall * step, packed ? depth : aRow, packed ? 1 : aColumn,
        b, bAt, bRow, out, outAt + tall * outRow, outRow, add);
  }

  /** As many rows as a tall tile has, of an a that is contiguous in one direction. */
  private static void tall(
      int width, int depth,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    if (width <= LANES) {
      rows(HEIGHT, width, depth, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    } else if (aRow == 1 && HEIGHT == 14) {
      DoubleTallTiles.columns14x2(depth, a, aAt, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    } else if (aRow == 1) {
      DoubleTallTiles.columns6x2(depth, a, aAt, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    } else if (HEIGHT == 14) {
      DoubleTallTiles.rows14x2(depth, a, aAt, aRow, b, bAt, bRow, out, outAt, outRow, add);
    } else {
      DoubleTallTiles.rows6x2(depth, a, aAt, aRow, b, bAt, bRow, out, outAt, outRow, add);
    }
  }

  /** Any number of rows, of an a that lies anywhere. */
  private static void rows(
      int m, int width, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    if (width > LANES) {
      wide(m, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    } else {
      narrow(m, k, a, aAt, aRow, aColumn, b, bAt, bRow, out, outAt, outRow, add);
    }
  }

  private static void wide(
      int m, int k,
      double[] a, int aAt, int aRow, int aColumn,
      double[] b, int bAt, int bRow,
      double[] out, int outAt, int outRow, boolean add) {
    int i = 0;
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
