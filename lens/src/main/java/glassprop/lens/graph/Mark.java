package glassprop.lens.graph;

import glassprop.lens.graph.Caption.Run;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import java.util.List;
import java.util.Optional;

/** One thing that a drawing consists of, at its place. */
sealed interface Mark {

  /** A rectangle, perhaps with round corners. */
  record Panel(Box box, double radius, Look look) implements Mark {}

  /** A smooth line: a start, then for each piece two points of control and an end, as Bézier wrote it. */
  record Curve(List<Point> points, Look look) implements Mark {
    /** Copies the list. */
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** Straight lines from point to point. */
  record Polyline(List<Point> points, Look look) implements Mark {
    /** Copies the list. */
    public Polyline {
      points = List.copyOf(points);
    }
  }

  /** A filled circle. */
  record Dot(Point centre, double radius, Look look) implements Mark {}

  /** A line of text. Its pieces follow each other, however wide each may be in the font of whoever looks at it. */
  record Words(Point at, Anchor anchor, List<Run> runs) implements Mark {
    /** Copies the list. */
    public Words {
      runs = List.copyOf(runs);
    }
  }

  /** Which part of a line of text stands at its point. */
  enum Anchor {
    MIDDLE,
    END
  }

  /** How a shape is filled and outlined. Kinds differ in stroke too, so that a print without colours can be read. */
  enum Look {
    PAPER(Ink.PAPER),
    LEAF(Ink.LEAF_FILL, Ink.LEAF_LINE, 1.1, false),
    CONSTANT(Ink.PAPER, Ink.LINE, 1.1, true),
    STEP(Ink.PAPER, Ink.LINE, 1.1, false),
    BLOCK(Ink.BLOCK_FILL, Ink.LINE, 1.1, false),
    RESULT(Ink.RESULT_FILL, Ink.LINE, 2, false),
    RESULT_LEAF(Ink.LEAF_FILL, Ink.LEAF_LINE, 2, false),
    EDGE(Ink.LINE, 1.1),
    SOLID(Ink.LINE),
    VALUE(Ink.VALUE, 1.1),
    GRADIENT(Ink.GRADIENT, 1.1);

    private final Optional<Ink> fill;
    private final Optional<Ink> stroke;
    private final double width;
    private final boolean dashed;

    Look(Optional<Ink> fill, Optional<Ink> stroke, double width, boolean dashed) {
      this.fill = fill;
      this.stroke = stroke;
      this.width = width;
      this.dashed = dashed;
    }

    Look(Ink fill, Ink stroke, double width, boolean dashed) {
      this(Optional.of(fill), Optional.of(stroke), width, dashed);
    }

    Look(Ink fill) {
      this(Optional.of(fill), Optional.empty(), 0, false);
    }

    Look(Ink stroke, double width) {
      this(Optional.empty(), Optional.of(stroke), width, false);
    }

    Optional<Ink> fill() {
      return fill;
    }

    Optional<Ink> stroke() {
      return stroke;
    }

    double width() {
      return width;
    }

    boolean isDashed() {
      return dashed;
    }
  }
}
