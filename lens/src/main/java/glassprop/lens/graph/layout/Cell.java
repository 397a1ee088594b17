package glassprop.lens.graph.layout;

import java.util.ArrayList;
import java.util.List;

/** A box, or a place where long edges pass through a layer. */
final class Cell {
  private final boolean bend;
  final double width;
  final double height;
  /** The links from the layer above. */
  final List<Link> up = new ArrayList<>();
  /** The links to the layer below. */
  final List<Link> down = new ArrayList<>();

  int position; // in its layer, from the left
  double x; // of the centre
  double top;
  double bandTop; // of the layer
  double bandBottom;

  private Cell(boolean bend, double width, double height) {
    this.bend = bend;
    this.width = width;
    this.height = height;
  }

  static Cell box(double width, double height) {
    return new Cell(false, width, height);
  }

  static Cell bend() {
    return new Cell(true, 0, 0);
  }

  boolean isBend() {
    return bend;
  }

  double left() {
    return x - width / 2;
  }
}
