package glassprop.lens.typeset;

import glassprop.Tensor;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.typeset.Block.Equation;
import glassprop.op.Term;
import glassprop.rule.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a derivation as text for a terminal: aligned equations, matrices over several lines. */
public final class TextWriter {
  private static final char PLACEHOLDER = '\uE000'; // of the private use area: one for each symbol of a formula
  private static final Numerals ERRORS = new Numerals(2);
  private static final int MOST_NUMBERS = 12;
  private static final Excerpt.Dots DOTS = new Excerpt.Dots("…", "⋮", "⋱");
  private static final String GAP = "   ";
  private static final int LONGEST_NOTE = 30; // for which all lines make room

  private final Derivation derivation;
  private final Numerals numerals;
  private final int width;
  private final Names names;

  /**
   * A writer.
   *
   * @param width of the lines, where formulas can be broken at equality signs
   */
  public TextWriter(Derivation derivation, Numerals numerals, int width) {
    this.derivation = derivation;
    this.numerals = numerals;
    this.width = width;
    this.names = new Names(derivation);
  }

  /** All of it, with a line for each heading. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Section section : Script.of(derivation)) {
      text.append(section.heading()).append('\n');
      lines(section).forEach(line -> text.append(line.isEmpty() ? "" : "  " + line).append('\n'));
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  /** The lines below a section's heading. */
  public List<String> lines(Section section) {
    List<String> lines = new ArrayList<>();
    for (Block block : section.blocks()) {
      List<String> written =
          switch (block) {
            case Block.Prose(Maths text) -> box(text).stripped();
            case Block.Equations(List<Equation> equations) -> equations(equations);
            case Block.Grid(List<List<Maths>> rows) -> grid(rows);
          };
      if (!lines.isEmpty() && !written.isEmpty()) {
        lines.add("");
      }
      lines.addAll(written);
    }
    return lines;
  }

  /** A term with the names of quantities. */
  public String formula(Term term) {
    return Writer.text(term, names::text, derivation::type);
  }

  // ---- equations

