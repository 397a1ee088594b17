package glassprop.lens.graph;

import glassprop.array.Shape;
import glassprop.lens.graph.Caption.Grid;
import glassprop.lens.graph.Caption.Line;
import glassprop.lens.graph.Caption.Run;
import glassprop.lens.graph.Caption.Tone;
import glassprop.lens.graph.Vertex.Kind;
import java.util.ArrayList;
import java.util.List;

/** What is written in a box. */
final class Captions {
  private static final int LONGEST = 40;

  private Captions() {}

  static List<Caption> of(Vertex vertex) {
    List<Caption> captions = new ArrayList<>();
    captions.add(title(vertex));
    captions.add(new Line(detail(vertex), Tone.DETAIL));
    vertex.value().ifPresent(value -> captions.add(Numerals.of(value, Tone.VALUE)));
    vertex.gradient().ifPresent(gradient -> {
      switch (Numerals.of(gradient, Tone.GRADIENT)) {
        case Line(List<Run> runs) -> captions.add(new Line("∇ " + runs.getFirst().text(), Tone.GRADIENT));
        case Grid grid -> {
          captions.add(new Line("∇", Tone.GRADIENT));
          captions.add(grid);
        }
      }
    });
    return captions;
  }

  /** The name and what it stands for. */
  private static Line title(Vertex vertex) {
    String label = shortened(vertex.label());
    Run name = new Run(label.isEmpty() ? vertex.name() : label, label.isEmpty() ? Tone.FORMULA : Tone.NAME);
    List<Run> runs = new ArrayList<>();
    if (!name.text().isEmpty()) {
      runs.add(name);
    }
    if (!vertex.formula().isEmpty()) {
      runs.add(new Run(shortened(vertex.formula()), Tone.FORMULA));
    } else if (!label.isEmpty() && !vertex.name().isEmpty() && !vertex.name().equals(vertex.label())) {
      runs.addFirst(new Run(shortened(vertex.name()), Tone.FORMULA)); // what a layer computed, and the layer
    } else if (runs.isEmpty()) {
      runs.add(new Run(nameless(vertex.kind()), Tone.FORMULA));
    }
    if (runs.size() == 2) {
      runs.add(1, new Run(" = ", Tone.FORMULA));
    }
    return new Line(runs);
  }

  private static String nameless(Kind kind) {
    return switch (kind) {
      case LEAF -> "leaf";
      case CONSTANT -> "constant";
      case STEP, BLOCK -> "block";
    };
  }

  private static String detail(Vertex vertex) {
    Shape shape = vertex.type().shape();
    String size = shape.rank() == 0 ? "scalar" : shape.toString();
    String typed = vertex.type().dtype().isFloat() ? size : vertex.type().dtype() + " " + size;
    return vertex.what().isEmpty() ? typed : vertex.what() + " · " + typed;
  }

  /** On one line, without what neither XML nor a terminal takes, and not too long. */
  static String shortened(String text) {
    int[] points = text.codePoints().map(c -> isText(c) ? c : '�').limit(LONGEST + 1L).toArray();
    return points.length <= LONGEST ? new String(points, 0, points.length) : new String(points, 0, LONGEST - 1) + "…";
  }

  private static boolean isText(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE && Character.isDefined(c);
  }
}
