package glassprop.lens.graph;

import glassprop.lens.graph.Captions.Run;
import glassprop.lens.graph.layout.Layout;
import glassprop.lens.graph.layout.Layout.Arc;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jfree.svg.SVGGraphics2D;

/** A graph, laid out and ready to be painted: onto an SVG document or an image, by the same strokes. */
final class Picture {
  private static final double MARGIN = 24;
  private static final double LEGEND = 34;
  private static final double SHARPNESS = 2; // pixels of an image for each unit
  private static final double MOST_PIXELS = 6e7;

  private final Graph graph;
  private final List<List<List<Run>>> captions;
  private final Layout layout;
  private final String legend;

  private Picture(Graph graph, List<List<List<Run>>> captions, Layout layout, String legend) {
    this.graph = graph;
    this.captions = captions;
    this.layout = layout;
    this.legend = legend;
  }

  static Picture of(Graph graph) {
    List<List<List<Run>>> captions = graph.vertices().stream().map(Captions::of).toList();
    List<Layout.Size> sizes = captions.stream().map(Type::sizeOf).toList();
    List<Arc> arcs = graph.edges().stream().map(edge -> new Arc(edge.from(), edge.to())).toList();
    return new Picture(graph, captions, Layout.of(sizes, arcs), legend(graph));
  }

  /** Where the boxes are, before margins. */
  Layout layout() {
    return layout;
  }

  private static String legend(Graph graph) {
    List<String> words = new ArrayList<>();
    if (graph.edges().stream().anyMatch(Edge::kept) || graph.vertices().stream().anyMatch(Vertex::keepsOutput)) {
      words.add("●  kept for the backward pass");
    }
    if (graph.vertices().stream().anyMatch(vertex -> vertex.gradient().isPresent())) {
      String of = graph.results().size() == 1 ? graph.results().getFirst().label() : "";
      words.add("∇  gradient of " + (of.isEmpty() ? "the result" : of));
    }
    return String.join("        ", words);
  }

  double width() {
    return 2 * MARGIN + Math.max(layout.width(), Type.widthOf(legend));
  }

  double height() {
    return 2 * MARGIN + layout.height() + (legend.isEmpty() ? 0 : LEGEND);
  }

  byte[] svg() {
    SVGGraphics2D g = new SVGGraphics2D(Math.ceil(width()), Math.ceil(height()));
    paint(g);
    return g.getSVGDocument().getBytes(StandardCharsets.UTF_8);
  }

  byte[] png() {
    double scale = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / (width() * height())));
    BufferedImage image = new BufferedImage(
        (int) (Math.ceil(width()) * scale), (int) (Math.ceil(height()) * scale), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(scale, scale);
    paint(g);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, Math.ceil(width()), Math.ceil(height())));
    g.translate(MARGIN + Math.max(0, Type.widthOf(legend) - layout.width()) / 2, MARGIN);
    List<Edge> edges = graph.edges();
    for (int e = 0; e < edges.size(); e++) {
      Brush.edge(g, layout.routes().get(e), edges.get(e).kept());
    }
    List<Vertex> vertices = graph.vertices();
    for (int v = 0; v < vertices.size(); v++) {
      Box box = layout.boxes().get(v);
      Brush.box(g, box, vertices.get(v));
      Type.set(g, captions.get(v), box);
    }
    marks(g);
    Type.note(g, legend, (layout.width() - Type.widthOf(legend)) / 2, layout.height() + LEGEND);
  }

  /** Dots on the borders of boxes: where a kept value goes in, and where one comes out. */
  private void marks(Graphics2D g) {
    for (int e = 0; e < graph.edges().size(); e++) {
      if (graph.edges().get(e).kept()) {
        Point end = layout.routes().get(e).points().getLast();
        Brush.dot(g, end.x(), end.y());
      }
    }
    for (int v = 0; v < graph.vertices().size(); v++) {
      if (graph.vertices().get(v).keepsOutput()) {
        Box box = layout.boxes().get(v);
        Brush.dot(g, box.x() + box.width() / 2, box.y() + box.height());
      }
    }
  }
}