  private List<String> equations(List<Equation> equations) {
    int left = equations.stream().mapToInt(e -> box(e.left()).width()).max().orElse(0);
    int notes = equations.stream().mapToInt(e -> box(e.note()).width()).filter(w -> w <= LONGEST_NOTE).max().orElse(0);
    int room = width - left - (notes == 0 ? 0 : notes + GAP.length());
    List<Box> bodies = equations.stream().map(e -> body(e, Math.min(room, width - left - box(e.note()).width()))).toList();
    int column = bodies.stream().mapToInt(Box::width).filter(w -> w <= room).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      Equation equation = equations.get(i);
      Box name = box(equation.left());
      Box line = Box.join(List.of(name, Box.of(" ".repeat(left - name.width())), bodies.get(i)));
      if (i > 0 && (line.isTall() || bodies.get(i - 1).isTall())) {
        lines.add("");
      }
      Box note = box(equation.note());
      int place = Math.min(left + column + GAP.length(), width - note.width());
      lines.addAll((note.width() == 0 ? line : line.noted(note, place)).stripped());
    }
    return lines;
  }

  /** What stands right of the name: on one line if it fits, else a line for each side. */
  private Box body(Equation equation, int room) {
    List<Box> sides = new ArrayList<>();
    String before = "";
    for (Maths side : equation.sides()) {
      Box box = box(side);
      String lines = String.join("\n", box.lines());
      if (!lines.equals(before) && box.width() > 0 && (box.width() + 3 <= room || !(side instanceof Maths.Substituted))) {
        sides.add(Box.of(" = ").beside(side instanceof Maths.Sum(List<Maths> parts) && box.width() + 3 > room ? wrapped(parts) : box));
        before = lines;
      }
    }
    Box one = Box.join(sides);
    return one.width() <= room || sides.size() < 2 ? one : stacked(sides);
  }

  /** A long sum, with a line for each part. */
  private Box wrapped(List<Maths> parts) {
    List<String> lines = new ArrayList<>();
    for (Maths part : parts) {
      box(part).lines().forEach(line -> lines.add((lines.isEmpty() ? "" : "+ ") + line));
    }
    return new Box(lines, 0);
  }

  private static Box stacked(List<Box> sides) {
    List<String> lines = new ArrayList<>();
    sides.forEach(side -> lines.addAll(side.lines()));
    return new Box(lines, sides.getFirst().baseline());
  }

  private List<String> grid(List<List<Maths>> rows) {
    List<List<String>> cells =
        rows.stream().map(row -> row.stream().map(cell -> String.join(" ", box(cell).lines())).toList()).toList();
    int columns = cells.stream().mapToInt(List::size).max().orElse(0);
    List<Integer> widths =
        IntStream.range(0, columns)
            .mapToObj(column -> cells.stream().mapToInt(row -> Box.width(row.get(column))).max().orElse(0)).toList();
    return cells.stream()
        .map(row ->
            IntStream.range(0, row.size())
                .mapToObj(c -> row.get(c) + " ".repeat(widths.get(c) - Box.width(row.get(c))))
                .collect(Collectors.joining(GAP)).stripTrailing())
        .toList();
  }

  // ---- mathematics

  private Box box(Maths maths) {
    return switch (maths) {
      case Maths.Formula(Term term) -> Box.of(formula(term));
      case Maths.Substituted(Term term) -> substituted(term);
      case Maths.Value(Tensor value) -> value(value);
      case Maths.Derivative derivative -> Box.of(names.derivative(derivative));
      case Maths.Path(List<Maths.Derivative> factors) -> Box.of(path(factors));
      case Maths.Contraction chain -> Box.of(names.contraction(chain));
      case Maths.Sum(List<Maths> parts) -> sum(parts);
      case Maths.Word(String text) -> Box.of(text);
      case Maths.RelativeError(double value) -> Box.of(Double.isNaN(value) ? "undefined" : ERRORS.text(value));
      case Maths.Line(List<Maths> parts) -> Box.join(parts.stream().map(this::box).toList());
    };
  }

  private Box sum(List<Maths> parts) {
    Box sum = Box.of("");
    for (int i = 0; i < parts.size(); i++) {
      Box part = box(parts.get(i));
      boolean negative = part.lines().getFirst().startsWith("−");
      sum = sum.beside(Box.of(i == 0 ? "" : " + ")).beside(i > 0 && negative ? Box.of("(").beside(part).beside(Box.of(")")) : part);
    }
    return sum;
  }

  private String path(List<Maths.Derivative> factors) {
    return String.join(" · ", Shortened.of(factors.stream().map(names::derivative).toList(), "…"));
  }

  private Box value(Tensor value) {
    if (value.shape().rank() == 0) {
      return Box.of(numerals.text(value.item()));
    }
    return Excerpt.fits(value) && value.shape().size() > 0
        ? Box.matrix(Excerpt.of(value, numerals::text, DOTS).rows())
        : Box.of("(" + value.shape().size() + " numbers)");
  }

  /** A formula with numbers, but the names of those that have too many; nothing if it would say the same again. */
  private Box substituted(Term term) {
    Set<Term.Symbol> symbols = term.symbols();
    if (symbols.isEmpty() || term instanceof Term.Symbol) {
      return Box.of("");
    }
    Map<Term.Symbol, Box> boxes = new HashMap<>();
    Map<Character, Box> marks = new HashMap<>();
    for (Term.Symbol symbol : symbols) {
      char mark = (char) (PLACEHOLDER + boxes.size());
      boolean large = derivation.value(symbol).shape().size() > MOST_NUMBERS;
      Box box = large ? Box.of(names.text(symbol)) : factor(derivation.value(symbol));
      boxes.put(symbol, box);
      marks.put(mark, box);
    }
    List<Term.Symbol> order = new ArrayList<>(symbols);
    String text = Writer.text(term, s -> String.valueOf((char) (PLACEHOLDER + order.indexOf(s))), derivation::type);
    List<Box> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      Box box = marks.get(c);
      if (box == null) {
        plain.append(c);
      } else {
        parts.add(Box.of(plain.toString()));
        boolean enclosed = i > 0 && text.charAt(i - 1) == '(' && i + 1 < text.length() && text.charAt(i + 1) == ')';
        parts.add(enclosed ? bare(box) : box);
        plain.setLength(0);
      }
    }
    parts.add(Box.of(plain.toString()));
    return Box.join(parts);
  }

  /** A number without its own parentheses. */
  private static Box bare(Box box) {
    String text = box.lines().getFirst();
    boolean number = !box.isTall() && text.startsWith("(") && !text.contains(",");
    return number ? Box.of(text.substring(1, text.length() - 1)) : box;
  }

  /** A number as a factor: in parentheses if it has a sign or a power of ten. */
  private Box factor(Tensor value) {
    Box box = value(value);
    String text = box.lines().getFirst();
    return value.shape().rank() == 0 && (text.startsWith("−") || text.contains("·")) ? Box.of("(" + text + ")") : box;
  }
}
