package glassprop.op;

import glassprop.array.ShapeException;

/**
 * How a window moves along one axis: which elements it covers at each of its places.
 *
 * @param size the size of the axis
 * @param kernel how many elements the window covers
 * @param stride the distance between places
 * @param padding how many zeros are put at each end
 * @param dilation the distance between covered elements
 */
public record Window(int size, int kernel, int stride, int padding, int dilation) {
  /** Requires positive sizes, and a window that fits into the padded axis. */
  public Window {
    if (kernel < 1 || stride < 1 || dilation < 1 || padding < 0) {
      throw new ShapeException(
          "window: kernel %d, stride %d and dilation %d must be at least 1, padding %d at least 0"
              .formatted(kernel, stride, dilation, padding));
    }
    long span = (kernel - 1L) * dilation + 1;
    long padded = size + 2L * padding;
    if (span > padded) {
      throw new ShapeException(
          "window: a kernel of %d with dilation %d spans %d, more than the input of %d with padding %d: %d"
              .formatted(kernel, dilation, span, size, padding, padded));
    }
    Math.toIntExact(padded);
  }

  /** A window over a whole axis of size 1: no window at all. */
  static Window none() {
    return new Window(1, 1, 1, 0, 1);
  }

  /** The size of the axis with its padding. */
  int padded() {
    return size + 2 * padding;
  }

  /** The number of places. */
  public int count() {
    return (padded() - (kernel - 1) * dilation - 1) / stride + 1;
  }

  /** The index that one element of the window covers at one place; outside the axis it is padding. */
  int covered(int place, int element) {
    return place * stride + element * dilation - padding;
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
}
