package glassprop.lens.graph;

import glassprop.lens.graph.layout.Layout.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * An edge as it is drawn, in the plane of a layout.
 *
 * @param line a start, then for each piece two points of control and an end
 * @param head the corners of a triangle
 */
record Arrow(List<Point> line, List<Point> head) {
  private static final double LENGTH = 7; // of the head
  private static final double HALF = 3; // of its width

  /**
   * The arrow along a route.
   *
   * @param route its points, two for each layer
   * @param before how far from the end of the route the tip stays
   */
  static Arrow along(List<Point> route, double before) {
    Point end = route.getLast();
    double tip = end.y() - before;
    List<Point> line = new ArrayList<>(List.of(route.getFirst()));
    for (int i = 1; i < route.size(); i++) {
      Point from = line.getLast();
      Point to = new Point(route.get(i).x(), Math.min(route.get(i).y(), tip - LENGTH)); // the line ends where the head begins
      if (i % 2 == 1) { // through a layer
        line.add(from);
        line.add(to);
      } else { // between two
        double middle = (from.y() + to.y()) / 2;
        line.add(new Point(from.x(), middle));
        line.add(new Point(to.x(), middle));
      }
      line.add(to);
    }
    List<Point> head =
        List.of(new Point(end.x(), tip), new Point(end.x() - HALF, tip - LENGTH), new Point(end.x() + HALF, tip - LENGTH));
    return new Arrow(line, head);
  }
}
