package glassprop.nn.data;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Turns images into inputs, a pixel each, row by row: {@code pixel / 255}, from 0 to 1.
 *
 * @param rows the height of each image
 * @param columns the width of each image
 * @param target the classes of the labels
 */
public record ImageEncoder(int rows, int columns, Classes target) implements Encoder {
  private static final int WHITE = 255;

  /** Checks that there are pixels. */
  public ImageEncoder {
    Objects.requireNonNull(target, "image encoder: expected classes, came null");
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("expected images of one pixel or more, found " + rows + " × " + columns);
    }
  }

  /**
   * The encoder for images such as these.
   *
   * @throws DataException if they have no labels, or all the same
   */
  public static ImageEncoder of(Images images) {
    return new ImageEncoder(images.rows(), images.columns(), images.classes());
  }

  @Override
  public int width() {
    return rows * columns;
  }

  @Override
  public List<String> inputNames() {
    return IntStream.range(0, width()).mapToObj(i -> "pixel " + i / columns + "," + i % columns).toList();
  }

  /**
   * The inputs of some images, a row each.
   *
   * @throws DataException if the images have another size
   */
  public double[] encode(Images images, int[] which) {
    double[] inputs = new double[length(images, which.length)];
    int at = 0;
    for (int image : which) {
      for (int i = 0; i < width(); i++) {
        inputs[at++] = images.pixel(image, i) / (double) WHITE;
      }
    }
    return inputs;
  }

  /**
   * {@link #encode} in float32: half the memory.
   *
   * @throws DataException if the images have another size
   */
  public float[] encodeFloats(Images images, int[] which) {
    float[] inputs = new float[length(images, which.length)];
    int at = 0;
    for (int image : which) {
      for (int i = 0; i < width(); i++) {
        inputs[at++] = images.pixel(image, i) / (float) WHITE;
      }
    }
    return inputs;
  }

  private int length(Images images, int count) {
    if (images.rows() != rows || images.columns() != columns) {
      throw new DataException(images.file(), "expected images of " + rows + " × " + columns
          + " pixels, as in training, found " + images.rows() + " × " + images.columns());
    }
    return Encoded.length(images.file(), count, width());
  }
}
