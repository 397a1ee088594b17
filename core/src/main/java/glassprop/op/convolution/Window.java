package glassprop.op.convolution;

import glassprop.array.Shape;
import glassprop.array.ShapeException;
import java.util.Locale;

/**
 * How a window moves along one axis: which elements it covers at each of its places.
 *
 * @param size the size of the axis
 * @param kernel how many elements the window covers
 * @param stride the distance between places
 * @param before how many zeros are put before the first element
 * @param after how many zeros are put after the last element
 * @param dilation the distance between covered elements
 */
public record Window(int size, int kernel, int stride, int before, int after, int dilation) {
  /** Requires positive sizes, and a window that fits into the padded axis. */
  public Window {
    Slide.requireValid(stride, before, after, dilation);
    if (kernel < 1) {
      throw new ShapeException("window: a kernel of " + kernel + " covers nothing; it must be at least 1");
    }
    long span = (kernel - 1L) * dilation + 1;
    long padded = (long) size + before + after;
    if (span > padded) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "window: a kernel of %d with dilation %d spans %d, more than the input of %d with padding %s: %d",
              kernel, dilation, span, size, Slide.padding(before, after), padded));
    }
    Shape.axisSize("window: with its padding", padded);
  }

  /** A window with equally many zeros at both ends. */
  public Window(int size, int kernel, int stride, int padding, int dilation) {
    this(size, kernel, stride, padding, padding, dilation);
  }

  /** A window over a whole axis of size 1: no window at all. */
  public static Window none() {
    return new Window(1, 1, 1, 0, 1);
  }

  /** Whether there are zeros at an end. */
  public boolean isPadded() {
    return before + after > 0;
  }

  /** The size of the axis with its padding. */
  int padded() {
    return size + before + after;
  }

  /** The number of places. */
  public int count() {
    return (padded() - (kernel - 1) * dilation - 1) / stride + 1;
  }

  /** The index that one element of the window covers at one place; outside the axis it is padding. */
  int covered(int place, int element) {
    return place * stride + element * dilation - before;
  }

  /** Of {@code n} places from {@code place} on, the first at which an element of the window is within the axis; n if there is none. */
  int first(int element, int place, int n) {
    return Math.clamp(Math.ceilDiv(-(long) covered(place, element), stride), 0, n);
  }

  /** Of {@code n} places from {@code place} on, the first that comes after those at which an element of the window is within the axis. */
  int end(int element, int place, int n) {
    int end = Math.clamp(Math.floorDiv(size - 1L - covered(place, element), stride) + 1, 0, n);
    return Math.max(end, first(element, place, n));
  }

  /** Whether an index is within the axis. */
  boolean contains(int index) {
    return index >= 0 && index < size;
  }

  /** The same places of the window on the axis without padding: what was padding is covered too. */
  public Window onPadded() {
    return new Window(padded(), kernel, stride, 0, dilation);
  }

  /** The same places of the window, where the padding that a slide asks for counts as elements, and only what lies beyond does not. */
  public Window counting(Slide slide) {
    int elements = slide.before() + size + slide.after();
    return new Window(elements, kernel, stride, 0, padded() - elements, dilation);
  }

  /**
   * Requires that the window covers an element of the axis at each of its places.
   *
   * @throws ShapeException if there is a place where it covers nothing but padding
   */
  public Window requireCovering(String what) {
    for (int place = 0; place < count(); place++) {
      boolean covers = false;
      for (int element = 0; element < kernel && !covers; element++) {
        covers = contains(covered(place, element));
      }
      if (!covers) {
        throw new ShapeException(
            String.format(Locale.ROOT,
                "%s: at place %d the window covers nothing but padding: kernel %d, stride %d, dilation %d on an axis of %d with padding %s; use less padding",
                what, place, kernel, stride, dilation, size, Slide.padding(before, after)));
      }
    }
    return this;
  }
}
