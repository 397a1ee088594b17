package glassprop.lens.graph;

import glassprop.lens.graph.Caption.Run;
import glassprop.lens.graph.Caption.Tone;
import glassprop.lens.graph.Mark.Anchor;
import glassprop.lens.graph.Mark.Look;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A picture as a PNG image, on light paper, with the fonts of this machine. */
final class Png {
  private static final double SHARPNESS = 2; // pixels for each unit
  private static final double MOST_PIXELS = 6e7;
  private static final float[] DASHES = {4, 3};

  private Png() {}

  static byte[] of(Picture picture) {
    double scale = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / (picture.width() * picture.height())));
    BufferedImage image =
        new BufferedImage((int) (picture.width() * scale), (int) (picture.height() * scale), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(scale, scale);
    picture.marks().forEach(mark -> paint(g, mark));
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void paint(Graphics2D g, Mark mark) {
    switch (mark) {
      case Mark.Panel(Box box, double radius, Look look) ->
          paint(g, new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), 2 * radius, 2 * radius), look);
      case Mark.Curve(List<Point> points, Look look) -> {
        Path2D path = start(points);
        for (int i = 1; i < points.size(); i += 3) {
          Point end = points.get(i + 2);
          path.curveTo(points.get(i).x(), points.get(i).y(), points.get(i + 1).x(), points.get(i + 1).y(), end.x(), end.y());
        }
        paint(g, path, look);
      }
      case Mark.Polyline(List<Point> points, Look look) -> {
        Path2D path = start(points);
        points.subList(1, points.size()).forEach(point -> path.lineTo(point.x(), point.y()));
        paint(g, path, look);
      }
      case Mark.Dot(Point centre, double radius, Look look) ->
          paint(g, new Ellipse2D.Double(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), look);
      case Mark.Words(Point at, Anchor anchor, List<Run> runs) -> write(g, at, anchor, runs);
    }
  }

  private static Path2D start(List<Point> points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points.getFirst().x(), points.getFirst().y());
    return path;
  }

  private static void paint(Graphics2D g, Shape shape, Look look) {
    look.fill().ifPresent(ink -> {
      g.setColor(new Color(ink.light()));
      g.fill(shape);
    });
    look.stroke().ifPresent(ink -> {
      g.setColor(new Color(ink.light()));
      float width = (float) look.width();
      g.setStroke(
          look.isDashed() ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0) : new BasicStroke(width));
      g.draw(shape);
    });
  }

  private static void write(Graphics2D g, Point at, Anchor anchor, List<Run> runs) {
    double width = runs.stream().mapToDouble(run -> width(g, run)).sum();
    double x = at.x() - (anchor == Anchor.END ? width : width / 2);
    for (Run run : runs) {
      g.setFont(font(run.tone()));
      g.setColor(new Color(run.tone().ink().light()));
      g.drawString(run.text(), (float) x, (float) at.y());
      x += width(g, run);
    }
  }

  private static double width(Graphics2D g, Run run) {
    return font(run.tone()).getStringBounds(run.text(), g.getFontRenderContext()).getWidth();
  }

  private static Font font(Tone tone) {
    return new Font(Font.SANS_SERIF, tone.isBold() ? Font.BOLD : Font.PLAIN, tone.size());
  }
}
