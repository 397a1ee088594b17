package glassprop.op.convolution;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;

/**
 * What moving windows cover of images (n, c, rows, columns), a block at a time: matrices with a row for each covered element of a group
 * of channels, and a column for each place.
 *
 * <p>All patches of a batch together are as many times larger than the images as a kernel has elements. A block stays in the cache
 * until it is used, and all blocks share the memory of one. Where a window is a single element that moves by one, the images are the
 * patches, and nothing is copied.
 */
record PatchBlocks(Kernels kernels, Window rows, Window columns, int groups) {
  /** Numbers in a block, unless one place alone covers more. In smaller ones, each product reads large weights for few places. */
  static final int LARGEST = 1 << 18;

  /** Does something with the patches of one block. */
  interface Visitor {
    /**
     * Reads or writes patches.
     *
     * @param from the first place of the block
     * @param patches (…, covered elements, places)
     */
    void visit(int image, int group, int from, NdArray patches);
  }

  /** A rectangle of places: whole rows, or a part of one. */
  private record Block(int row, int rows, int column, int columns) {
    int places() {
      return rows * columns;
    }
  }

  /** Shows what windows cover. */
  void gather(NdArray images, Visitor reader) {
    walk(images, false, reader);
  }

  /** Adds to each element of images without gaps what is written for all windows that cover it. */
  void scatterAdd(NdArray images, Visitor writer) {
    walk(images, true, writer);
  }

  private void walk(NdArray images, boolean add, Visitor visitor) {
    Shape s = images.shape();
    int channels = s.get(1) / groups;
    if (isElement(rows) && isElement(columns) && images.isContiguous()) {
      NdArray patches = images.reshape(Shape.of(s.get(0), groups, channels, rows.size() * columns.size()));
      for (int n = 0; n < s.get(0); n++) {
        Interruption.check(n, s.size() / s.get(0));
        for (int g = 0; g < groups; g++) {
          visitor.visit(n, g, 0, patches.slice(0, n, 1, 1).slice(1, g, 1, 1));
        }
      }
      return;
    }
    int covered = channels * rows.kernel() * columns.kernel();
    int places = LARGEST / Math.max(1, covered);
    int width = Math.clamp(places, 1, columns.count());
    int height = Math.clamp(places / columns.count(), 1, rows.count());
    NdArray room = NdArray.room(images.type().withShape(Shape.of(covered * height * width)));
    for (int n = 0; n < s.get(0); n++) {
      for (int g = 0; g < groups; g++) {
        NdArray group = images.slice(0, n, 1, 1).slice(1, g * channels, channels, 1);
        for (int row = 0; row < rows.count(); row += height) {
          for (int column = 0; column < columns.count(); column += width) {
            Interruption.check(n, covered * height * width);
            Block block =
                new Block(row, Math.min(height, rows.count() - row), column, Math.min(width, columns.count() - column));
            Shape shape = Shape.of(covered, block.places());
            NdArray patches = room.slice(0, 0, shape.size(), 1).reshape(shape);
            if (!add) {
              transfer(group, block, patches, false);
            }
            visitor.visit(n, g, row * columns.count() + column, patches);
            if (add) {
              transfer(group, block, patches, true);
            }
          }
        }
      }
    }
    room.storage().end();
  }

  private static boolean isElement(Window window) {
    return window.kernel() == 1 && window.stride() == 1 && !window.isPadded();
  }

  /** Copies what a block covers to its patches, with zeros for padding, or adds the patches to where they come from. */
  private void transfer(NdArray images, Block block, NdArray patches, boolean add) {
    int to = patches.offset();
    for (int c = 0; c < images.shape().get(1); c++) {
      int channel = images.offset() + c * images.stride(1);
      for (int i = 0; i < rows.kernel(); i++) {
        int top = rows.first(i, block.row, block.rows);
        int m = rows.end(i, block.row, block.rows) - top;
        int line = channel + rows.covered(block.row + top, i) * images.stride(2);
        for (int j = 0; j < columns.kernel(); j++) {
          int left = columns.first(j, block.column, block.columns);
          int n = columns.end(j, block.column, block.columns) - left;
          int at = line + columns.covered(block.column + left, j) * images.stride(3);
          plane(block, top, left, m, n, images, at, patches, to, add);
          to += block.places();
        }
      }
    }
  }

  /** One covered element at all places of a block: inside of the images are m × n, from (top, left) on. */
  private void plane(
      Block block, int top, int left, int m, int n, NdArray images, int at, NdArray patches, int to, boolean add) {
    int row = rows.stride() * images.stride(2);
    int column = columns.stride() * images.stride(3);
    int width = block.columns;
    if (add) {
      images.kernels(kernels).addPart(width, top, left, m, n, patches.numbers(), to, images.numbers(), at, row, column);
    } else {
      images.kernels(kernels).pad(block.rows, width, top, left, m, n, images.numbers(), at, row, column, patches.numbers(), to);
    }
  }
}
