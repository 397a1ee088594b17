package glassprop.rule;

import glassprop.op.Notation;
import glassprop.op.Notation.Precedence;
import glassprop.op.Numbers;
import glassprop.op.Op;
import glassprop.op.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes terms as mathematics, in plain text or LaTeX, from each op's {@link Notation}. */
public final class Writer {
  private static final Pattern HOLE = Pattern.compile("#(\\d|\\*)");

  private final Function<Notation, String> template;
  private final Function<Term.Symbol, String> symbols;
  private final boolean latex;

  private Writer(boolean latex, Function<Term.Symbol, String> symbols) {
    this.latex = latex;
    this.template = latex ? Notation::latex : Notation::text;
    this.symbols = symbols;
  }

  /** A term as plain text, with names for its symbols. */
  public static String text(Term term, Function<Term.Symbol, String> symbols) {
    return new Writer(false, symbols).write(term).text;
  }

  /** A term as plain text, with the symbols of the literature: x, y, ȳ, ẋ. */
  public static String text(Term term) {
    return text(term, Writer::name);
  }

  /** A term in LaTeX, with names for its symbols. */
  public static String latex(Term term, Function<Term.Symbol, String> symbols) {
    return new Writer(true, symbols).write(term).text;
  }

  private static String name(Term.Symbol symbol) {
    return switch (symbol.role()) {
      case INPUT -> symbol.slot() == 0 ? "x" : "x" + symbol.slot();
      case OUTPUT -> "y";
      case COTANGENT -> "ȳ";
      case TANGENT -> "ẋ";
    };
  }

  /** A piece of text and how tightly it binds. */
  private record Piece(String text, Precedence precedence) {}

  private Piece write(Term term) {
    return switch (term) {
      case Term.Literal(double value) -> {
        String digits = Numbers.text(value);
        yield new Piece(latex ? digits.replace('−', '-') : digits, value < 0 ? Precedence.SUM : Precedence.ATOM);
      }
      case Term.Symbol symbol -> new Piece(symbols.apply(symbol), Precedence.ATOM);
      case Term.Apply(Op op, List<Term> operands) -> write(op.notation(), operands);
    };
  }

  private Piece write(Notation notation, List<Term> operands) {
    List<Piece> pieces = operands.stream().map(this::write).toList();
    String form = template.apply(notation);
    if (form.equals("#0")) { // unwritten: the operand stands for itself
      return pieces.getFirst();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      texts.add(fitted(pieces.get(i), notation.hole(i)));
    }
    return new Piece(filled(form, texts), notation.precedence());
  }

  private String fitted(Piece piece, Precedence hole) {
    boolean fits = piece.precedence.compareTo(hole) >= 0;
    return fits ? piece.text : latex ? "\\left(" + piece.text + "\\right)" : "(" + piece.text + ")";
  }

  /** The template with its holes filled in one pass, so that what is filled in is not searched again. */
  private static String filled(String template, List<String> texts) {
    return HOLE
        .matcher(template)
        .replaceAll(
            hole -> {
              String which = hole.group(1);
              String text = which.equals("*") ? String.join(", ", texts) : texts.get(Integer.parseInt(which));
              return Matcher.quoteReplacement(text);
            });
  }
}
