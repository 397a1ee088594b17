package glassprop.lens.graph.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Where to draw what: boxes do not overlap, and edges run from the lower side of one box to the upper side of another, between the
 * boxes.
 *
 * @param boxes one for each vertex
 * @param routes one for each edge
 */
public record Layout(List<Box> boxes, List<Route> routes, double width, double height) {

  /** The size of a box before it has a place. */
  public record Size(double width, double height) {}

  /** A box, by its upper left corner. */
  public record Box(double x, double y, double width, double height) {}

  /** A point of the plane; y grows downwards. */
  public record Point(double x, double y) {}

  /**
   * An edge as vertical lines through the layers, to be joined by curves: an even number of points, two for each layer. Edges from
   * one box run together at first; what an earlier route shows is not repeated.
   */
  public record Route(List<Point> points) {
    /** Copies the points. */
    public Route {
      points = List.copyOf(points);
    }
  }

  /**
   * A directed edge.
   *
   * @param from the index of a box
   * @param to the index of another
   */
  public record Arc(int from, int to) {}

  /** Copies the lists. */
  public Layout {
    boxes = List.copyOf(boxes);
    routes = List.copyOf(routes);
  }

  /**
   * Lays out a graph without cycles.
   *
   * @param sizes of the boxes
   * @param arcs edges, which meet a box from left to right in the order given
   * @throws IllegalArgumentException if there is a cycle, or if edges pass so many layers that the drawing could not be read
   */
  public static Layout of(List<Size> sizes, List<Arc> arcs) {
    Layers layers = Layers.of(sizes, arcs);
    Ordering.improve(layers);
    Placement.place(layers);
    List<Box> boxes = layers.boxes().stream().map(cell -> new Box(cell.left(), cell.top, cell.width, cell.height)).toList();
    List<Route> routes = new ArrayList<>();
    for (List<Link> chain : layers.chains()) {
      List<Point> points = new ArrayList<>();
      for (Link link : chain) {
        Cell from = link.from;
        points.add(new Point(link.startX(), from.isBend() ? from.bandTop : from.top + from.height));
        points.add(new Point(link.startX(), from.bandBottom));
      }
      Link last = chain.getLast();
      points.add(new Point(last.endX(), last.to.bandTop));
      points.add(new Point(last.endX(), last.to.top));
      routes.add(new Route(points));
    }
    double width = layers.rows().stream().flatMap(List::stream).mapToDouble(cell -> cell.x + cell.width / 2).max().orElse(0);
    double height = layers.rows().stream().flatMap(List::stream).mapToDouble(cell -> cell.bandBottom).max().orElse(0);
    return new Layout(boxes, routes, width, height);
  }
}
