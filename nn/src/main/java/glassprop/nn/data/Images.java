package glassprop.nn.data;

import java.util.List;
import java.util.stream.IntStream;

/** Grey images of equal size, a byte a pixel, with or without labels. Immutable. */
public final class Images {
  private final String file;
  private final int count;
  private final int rows;
  private final int columns;
  private final byte[] pixels;
  private final byte[] labels;

  /** Takes over the arrays; {@code labels} is empty if there are none. */
  Images(String file, int count, int rows, int columns, byte[] pixels, byte[] labels) {
    this.file = file;
    this.count = count;
    this.rows = rows;
    this.columns = columns;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** The same images with labels, one each. */
  Images withLabels(byte[] theirs) {
    return new Images(file, count, rows, columns, pixels, theirs);
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** The number of images. */
  public int count() {
    return count;
  }

  /** The height of each image in pixels. */
  public int rows() {
    return rows;
  }

  /** The width of each image in pixels. */
  public int columns() {
    return columns;
  }

  /** The number of pixels of each image. */
  public int pixelsPerImage() {
    return rows * columns;
  }

  /** A pixel from 0 (background) to 255. */
  public int pixelAt(int image, int row, int column) {
    return pixels[image * pixelsPerImage() + row * columns + column] & 0xff;
  }

  /** Whether each image has a label. */
  public boolean labelled() {
    return labels.length == count;
  }

  /**
   * The label of an image, from 0 to 255.
   *
   * @throws DataException if there are no labels
   */
  public int labelAt(int image) {
    if (!labelled()) {
      throw new DataException(file, "these images have no labels; read them with their labels file");
    }
    return labels[image] & 0xff;
  }

  /**
   * The labels that occur, in order.
   *
   * @throws DataException if there are no labels, or only one
   */
  public Classes classes() {
    List<String> names =
        IntStream.range(0, count).map(this::labelAt).distinct().sorted().mapToObj(Integer::toString).toList();
    if (names.size() < 2) {
      throw new DataException(file, "expected labels of two classes or more, found only " + Wording.list(names)
          + "; there is nothing to tell apart");
    }
    return new Classes("label", names, true);
  }

  /** Pixel {@code i} of an image, row by row. */
  int pixel(int image, int i) {
    return pixels[image * pixelsPerImage() + i] & 0xff;
  }

  @Override
  public String toString() {
    return "Images[" + file + ", " + count + " of " + rows + " × " + columns + "]";
  }
}
