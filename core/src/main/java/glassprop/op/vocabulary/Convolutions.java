package glassprop.op.vocabulary;

import glassprop.array.ShapeException;
import glassprop.op.Told;
import glassprop.op.convolution.Convolution;
import glassprop.op.convolution.Slide;
import glassprop.op.convolution.Unfold;
import glassprop.op.convolution.Window;
import glassprop.text.Counted;
import java.util.List;
import java.util.Locale;

/**
 * Convolutions, and what windows cover, of images (n, channels, rows, columns) and series (n, channels, length).
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
    Slide slide = Slide.of("conv2d", stride, padding, dilation);
    return conv2d(weights, slide, slide, groups);
  }

  /**
   * The convolution of images (n, c, rows, columns) with weights (o, c/groups, kernel rows, kernel columns): (n, o, …), where windows slide
   * over rows and over columns in ways of their own. Padding is zeros.
   *
   * @param groups into how many parts the channels are divided that do not see each other
   * @throws ShapeException if the window does not fit, or the channels do not
   */
  default T conv2d(T weights, Slide rows, Slide columns, int groups) {
    requireRank("conv2d", self(), 4);
    requireRank("conv2d", weights, 4);
    Window down = rows.over("conv2d", self().shape().get(2), weights.shape().get(2));
    Window across = columns.over("conv2d", self().shape().get(3), weights.shape().get(3));
    return self().apply(new Convolution(Convolution.Role.OUTPUT, down, across, groups), List.of(weights));
  }

  /** The convolution of series (n, c, length) with weights (o, c/groups, kernel): see {@link #conv2d(ShapedOperand, int, int, int, int)}. */
  default T conv1d(T weights, int stride, int padding, int dilation, int groups) {
    return conv1d(weights, Slide.of("conv1d", stride, padding, dilation), groups);
  }

  /** The convolution of series (n, c, length) with weights (o, c/groups, kernel): see {@link #conv2d(ShapedOperand, Slide, Slide, int)}. */
  default T conv1d(T weights, Slide slide, int groups) {
    requireRank("conv1d", self(), 3);
    requireRank("conv1d", weights, 3);
    Window along = slide.over("conv1d", self().shape().get(2), weights.shape().get(2));
    Convolution convolution = new Convolution(Convolution.Role.OUTPUT, Window.none(), along, groups);
    return Told.by("conv1d", () -> self().unsqueeze(2).apply(convolution, List.of(weights.unsqueeze(2))).squeeze(2));
  }

  /** What a moving window covers of images: (n, c, kernel, kernel, places, places), zeros where it is padding. */
  default T unfold(int kernel, int stride, int padding, int dilation) {
    Slide slide = Slide.of("unfold", stride, padding, dilation);
    return unfold(kernel, kernel, slide, slide);
  }

  /** What a window of some rows and columns covers of images: (n, c, rows, columns, places, places), zeros where it is padding. */
  default T unfold(int rows, int columns, Slide down, Slide across) {
    requireRank("unfold", self(), 4);
    Window vertical = down.over("unfold", self().shape().get(2), rows);
    Window horizontal = across.over("unfold", self().shape().get(3), columns);
    return self().apply(new Unfold(vertical, horizontal, false), List.of());
  }

  /** Requires an operand with a number of axes. */
  static void requireRank(String what, ShapedOperand<?> x, int rank) {
    if (x.shape().rank() != rank) {
      throw new ShapeException(String.format(Locale.ROOT, "%s: expected %s, came %s", what, Counted.of(rank, "axis"), x.describe()));
    }
  }

  /** Requires an operand with a number of axes, and floating-point numbers. */
  static void requireFloats(String what, ShapedOperand<?> x, int rank) {
    requireRank(what, x, rank);
    if (!x.type().dtype().isFloat()) {
      throw new ShapeException(
          what + ": expected F32 or F64, came " + x.describe() + ", " + x.type().dtype() + "; convert it with to(F64) or to(F32)");
    }
  }
}
