package glassprop.lens.typeset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the LaTeX of derivations into MathML, which browsers typeset without any script.
 *
 * <p>It reads the part of LaTeX that notations are written in: groups, scripts, fractions, roots, brackets that grow, names of functions
 * and letters, accents, matrices. Anything else is an error, not a gap in the page.
 */
public final class MathMl {
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("cdot", "·"), Map.entry("odot", "⊙"), Map.entry("oslash", "⊘"), Map.entry("ast", "∗"), Map.entry("times", "×"), Map.entry("partial", "∂"),
          Map.entry("sum", "∑"), Map.entry("prod", "∏"), Map.entry("cdots", "⋯"), Map.entry("vdots", "⋮"), Map.entry("ddots", "⋱"),
          Map.entry("dots", "…"), Map.entry("ne", "≠"), Map.entry("le", "≤"), Map.entry("ge", "≥"), Map.entry("top", "⊤"),
          Map.entry("infty", "∞"), Map.entry("checkmark", "✓"), Map.entry("|", "‖"), Map.entry("{", "{"), Map.entry("}", "}"),
          Map.entry("lfloor", "⌊"), Map.entry("rfloor", "⌋"), Map.entry("lceil", "⌈"), Map.entry("rceil", "⌉"));
  private static final Map<String, String> ACCENTS = Map.of("hat", "^", "bar", "¯", "tilde", "~");
  private static final List<String> FUNCTIONS =
      List.of("exp", "ln", "log", "sin", "cos", "tan", "tanh", "sinh", "cosh", "arcsin", "arccos", "arctan", "max", "min", "det");
  /** Where a line may break. */
  private static final List<String> SIGNS = List.of("<mo>+</mo>", "<mo>−</mo>", "<mo>·</mo>", "<mo>⊙</mo>", "<mo>⊘</mo>");
  /** Brackets that would grow in a row of their own if nothing forbade it. */
  private static final String BRACKETS = "()[]|";
  /** What is higher than a line of text. */
  private static final List<String> TALL = List.of("<mtable", "<mfrac");
  private static final String ROUND = "round";
  private static final String MATRIX = "<mtable class=\"fence " + ROUND + " matrix\">";
  private static final String END = "</mtable></mrow>"; // of a row that ends with a matrix
  /** Pairs of brackets, by the class that draws them. */
  private static final Map<String, String> DRAWN =
      Map.of(
          pair("(", ")"), ROUND, pair("[", "]"), "square", pair("|", "|"), "bars", pair("‖", "‖"), "norm", pair("⌊", "⌋"), "floor",
          pair("⌈", "⌉"), "ceiling");
  private static final String FIXED = "stretchy=\"false\"";
  private static final int SHOWN = 20; // of what was not expected
  private static final String NOTHING = "<mrow></mrow>";

  private final String latex;
  private int at;

  private MathMl(String latex) {
    this.latex = latex;
  }

  /**
   * A formula as the content of a {@code math} element.
   *
   * @throws IllegalArgumentException if the LaTeX is not balanced, or says something that this does not know
   */
  public static String of(String latex) {
    return row(read(latex));
  }

  /**
   * A formula in pieces between which a line may break: before the signs of its outermost sum or product. Browsers do not break formulas.
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  static List<String> pieces(String latex) {
    List<List<String>> pieces = new ArrayList<>();
    String before = "";
    for (String element : read(latex)) {
      if (pieces.isEmpty() || (SIGNS.contains(element) && !before.startsWith("<mo"))) {
        pieces.add(new ArrayList<>());
      }
      boolean begins = pieces.getLast().isEmpty() && pieces.size() > 1; // and would be set as a sign in front
      pieces.getLast().add(begins ? element.replace("<mo>", "<mo form=\"infix\">") : element);
      before = element;
    }
    return pieces.stream().map(MathMl::row).toList();
  }

  private static List<String> read(String latex) {
    MathMl reader = new MathMl(latex);
    List<String> elements = reader.elements();
    if (reader.at < latex.length()) {
      throw reader.unexpected();
    }
    return elements;
  }

  private IllegalArgumentException unexpected() {
    String rest = at == latex.length() ? "end" : latex.substring(at, Math.min(latex.length(), at + SHOWN));
    return new IllegalArgumentException("MathML: unexpected " + rest + " in " + latex);
  }

  private String row() {
    return row(elements());
  }

  private static String row(List<String> elements) {
    return "<mrow>" + String.join("", elements) + "</mrow>";
  }

  /** Everything up to what closes it: a brace, \right, an end, the mark between cells. */
  private List<String> elements() {
    List<String> elements = new ArrayList<>();
    for (Optional<String> next = element(); next.isPresent(); next = element()) {
      elements.add(next.get());
    }
    return elements;
  }

  private Optional<String> element() {
    skipBlanks();
    if (at == latex.length() || latex.charAt(at) == '}' || latex.charAt(at) == '&' || starts("\\\\") || starts("\\right") || starts("\\end")) {
      return Optional.empty();
    }
    return Optional.of(scripted(latex.charAt(at) == '^' || latex.charAt(at) == '_' ? NOTHING : atom()));
  }

  private String scripted(String base) {
    String below = "";
    String above = "";
    skipBlanks();
    while (at < latex.length() && (latex.charAt(at) == '^' || latex.charAt(at) == '_')) {
      boolean up = latex.charAt(at++) == '^';
      skipBlanks();
      String script = atom();
      above = up ? script : above;
      below = up ? below : script;
      skipBlanks();
    }
    if (below.isEmpty() && above.isEmpty()) {
      return base;
    }
    return below.isEmpty()
        ? "<msup>" + base + above + "</msup>"
        : above.isEmpty() ? "<msub>" + base + below + "</msub>" : "<msubsup>" + base + below + above + "</msubsup>";
  }

  private String atom() {
    if (at == latex.length()) {
      throw unexpected();
    }
    char c = latex.charAt(at);
    if (c == '{') {
      return group();
    }
    if (c == '\\') {
      return command();
    }
    if (Character.isDigit(c)) {
      int start = at;
      while (at < latex.length() && (Character.isDigit(latex.charAt(at)) || latex.charAt(at) == '.')) {
        at++;
      }
      return "<mn>" + latex.substring(start, at) + "</mn>";
    }
    int point = latex.codePointAt(at);
    at += Character.charCount(point);
    String text = escaped(Character.toString(point));
    return Character.isLetter(point) ? "<mi>" + text + "</mi>" : BRACKETS.contains(text) ? "<mo " + FIXED + ">" + text + "</mo>" : "<mo>" + (text.equals("-") ? "−" : text) + "</mo>";
  }

  private String group() {
    expect("{");
    String row = row();
    expect("}");
    return row;
  }

  private String command() {
    at++;
    int start = at;
    while (at < latex.length() && Character.isLetter(latex.charAt(at))) {
      at++;
    }
    at += at == start ? 1 : 0;
    String name = latex.substring(start, at);
    return switch (name) {
      case "frac" -> "<mfrac>" + argument() + argument() + "</mfrac>";
      case "sqrt" -> "<msqrt>" + argument() + "</msqrt>";
      case "left" -> grown();
      case "begin" -> matrix();
      case "text" -> "<mtext>" + escaped(raw()).replace(' ', '\u00a0') + "</mtext>";
      case "operatorname", "mathrm" -> "<mi mathvariant=\"normal\">" + escaped(raw().replace("\\_", "_")) + "</mi>";
      default -> named(name);
    };
  }

  private String named(String name) {
    String operator = OPERATORS.get(name);
    if (operator != null) {
      return "<mo>" + operator + "</mo>";
    }
    String accent = ACCENTS.get(name);
    if (accent != null) {
      return "<mover accent=\"true\">" + argument() + "<mo>" + accent + "</mo></mover>";
    }
    if (FUNCTIONS.contains(name)) {
      return "<mi>" + name + "</mi><mo>&#x2061;</mo>";
    }
    String letter = Names.letter(name);
    if (letter.isEmpty()) {
      at -= name.length() + 1;
      throw unexpected();
    }
    return "<mi>" + letter + "</mi>";
  }

  private String argument() {
    skipBlanks();
    return atom();
  }

  /** What stands in braces, letter by letter. */
  private String raw() {
    skipBlanks();
    expect("{");
    int start = at;
    for (int depth = 1; depth > 0; at++) {
      if (at >= latex.length()) {
        throw unexpected();
      }
      boolean escape = latex.charAt(at) == '\\' && at + 1 < latex.length();
      depth += escape ? 0 : latex.charAt(at) == '{' ? 1 : latex.charAt(at) == '}' ? -1 : 0;
      at += escape ? 1 : 0;
    }
    return latex.substring(start, at - 1);
  }

  /**
   * Brackets as high as what is between them. A glyph grows only if the reader has a font for mathematics; so around what is higher than a
   * line the page's style draws them. A single matrix has its own.
   */
  private String grown() {
    String open = fence();
    String inside = row();
    expect("\\right");
    String close = fence();
    Optional<String> drawn = Optional.ofNullable(DRAWN.get(open + close));
    boolean matrix = inside.startsWith("<mrow>" + MATRIX) && inside.indexOf("</mtable>") == inside.length() - END.length();
    if (matrix && drawn.filter(ROUND::equals).isPresent()) {
      return inside;
    }
    boolean tall = TALL.stream().anyMatch(inside::contains);
    return drawn.filter(_ -> tall)
        .map(style -> "<mtable class=\"fence " + style + "\" displaystyle=\"true\"><mtr><mtd>" + inside + "</mtd></mtr></mtable>")
        .orElseGet(() -> "<mrow>" + glyph(open, tall) + inside + glyph(close, tall) + "</mrow>");
  }

  private String fence() {
    skipBlanks();
    return atom().replace("<mo " + FIXED + ">", "<mo>");
  }

  private static String pair(String open, String close) {
    return "<mo>" + open + "</mo><mo>" + close + "</mo>";
  }

  private static String glyph(String fence, boolean tall) {
    return fence.replace("<mo>", "<mo stretchy=\"" + tall + "\">");
  }

  private String matrix() {
    String kind = raw();
    StringBuilder rows = new StringBuilder();
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add("<mtd>" + row() + "</mtd>");
      if (starts("&")) {
        expect("&");
        continue;
      }
      rows.append("<mtr>").append(String.join("", cells)).append("</mtr>");
      cells.clear();
      if (starts("\\end")) {
        break;
      }
      expect("\\\\");
    }
    expect("\\end{" + kind + "}");
    return MATRIX + rows + "</mtable>";
  }

  private boolean starts(String text) {
    return latex.startsWith(text, at);
  }

  private void expect(String text) {
    skipBlanks();
    if (!starts(text)) {
      throw unexpected();
    }
    at += text.length();
  }

  private void skipBlanks() {
    while (at < latex.length() && Character.isWhitespace(latex.charAt(at))) {
      at++;
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
