package glassprop.lens.typeset;

import glassprop.Tensor;
import glassprop.lens.derivation.Derivation;
import glassprop.op.Term;
import glassprop.rule.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Pieces of mathematics in LaTeX, for math mode. */
final class LatexMaths {
  private static final Numerals ERRORS = new Numerals(2);
  private static final int MOST_NUMBERS = 12;
  private static final Excerpt.Dots DOTS = new Excerpt.Dots("\\cdots", "\\vdots", "\\ddots");

  /** What words may contain and LaTeX does not take as it is. */
  private static final Map<Character, String> SPECIAL =
      Map.ofEntries(
          Map.entry('✓', "$\\checkmark$"), Map.entry('✗', "$\\times$"), Map.entry('…', "\\dots{}"), Map.entry('−', "$-$"),
          Map.entry('_', "\\_"), Map.entry('%', "\\%"), Map.entry('&', "\\&"), Map.entry('#', "\\#"), Map.entry('$', "\\$"),
          Map.entry('{', "\\{"), Map.entry('}', "\\}"));

  private final Derivation derivation;
  private final Numerals numerals;
  private final Names names;

  LatexMaths(Derivation derivation, Numerals numerals) {
    this.derivation = derivation;
    this.numerals = numerals;
    this.names = new Names(derivation);
  }

  /** A piece; empty if it says nothing. */
  String latex(Maths maths) {
    return switch (maths) {
      case Maths.Formula(Term term) -> Writer.latex(term, names::latex, derivation::type);
      case Maths.Substituted(Term term) -> substituted(term);
      case Maths.Value(Tensor value) -> value(value);
      case Maths.Derivative derivative -> names.latexDerivative(derivative);
      case Maths.Path(List<Maths.Derivative> factors) -> path(factors);
      case Maths.Contraction chain -> names.latexContraction(chain);
      case Maths.Sum(List<Maths> parts) -> sum(parts);
      case Maths.Word(String text) -> text.isBlank() ? "" : words(text);
      case Maths.RelativeError(double value) -> Double.isNaN(value) ? "\\text{undefined}" : ERRORS.latex(value);
      case Maths.Line(List<Maths> parts) -> parts.stream().map(this::latex).collect(Collectors.joining(" "));
    };
  }

  private static String words(String text) {
    return "\\text{" + prose(text) + "}";
  }

  /** Words in text mode. */
  static String prose(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().forEach(c -> out.append(SPECIAL.getOrDefault((char) c, String.valueOf((char) c))));
    return out.toString();
  }

  private String sum(List<Maths> parts) {
    StringBuilder sum = new StringBuilder();
    for (Maths part : parts) {
      String latex = latex(part);
      sum.append(sum.isEmpty() ? "" : " + ");
      sum.append(!sum.isEmpty() && latex.startsWith("-") ? "\\left(" + latex + "\\right)" : latex);
    }
    return sum.toString();
  }

  private String path(List<Maths.Derivative> factors) {
    return String.join(" \\cdot ", Shortened.of(factors.stream().map(names::latexDerivative).toList(), "\\cdots"));
  }

  private String value(Tensor value) {
    if (value.shape().rank() == 0) {
      return numerals.latex(value.item());
    }
    return Excerpt.fits(value) && value.shape().size() > 0
        ? matrix(Excerpt.of(value, numerals::latex, DOTS).rows())
        : "\\text{" + value.shape().size() + " numbers}";
  }

  private static String matrix(List<List<String>> rows) {
    return rows.stream().map(row -> String.join(" & ", row))
        .collect(Collectors.joining(" \\\\ ", "\\begin{pmatrix} ", " \\end{pmatrix}"));
  }

  private String substituted(Term term) {
    Set<Term.Symbol> symbols = term.symbols();
    if (symbols.isEmpty() || term instanceof Term.Symbol) {
      return "";
    }
    return Writer.latex(
        term,
        symbol -> {
          Tensor value = derivation.value(symbol);
          return value.shape().size() > MOST_NUMBERS ? names.latex(symbol) : factor(value);
        },
        derivation::type);
  }

  private String factor(Tensor value) {
    String latex = value(value);
    boolean plain = value.shape().rank() > 0 || latex.chars().allMatch(c -> Character.isDigit(c) || c == '.');
    return plain ? latex : "\\left(" + latex + "\\right)";
  }
}
