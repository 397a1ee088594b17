package glassprop.lens.graph;

import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import glassprop.lens.graph.layout.Layout.Size;

/** Where the results of a drawing are, seen from its inputs. */
public enum Direction {
  /** Inputs at the top, results at the bottom. */
  TOP_TO_BOTTOM("tb"),
  /** Inputs at the left, results at the right: for a page that is wider than high. */
  LEFT_TO_RIGHT("lr");

  private final String code;

  Direction(String code) {
    this.code = code;
  }

  /** Two letters, as Graphviz has them: {@code tb}, {@code lr}. */
  public String code() {
    return code;
  }

  /** From the plane of a layout, in which everything goes downwards, to that of the drawing; and back, since it is its own inverse. */
  Point turned(Point point) {
    return this == TOP_TO_BOTTOM ? point : new Point(point.y(), point.x());
  }

  Size turned(Size size) {
    return this == TOP_TO_BOTTOM ? size : new Size(/* width= */ size.height(), /* height= */ size.width());
  }

  Box turned(Box box) {
    return this == TOP_TO_BOTTOM ? box : new Box(box.y(), box.x(), box.height(), box.width());
  }
}
