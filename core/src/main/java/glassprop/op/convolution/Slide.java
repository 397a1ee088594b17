package glassprop.op.convolution;

import glassprop.array.ShapeException;
import glassprop.op.Told;
import java.util.Locale;

/**
 * How a window slides along one axis, whatever the sizes of the axis and of the window: {@code Slide.by(2).padded(0, 1)}.
 *
 * @param stride the distance between places of the window
 * @param before how many places of padding are put before the first element
 * @param after how many places of padding are put after the last element
 * @param dilation the distance between elements that the window covers
 * @param partial whether a last place counts at which the window begins within the axis or the padding before it, but reaches beyond the
 *     padding at the end; PyTorch calls this {@code ceil_mode}. What lies beyond is zero for a sum and is not chosen or counted in pooling
 */
public record Slide(int stride, int before, int after, int dilation, boolean partial) {
  /** Requires a stride and a dilation of 1 or more, and a padding of 0 or more. */
  public Slide {
    requireValid(stride, before, after, dilation);
  }

  /** A window that moves by so many places, without padding. */
  public static Slide by(int stride) {
    return new Slide(stride, 0, 0, 1, false);
  }

  /** With so much padding at both ends. */
  public Slide padded(int both) {
    return padded(both, both);
  }

  /** With so much padding before the first element, and after the last. */
  public Slide padded(int first, int last) {
    return new Slide(stride, first, last, dilation, partial);
  }

  /** With so much distance between the elements that the window covers. */
  public Slide dilated(int distance) {
    return new Slide(stride, before, after, distance, partial);
  }

  /** With a last place at which the window may reach beyond the end. */
  public Slide partially() {
    return new Slide(stride, before, after, dilation, true);
  }

  /** As much padding at both ends; what does not fit is told in the name of who asks. */
  public static Slide of(String what, int stride, int padding, int dilation) {
    return Told.by(what, () -> new Slide(stride, padding, padding, dilation, false));
  }

  /**
   * A window of some size on an axis.
   *
   * @param what who asks, for the message
   * @throws ShapeException if it does not fit
   */
  public Window over(String what, int size, int kernel) {
    return Told.by(
        what, () -> new Window(size, kernel, stride, before, Math.toIntExact(after + (partial ? beyond(size, kernel) : 0)), dilation));
  }

  /** How far a last partial place reaches beyond the padding; 0 if there is none. */
  private long beyond(int size, int kernel) {
    long span = (kernel - 1L) * dilation + 1;
    long padded = (long) size + before + after;
    long last = Math.ceilDiv(padded - span, stride) * (long) stride; // where the place begins
    return last >= 0 && last < (long) size + before ? Math.max(0, last + span - padded) : 0;
  }

  static void requireValid(int stride, int before, int after, int dilation) {
    if (stride < 1 || dilation < 1 || before < 0 || after < 0) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "window: stride %d and dilation %d must be at least 1, padding %s at least 0",
              stride, dilation, padding(before, after)));
    }
  }

  /** Padding in words. */
  static String padding(int before, int after) {
    return before == after ? String.valueOf(before) : before + " before and " + after + " after";
  }
}
