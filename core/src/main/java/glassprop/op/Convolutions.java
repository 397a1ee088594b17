package glassprop.op;

import glassprop.array.Shape;
import glassprop.array.ShapeException;
import java.util.List;

/**
 * Windows that move over images (n, channels, rows, columns) or series (n, channels, length).
 *
 * @param <T> the implementing type
 */
public interface Convolutions<T extends ShapedOperand<T>> {

  /** This operand as the implementing type. */
  T self();

  /** The convolution of images with weights (outputs, channels, rows, columns), stride 1, no padding. */
  default T conv2d(T weights) {
    return conv2d(weights, 1, 0, 1, 1);
  }

  /**
   * The convolution (as networks have it: a cross-correlation) of images (n, c, rows, columns) with weights
   * (o, c/groups, kernel rows, kernel columns): (n, o, …).
   *
   * @param stride the distance between places of the window
   * @param padding the zeros at each end
   * @param dilation the distance between elements that the window covers
   * @param groups into how many parts the channels are divided that do not see each other
   * @throws ShapeException if the window does not fit, or the channels do not
   */
  default T conv2d(T weights, int stride, int padding, int dilation, int groups) {
    requireRank("conv2d", self(), 4);
    requireRank("conv2d", weights, 4);
    Window rows = new Window(self().shape().get(2), weights.shape().get(2), stride, padding, dilation);
    Window columns = new Window(self().shape().get(3), weights.shape().get(3), stride, padding, dilation);
    return self().apply(new Convolution(Convolution.Role.OUTPUT, rows, columns, groups), List.of(weights));
  }

  /** The convolution of series (n, c, length) with weights (o, c/groups, kernel): see {@link #conv2d(ShapedOperand, int, int, int, int)}. */
  default T conv1d(T weights, int stride, int padding, int dilation, int groups) {
    requireRank("conv1d", self(), 3);
    requireRank("conv1d", weights, 3);
    Window along = new Window(self().shape().get(2), weights.shape().get(2), stride, padding, dilation);
    Convolution convolution = new Convolution(Convolution.Role.OUTPUT, Window.none(), along, groups);
    return self().unsqueeze(2).apply(convolution, List.of(weights.unsqueeze(2))).squeeze(2);
  }

  /** What a moving window covers of images: (n, c, kernel, kernel, places, places), zeros where it is padding. */
  default T unfold(int kernel, int stride, int padding, int dilation) {
    requireRank("unfold", self(), 4);
    Window rows = new Window(self().shape().get(2), kernel, stride, padding, dilation);
    Window columns = new Window(self().shape().get(3), kernel, stride, padding, dilation);
    return self().apply(new Unfold(rows, columns, false), List.of());
  }

  /**
   * The largest element under a square window of images. Of equals the first has the gradient, and padding is never chosen.
   *
   * @throws ShapeException if the window does not fit, or the padding is more than half of it
   */
  default T maxPool2d(int kernel, int stride, int padding) {
    requireRank("max_pool2d", self(), 4);
    requireHalf("max_pool2d", kernel, padding);
    int[] ends = {0, 0, padding, padding};
    return largest(self().pad(ends, ends, Double.NEGATIVE_INFINITY).unfold(kernel, stride, 0, 1));
  }

  /** The largest element under a window of series: see {@link #maxPool2d}. */
  default T maxPool1d(int kernel, int stride, int padding) {
    requireRank("max_pool1d", self(), 3);
    requireHalf("max_pool1d", kernel, padding);
    int[] ends = {0, 0, padding};
    T padded = self().pad(ends, ends, Double.NEGATIVE_INFINITY);
    return largest(unfolded(padded, kernel, stride, 0)).squeeze(2);
  }

  /** The mean of the elements under a square window of images; zeros of the padding count. */
  default T avgPool2d(int kernel, int stride, int padding) {
    requireRank("avg_pool2d", self(), 4);
    requireHalf("avg_pool2d", kernel, padding);
    return self().unfold(kernel, stride, padding, 1).mean(2, 3);
  }

  /** The mean of the elements under a window of series; zeros of the padding count. */
  default T avgPool1d(int kernel, int stride, int padding) {
    requireRank("avg_pool1d", self(), 3);
    requireHalf("avg_pool1d", kernel, padding);
    return unfolded(self(), kernel, stride, padding).mean(2, 3).squeeze(2);
  }

  private static <T extends ShapedOperand<T>> T unfolded(T series, int kernel, int stride, int padding) {
    Window along = new Window(series.shape().get(2), kernel, stride, padding, 1);
    return series.unsqueeze(2).apply(new Unfold(Window.none(), along, false), List.of());
  }

  private static <T extends ShapedOperand<T>> T largest(T windows) {
    Shape s = windows.shape();
    return windows.reshape(s.get(0), s.get(1), s.get(2) * s.get(3), s.get(4), s.get(5)).maxWithIndex(2).values();
  }

  private static void requireRank(String what, ShapedOperand<?> x, int rank) {
    if (x.shape().rank() != rank) {
      throw new ShapeException("%s: expected %d axes, came %s".formatted(what, rank, x.describe()));
    }
  }

  private static void requireHalf(String what, int kernel, int padding) {
    if (padding > kernel / 2) {
      throw new ShapeException(
          "%s: padding %d is more than half of the window of %d, which would then cover nothing else".formatted(what, padding, kernel));
    }
  }
}
