package glassprop.op.vocabulary;

import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.op.convolution.Slide;
import glassprop.op.convolution.Unfold;
import glassprop.op.convolution.Window;
import java.util.List;

/**
 * The largest elements or the means under windows that slide over images (n, channels, rows, columns) or series (n, channels, length).
 *
 * <p>Padding is never chosen as the largest. Of equals the first has the gradient, and a NaN counts as largest. All methods throw a
 * {@link ShapeException} if the window does not fit, or covers nothing but padding at one of its places.
 *
 * @param <T> the implementing type
 */
public interface Pooling<T extends ShapedOperand<T>> {

  /** This operand as the implementing type. */
  T self();

  /** The largest element under a square window of images. */
  default T maxPool2d(int kernel, int stride, int padding) {
    Slide slide = Slide.of("max_pool2d", stride, padding, 1);
    return maxPool2d(kernel, kernel, slide, slide);
  }

  /** The largest element under a window of some rows and columns of images. */
  default T maxPool2d(int rows, int columns, Slide down, Slide across) {
    Convolutions.requireFloats("max_pool2d", self(), 4);
    Shape shape = self().shape();
    return largest(
        self(), down.over("max_pool2d", shape.get(2), rows).requireCovering("max_pool2d"),
        across.over("max_pool2d", shape.get(3), columns).requireCovering("max_pool2d"));
  }

  /** The largest element under a window of series. */
  default T maxPool1d(int kernel, int stride, int padding) {
    return maxPool1d(kernel, Slide.of("max_pool1d", stride, padding, 1));
  }

  /** The largest element under a window of series. */
  default T maxPool1d(int kernel, Slide slide) {
    Convolutions.requireFloats("max_pool1d", self(), 3);
    Window along = slide.over("max_pool1d", self().shape().get(2), kernel).requireCovering("max_pool1d");
    return largest(self().unsqueeze(2), Window.none(), along).squeeze(2);
  }

  /** The mean of the elements under a square window of images; zeros of the padding count. */
  default T avgPool2d(int kernel, int stride, int padding) {
    Slide slide = Slide.of("avg_pool2d", stride, padding, 1);
    return avgPool2d(kernel, kernel, slide, slide, true);
  }

  /**
   * The mean of the elements under a window of some rows and columns of images. What lies beyond the padding, at a partial last place, never
   * counts.
   *
   * @param countPadding whether zeros of the padding count
   */
  default T avgPool2d(int rows, int columns, Slide down, Slide across, boolean countPadding) {
    Convolutions.requireFloats("avg_pool2d", self(), 4);
    Shape shape = self().shape();
    Window vertical = down.over("avg_pool2d", shape.get(2), rows).requireCovering("avg_pool2d");
    Window horizontal = across.over("avg_pool2d", shape.get(3), columns).requireCovering("avg_pool2d");
    return countPadding
        ? mean(self(), vertical, horizontal, vertical.counting(down), horizontal.counting(across))
        : mean(self(), vertical, horizontal, vertical, horizontal);
  }

  /** The mean of the elements under a window of series; zeros of the padding count. */
  default T avgPool1d(int kernel, int stride, int padding) {
    return avgPool1d(kernel, Slide.of("avg_pool1d", stride, padding, 1), true);
  }

  /** The mean of the elements under a window of series: see {@link #avgPool2d(int, int, Slide, Slide, boolean)}. */
  default T avgPool1d(int kernel, Slide slide, boolean countPadding) {
    Convolutions.requireFloats("avg_pool1d", self(), 3);
    Window along = slide.over("avg_pool1d", self().shape().get(2), kernel).requireCovering("avg_pool1d");
    Window counted = countPadding ? along.counting(slide) : along;
    return mean(self().unsqueeze(2), Window.none(), along, Window.none(), counted).squeeze(2);
  }

  private static <T extends ShapedOperand<T>> T largest(T images, Window rows, Window columns) {
    int[] before = {0, 0, rows.before(), columns.before()};
    int[] after = {0, 0, rows.after(), columns.after()};
    T padded = images.pad(before, after, Double.NEGATIVE_INFINITY);
    T windows = flat(padded.apply(new Unfold(rows.onPadded(), columns.onPadded(), false), List.of()));
    Indexed<T> chosen = windows.maxWithIndex(2);
    if (!rows.isPadded() && !columns.isPadded()) {
      return chosen.values();
    }
    T firstInside = flat(ones(images, rows, columns)).argmax(2); // if all elements are −∞, they equal the padding
    T index = chosen.values().equalTo(Double.NEGATIVE_INFINITY).where(firstInside, chosen.indices());
    return windows.gather(2, index.unsqueeze(2)).squeeze(2);
  }

  /** The sums under windows over how many ones the counted windows cover. */
  private static <T extends ShapedOperand<T>> T mean(
      T images, Window rows, Window columns, Window countedRows, Window countedColumns) {
    T windows = images.apply(new Unfold(rows, columns, false), List.of());
    return countedRows.isPadded() || countedColumns.isPadded()
        ? windows.sum(2, 3).dividedBy(ones(images, countedRows, countedColumns).sum(2, 3))
        : windows.mean(2, 3);
  }

  /** 1 for each covered element, 0 for padding: (1, 1, kernel rows, kernel columns, places, places). */
  private static <T extends ShapedOperand<T>> T ones(T like, Window rows, Window columns) {
    return like.literal(1).expand(1, 1, rows.size(), columns.size()).apply(new Unfold(rows, columns, false), List.of());
  }

  /** The covered elements along one axis: (n, c, covered, places, places). */
  private static <T extends ShapedOperand<T>> T flat(T windows) {
    Shape s = windows.shape();
    return windows.reshape(s.get(0), s.get(1), s.get(2) * s.get(3), s.get(4), s.get(5));
  }
}
