package glassprop.op.convolution;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import glassprop.op.ElementwiseLoops;

/** What windows over images cover, copied out (im2col), and added back to where it came from (col2im). */
record Patches(Window rows, Window columns) {

  /** The shape (n, c, kernel rows, kernel columns, places, places) of what windows cover of images (n, c, rows, columns). */
  Shape shape(Shape images) {
    return Shape.of(images.get(0), images.get(1), rows.kernel(), columns.kernel(), rows.count(), columns.count());
  }

  /** What the windows cover. */
  NdArray of(NdArray images) {
    NdArray padded = images;
    if (rows.isPadded() || columns.isPadded()) {
      padded = padded(images);
      inside(padded).fillFrom(images);
    }
    NdArray patches = NdArray.zeros(images.type().withShape(shape(images.shape())));
    for (int i = 0; i < rows.kernel(); i++) {
      for (int j = 0; j < columns.kernel(); j++) {
        NdArray covered = covered(padded, i, j);
        element(patches, i, j).fillFrom(covered.expand(element(patches, i, j).shape()));
      }
    }
    return patches;
  }

  /** The images in which each element is the sum of what covers it. */
  NdArray sum(Kernels kernels, NdArray patches) {
    Shape shape = Shape.of(patches.shape().get(0), patches.shape().get(1), rows.size(), columns.size());
    NdArray padded = padded(NdArray.zeros(patches.type().withShape(shape)));
    for (int i = 0; i < rows.kernel(); i++) {
      for (int j = 0; j < columns.kernel(); j++) {
        NdArray covered = covered(padded, i, j);
        NdArray added = element(patches, i, j).reshape(covered.shape());
        covered.copyFrom(ElementwiseLoops.binary(kernels, BinaryFunction.ADD, covered, added, covered.type()));
      }
    }
    return inside(padded);
  }

  private NdArray padded(NdArray images) {
    return NdArray.zeros(images.type().withShape(images.shape().with(2, rows.padded()).with(3, columns.padded())));
  }

  private NdArray inside(NdArray padded) {
    return padded.slice(2, rows.before(), rows.size(), 1).slice(3, columns.before(), columns.size(), 1);
  }

  /** The elements under one element of the window, over all its places. */
  private NdArray covered(NdArray padded, int i, int j) {
    return padded
        .slice(2, i * rows.dilation(), rows.count(), rows.stride())
        .slice(3, j * columns.dilation(), columns.count(), columns.stride());
  }

  /** One element of the window, over all its places: of shape (1, 1, n, c, places, places). */
  private static NdArray element(NdArray patches, int i, int j) {
    return patches.permute(2, 3, 0, 1, 4, 5).slice(0, i, 1, 1).slice(1, j, 1, 1);
  }
}
