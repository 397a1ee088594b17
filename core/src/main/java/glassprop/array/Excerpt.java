package glassprop.array;

/**
 * The numbers of an array as text, in nested brackets: {@code [[1.0, 2.0], [3.0, 4.0]]}. Of a long axis the first are shown and the others
 * counted, {@code [0, 1, 2, 3, 4, 5, … 94 more]}, so that the text is short for an array of any size and rank.
 */
final class Excerpt {
  private static final int WHOLE = 8; // an axis up to this size is shown as a whole
  private static final int FIRST = 6; // and so many elements of a longer one
  private static final int MOST = 64; // numbers and brackets in all

  private final NdArray array;
  private final StringBuilder text = new StringBuilder();
  private int left = MOST;

  Excerpt(NdArray array) {
    this.array = array;
  }

  String text() {
    append(0, array.offset());
    return text.toString();
  }

  private void append(int axis, int at) {
    left--;
    if (axis == array.shape().rank()) {
      text.append(array.written(at));
      return;
    }
    int size = array.shape().get(axis);
    int most = size <= WHOLE ? size : FIRST;
    text.append('[');
    int shown = 0;
    while (shown < most && left > 0) {
      text.append(shown == 0 ? "" : ", ");
      append(axis + 1, at + shown * array.stride(axis));
      shown++;
    }
    if (shown < size) {
      text.append(shown == 0 ? "… " : ", … ").append(size - shown).append(" more");
    }
    text.append(']');
  }
}
