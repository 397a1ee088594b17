package glassprop.lens.graph;

import glassprop.lens.graph.Caption.Run;
import glassprop.lens.graph.Caption.Tone;
import glassprop.lens.graph.Mark.Anchor;
import glassprop.lens.graph.Mark.Look;
import glassprop.lens.graph.Vertex.Kind;
import glassprop.lens.graph.layout.Layout;
import glassprop.lens.graph.layout.Layout.Arc;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph as the marks that a drawing of it consists of, in the order in which they cover each other.
 *
 * @param title what is drawn, in words
 */
record Picture(String title, double width, double height, List<Mark> marks) {
  private static final double MARGIN = 24;
  private static final double LEGEND = 16; // above it
  private static final double DOT = 3;
  private static final double ROUND = 8;
  private static final double ROUNDER = 16;

  Picture {
    marks = List.copyOf(marks);
  }

  static Picture of(Graph graph, Direction direction) {
    List<List<Caption>> captions = graph.vertices().stream().map(Captions::of).toList();
    Layout layout = layout(graph, captions, direction);
    Layout.Size size = direction.turned(new Layout.Size(layout.width(), layout.height()));
    List<List<Run>> legend = legend(graph);
    double noted = legend.stream().mapToDouble(Setting::width).max().orElse(0);
    double width = Math.ceil(2 * MARGIN + Math.max(size.width(), noted));
    double left = (width - size.width()) / 2;
    double below = MARGIN + size.height() + LEGEND;
    List<Mark> marks = new ArrayList<>();
    for (List<Run> note : legend) {
      marks.add(Setting.line(width / 2, below, Anchor.MIDDLE, note));
      below += Setting.height(note);
    }
    double height = Math.ceil(legend.isEmpty() ? 2 * MARGIN + size.height() : below + MARGIN);
    marks.addFirst(new Mark.Panel(new Box(0, 0, width, height), 0, Look.PAPER));
    addGraph(graph, captions, layout, new Frame(direction, left, MARGIN), marks);
    return new Picture(title(graph), width, height, marks);
  }

  /** Where boxes and edges are, in a plane in which all goes downwards. */
  static Layout layout(Graph graph, List<List<Caption>> captions, Direction direction) {
    List<Layout.Size> sizes = captions.stream().map(Setting::sizeOf).map(direction::turned).toList();
    return Layout.of(sizes, graph.edges().stream().map(edge -> new Arc(edge.from(), edge.to())).toList());
  }

  /** How the plane of a layout lies in the drawing. */
  private record Frame(Direction direction, double left, double top) {
    Point place(Point point) {
      Point turned = direction.turned(point);
      return new Point(turned.x() + left, turned.y() + top);
    }

    Box place(Box box) {
      Box turned = direction.turned(box);
      return new Box(turned.x() + left, turned.y() + top, turned.width(), turned.height());
    }
  }

  private static void addGraph(Graph graph, List<List<Caption>> captions, Layout layout, Frame frame, List<Mark> marks) {
    List<Mark> dots = new ArrayList<>();
    for (int e = 0; e < graph.edges().size(); e++) {
      boolean kept = graph.edges().get(e).kept();
      Arrow arrow = Arrow.along(layout.routes().get(e).points(), kept ? DOT + 1 : 0);
      marks.add(new Mark.Curve(arrow.line().stream().map(frame::place).toList(), Look.EDGE));
      marks.add(new Mark.Polyline(arrow.head().stream().map(frame::place).toList(), Look.SOLID));
      if (kept) {
        dots.add(new Mark.Dot(frame.place(layout.routes().get(e).points().getLast()), DOT, Look.SOLID));
      }
    }
    for (int v = 0; v < captions.size(); v++) {
      Vertex vertex = graph.vertices().get(v);
      Box down = layout.boxes().get(v);
      Box box = frame.place(down);
      addPanel(box, vertex, marks);
      marks.addAll(Setting.in(box, captions.get(v)));
      if (vertex.keepsOutput()) {
        dots.add(new Mark.Dot(frame.place(new Point(down.x() + down.width() / 2, down.y() + down.height())), DOT, Look.SOLID));
      }
    }
    marks.addAll(dots);
  }

  private static void addPanel(Box box, Vertex vertex, List<Mark> marks) {
    Look look = switch (vertex.kind()) {
      case LEAF -> vertex.isResult() ? Look.RESULT_LEAF : Look.LEAF;
      case CONSTANT -> Look.CONSTANT;
      case STEP -> vertex.isResult() ? Look.RESULT : Look.STEP;
      case BLOCK -> vertex.isResult() ? Look.RESULT : Look.BLOCK;
    };
    double radius = vertex.kind() == Kind.LEAF ? ROUNDER : vertex.kind() == Kind.CONSTANT ? 0 : ROUND / 2;
    marks.add(new Mark.Panel(box, radius, look));
    if (vertex.kind() == Kind.BLOCK) {
      marks.add(new Mark.Panel(new Box(box.x() + 3, box.y() + 3, box.width() - 6, box.height() - 6), 2, look));
    }
  }

  private static String result(Graph graph) {
    String label = graph.results().size() == 1 ? graph.results().getFirst().label() : "";
    return label.isEmpty() ? "the result" : Captions.shortened(label);
  }

  private static String title(Graph graph) {
    return "The computation graph of " + result(graph);
  }

  private static List<List<Run>> legend(Graph graph) {
    List<List<Run>> legend = new ArrayList<>();
    if (graph.edges().stream().anyMatch(Edge::kept) || graph.vertices().stream().anyMatch(Vertex::keepsOutput)) {
      legend.add(List.of(new Run("●  kept for the backward pass", Tone.DETAIL)));
    }
    if (graph.vertices().stream().anyMatch(vertex -> vertex.gradient().isPresent())) {
      legend.add(List.of(new Run("∇  gradient of " + result(graph), Tone.DETAIL)));
    }
    return legend;
  }
}
