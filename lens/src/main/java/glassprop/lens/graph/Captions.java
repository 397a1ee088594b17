package glassprop.lens.graph;

import glassprop.array.Shape;
import glassprop.lens.graph.Vertex.Kind;
import java.util.ArrayList;
import java.util.List;

/** What is written in a box, line by line. */
final class Captions {
  private static final int LONGEST = 40;

  private Captions() {}

  /** The tone in which a piece of text is set. */
  enum Tone {
    /** A name that the user gave. */
    NAME,
    /** How a step is written. */
    FORMULA,
    /** Op and shape. */
    DETAIL,
    /** Numbers. */
    VALUE,
    /** Numbers of a gradient. */
    GRADIENT
  }

  /** A piece of a line, in one tone. */
  record Run(String text, Tone tone) {}

  static List<List<Run>> of(Vertex vertex) {
    List<List<Run>> lines = new ArrayList<>();
    lines.add(title(vertex));
    lines.add(List.of(new Run(detail(vertex), Tone.DETAIL)));
    vertex.value().ifPresent(value -> Numerals.of(value).forEach(row -> lines.add(List.of(new Run(row, Tone.VALUE)))));
    vertex.gradient().ifPresent(gradient -> {
      List<String> rows = Numerals.of(gradient);
      for (int i = 0; i < rows.size(); i++) {
        lines.add(List.of(new Run((i == 0 ? "∇ " : "   ") + rows.get(i), Tone.GRADIENT)));
      }
    });
    return lines;
  }

  private static List<Run> title(Vertex vertex) {
    String label = shortened(vertex.label());
    if (vertex.formula().isEmpty()) {
      boolean named = !label.isEmpty();
      return List.of(new Run(named ? label : nameless(vertex.kind()), named ? Tone.NAME : Tone.FORMULA));
    }
    Run formula = new Run(shortened(vertex.formula()), Tone.FORMULA);
    return label.isEmpty() ? List.of(formula) : List.of(new Run(label, Tone.NAME), new Run(" = ", Tone.FORMULA), formula);
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
  private static String shortened(String text) {
    int[] points = text.codePoints().map(c -> isText(c) ? c : '�').limit(LONGEST + 1L).toArray();
    return points.length <= LONGEST ? new String(points, 0, points.length) : new String(points, 0, LONGEST - 1) + "…";
  }

  private static boolean isText(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE && Character.isDefined(c);
  }
}
