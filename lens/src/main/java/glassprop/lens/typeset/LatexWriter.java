package glassprop.lens.typeset;

import glassprop.lens.derivation.Derivation;
import glassprop.lens.typeset.Block.Equation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a derivation as a LaTeX document, which needs amsmath and amssymb alone, or as Markdown with LaTeX in it. */
public final class LatexWriter {
  private static final int LONG_LINE = 90; // of LaTeX; what is longer gets a line for each side

  private final Derivation derivation;
  private final LatexMaths maths;

  /** A writer. */
  public LatexWriter(Derivation derivation, Numerals numerals) {
    this.derivation = derivation;
    this.maths = new LatexMaths(derivation, numerals);
  }

  /** A document that stands for itself. */
  public String document() {
    StringBuilder out = new StringBuilder();
    out.append("\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage[a4paper,margin=2cm]{geometry}\n");
    out.append("\\usepackage{amsmath,amssymb}\n\\setcounter{MaxMatrixCols}{20}\n\\allowdisplaybreaks\n\\begin{document}\n");
    for (Section section : Script.of(derivation)) {
      out.append("\n\\section*{").append(section.heading()).append("}\n");
      for (Block block : section.blocks()) {
        out.append('\n').append(latex(block)).append('\n');
      }
    }
    return out.append("\n\\end{document}\n").toString();
  }

  private String latex(Block block) {
    return switch (block) {
      case Block.Prose(Maths text) -> "\\noindent " + prose(text);
      case Block.Equations(List<Equation> equations) ->
          equations.isEmpty() ? "" : "\\begin{align*}\n" + rows(equations) + "\n\\end{align*}";
      case Block.Grid(List<List<Maths>> rows) ->
          rows.stream().map(row -> row.stream().map(this::prose).collect(Collectors.joining(" & ")))
              .collect(
                  Collectors.joining(
                      " \\\\\n", "\\medskip\\noindent\\begin{tabular}{" + "l".repeat(rows.getFirst().size()) + "}\n",
                      "\n\\end{tabular}"));
    };
  }

  /** Words that a line may be broken between, and mathematics between dollar signs. */
  private String prose(Maths text) {
    return switch (text) {
      case Maths.Word(String words) -> LatexMaths.prose(words);
      case Maths.Line(List<Maths> parts) -> parts.stream().map(this::prose).collect(Collectors.joining());
      case Maths.Formula _, Maths.Substituted _, Maths.Value _, Maths.Derivative _, Maths.Path _, Maths.Contraction _, Maths.Sum _, Maths.RelativeError _ ->
          "$" + maths.latex(text) + "$";
    };
  }

  /** Markdown, with LaTeX between dollar signs. */
  public String markdown() {
    StringBuilder out = new StringBuilder("# Derivation\n");
    for (Section section : Script.of(derivation)) {
      out.append("\n## ").append(section.heading()).append('\n');
      for (Block block : section.blocks()) {
        out.append('\n').append(markdown(block)).append('\n');
      }
    }
    return out.toString();
  }

  private String markdown(Block block) {
    return switch (block) {
      case Block.Prose(Maths text) -> inline(text);
      case Block.Equations(List<Equation> equations) ->
          equations.isEmpty() ? "" : "$$\n\\begin{aligned}\n" + rows(equations) + "\n\\end{aligned}\n$$";
      case Block.Grid(List<List<Maths>> rows) -> {
        String head = row(rows.getFirst()) + "\n" + "|---".repeat(rows.getFirst().size()) + "|";
        yield rows.stream().skip(1).map(this::row).collect(Collectors.joining("\n", head + "\n", ""));
      }
    };
  }

  private String row(List<Maths> cells) {
    return cells.stream().map(this::inline).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Words as they are, and mathematics between dollar signs. */
  private String inline(Maths text) {
    return switch (text) {
      case Maths.Word(String words) -> words;
      case Maths.Line(List<Maths> parts) -> parts.stream().map(this::inline).collect(Collectors.joining());
      case Maths.Formula _, Maths.Substituted _, Maths.Value _, Maths.Derivative _, Maths.Path _, Maths.Contraction _, Maths.Sum _, Maths.RelativeError _ ->
          "$" + maths.latex(text) + "$";
    };
  }

  // ---- equations

  private String rows(List<Equation> equations) {
    List<String> rows = new ArrayList<>();
    for (Equation equation : equations) {
      List<String> sides = sides(equation);
      boolean wide = String.join(" = ", sides).length() > LONG_LINE;
      String note = maths.latex(equation.note());
      String remark = note.isEmpty() ? "" : " && " + note;
      String left = maths.latex(equation.left()) + " &= ";
      if (wide) {
        rows.add(left + sides.getFirst() + remark);
        sides.stream().skip(1).forEach(side -> rows.add("&= " + side));
      } else {
        rows.add(left + String.join(" = ", sides) + remark);
      }
    }
    return String.join(" \\\\\n", rows);
  }

  private List<String> sides(Equation equation) {
    return sides(equation, maths);
  }

  /** The sides of an equation that say something, and not what the one before says. */
  static List<String> sides(Equation equation, LatexMaths maths) {
    List<String> sides = new ArrayList<>();
    for (Maths side : equation.sides()) {
      String latex = maths.latex(side);
      if (!latex.isEmpty() && (sides.isEmpty() || !sides.getLast().equals(latex))) {
        sides.add(latex);
      }
    }
    return sides;
  }
}
