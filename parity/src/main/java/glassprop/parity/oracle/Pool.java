package glassprop.parity.oracle;

import glassprop.Tensor;
import glassprop.op.convolution.Slide;

/**
 * Pooling of images, which is composed of ops here and one function elsewhere.
 *
 * @param kind what is kept of a window
 */
public record Pool(Kind kind, int rows, int columns, Slide down, Slide across) {
  /** What is kept of a window. */
  public enum Kind {
    /** The largest element. */
    LARGEST,
    /** The mean; zeros of the padding count. */
    MEAN,
    /** The mean; padding does not count. */
    MEAN_OF_ELEMENTS
  }

  /** Pooled images. */
  public Tensor of(Tensor images) {
    return kind == Kind.LARGEST
        ? images.maxPool2d(rows, columns, down, across)
        : images.avgPool2d(rows, columns, down, across, kind == Kind.MEAN);
  }
}
