package glassprop.lens.graph;

import glassprop.lens.graph.Vertex.Kind;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import glassprop.lens.graph.layout.Layout.Route;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** Draws boxes and arrows. Kinds differ in shape and stroke too, so that a print without colours can be read. */
final class Brush {
  private static final Color LINE = new Color(0x52606d);
  private static final Color LEAF_LINE = new Color(0x2b6cb0);
  private static final Color LEAF_FILL = new Color(0xe6f0fa);
  private static final Color RESULT_FILL = new Color(0xfdf3dc);
  private static final Color BLOCK_FILL = new Color(0xf2f4f7);
  private static final BasicStroke THIN = new BasicStroke(1.1f);
  private static final BasicStroke THICK = new BasicStroke(2f);
  private static final BasicStroke DASHED =
      new BasicStroke(1.1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {4, 3}, 0);
  private static final double DOT = 3;
  private static final double ARROW = 7;

  private Brush() {}

  static void box(Graphics2D g, Box box, Vertex vertex) {
    double round = vertex.kind() == Kind.LEAF ? Math.min(box.height(), 32) : vertex.kind() == Kind.CONSTANT ? 0 : 8;
    Shape outline = outline(box, 0, round);
    g.setColor(fill(vertex));
    g.fill(outline);
    g.setColor(vertex.kind() == Kind.LEAF ? LEAF_LINE : LINE);
    g.setStroke(vertex.isResult() ? THICK : vertex.kind() == Kind.CONSTANT ? DASHED : THIN);
    g.draw(outline);
    if (vertex.kind() == Kind.BLOCK) {
      g.setStroke(THIN);
      g.draw(outline(box, 3, 4));
    }
  }

  private static Shape outline(Box box, double inset, double round) {
    return new RoundRectangle2D.Double(
        box.x() + inset, box.y() + inset, box.width() - 2 * inset, box.height() - 2 * inset, round, round);
  }

  private static Color fill(Vertex vertex) {
    return switch (vertex.kind()) {
      case LEAF -> LEAF_FILL;
      case CONSTANT -> Color.WHITE;
      case STEP -> vertex.isResult() ? RESULT_FILL : Color.WHITE;
      case BLOCK -> vertex.isResult() ? RESULT_FILL : BLOCK_FILL;
    };
  }

  static void edge(Graphics2D g, Route route, boolean kept) {
    List<Point> points = route.points();
    Point end = points.getLast();
    double tip = kept ? end.y() - DOT - 1 : end.y();
    Path2D path = new Path2D.Double();
    path.moveTo(points.getFirst().x(), points.getFirst().y());
    for (int i = 1; i < points.size(); i++) {
      Point before = points.get(i - 1);
      Point point = points.get(i);
      double y = Math.min(point.y(), tip - ARROW); // the line ends where the head begins
      if (i % 2 == 1) {
        path.lineTo(point.x(), y);
      } else { // between two layers
        double middle = (before.y() + y) / 2;
        path.curveTo(before.x(), middle, point.x(), middle, point.x(), y);
      }
    }
    g.setColor(LINE);
    g.setStroke(THIN);
    g.draw(path);
    arrow(g, end.x(), tip);
  }

  private static void arrow(Graphics2D g, double x, double y) {
    Path2D head = new Path2D.Double();
    head.moveTo(x, y);
    head.lineTo(x - ARROW / 2.3, y - ARROW);
    head.lineTo(x + ARROW / 2.3, y - ARROW);
    head.closePath();
    g.fill(head);
  }

  /** The mark of a kept value. */
  static void dot(Graphics2D g, double x, double y) {
    g.setColor(LINE);
    g.fill(new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT));
  }
}
