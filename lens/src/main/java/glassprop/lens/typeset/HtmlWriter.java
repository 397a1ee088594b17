package glassprop.lens.typeset;

import glassprop.lens.derivation.Derivation;
import glassprop.lens.typeset.Block.Equation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a derivation as one HTML file, its mathematics as MathML: it needs no script and no network. */
public final class HtmlWriter {
  private final Derivation derivation;
  private final LatexMaths maths;

  /** A writer. */
  public HtmlWriter(Derivation derivation, Numerals numerals) {
    this.derivation = derivation;
    this.maths = new LatexMaths(derivation, numerals);
  }

  /** The whole file. */
  public String document() {
    String title = MathMl.escaped(Script.title(derivation));
    StringBuilder out = new StringBuilder();
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    out.append("<title>").append(title).append("</title>\n<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
    out.append("<h1>").append(title).append("</h1>\n");
    for (Section section : Script.of(derivation)) {
      out.append("<section>\n<h2>").append(section.heading()).append("</h2>\n");
      section.blocks().forEach(block -> out.append(html(block)));
      out.append("</section>\n");
    }
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String style() {
    try (InputStream file = HtmlWriter.class.getResourceAsStream("derivation.css")) {
      if (file == null) {
        throw new IllegalStateException("derivation.css is missing from the module");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String html(Block block) {
    return switch (block) {
      case Block.Prose(Maths text) -> "<p>" + inline(text) + "</p>\n";
      case Block.Equations(List<Equation> equations) ->
          equations.stream().map(this::html).collect(Collectors.joining("", "<div class=\"equations\">\n", "</div>\n"));
      case Block.Grid(List<List<Maths>> rows) ->
          "<div class=\"wide\"><table class=\"grid\">\n" + row(rows.getFirst(), "th")
              + rows.stream().skip(1).map(row -> row(row, "td")).collect(Collectors.joining()) + "</table></div>\n";
    };
  }

  private String row(List<Maths> cells, String element) {
    return cells.stream().map(cell -> "<" + element + ">" + inline(cell) + "</" + element + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  /** The left side, and the others with their signs: lines break before signs, and what is wider than a line scrolls by itself. */
  private String html(Equation equation) {
    String right =
        LatexWriter.sides(equation, maths).stream()
            .map(side -> "<div class=\"side\">" + pieces(side) + "</div>")
            .collect(Collectors.joining());
    return "<div class=\"left\">" + inline(equation.left(), true) + "</div><div class=\"sides\">" + right + "</div><div class=\"note\">"
        + inline(equation.note()) + "</div>\n";
  }

  private String inline(Maths text) {
    return inline(text, false);
  }

  private String inline(Maths text, boolean display) {
    return switch (text) {
      case Maths.Word(String words) -> MathMl.escaped(words);
      case Maths.Line(List<Maths> parts) -> parts.stream().map(this::inline).collect(Collectors.joining());
      case Maths.Formula _, Maths.Substituted _, Maths.Value _, Maths.Derivative _, Maths.Path _, Maths.Contraction _, Maths.Sum _, Maths.RelativeError _ ->
          math(maths.latex(text), display);
    };
  }

  private static String math(String latex, boolean display) {
    return element(MathMl.of(latex), display);
  }

  /** A side after its sign, in pieces; the sign stays with the first. */
  private static String pieces(String latex) {
    List<String> pieces = MathMl.pieces(latex).stream().map(piece -> element(piece, true)).toList();
    return "<span class=\"first\"><span class=\"equals\">=</span> " + pieces.getFirst() + "</span>"
        + pieces.stream().skip(1).map(piece -> "<wbr/>" + piece).collect(Collectors.joining());
  }

  private static String element(String mathMl, boolean display) {
    return "<math" + (display ? " displaystyle=\"true\"" : "") + ">" + mathMl + "</math>";
  }
}
