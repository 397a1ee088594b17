package glassprop.rule;

import glassprop.array.DType;
import glassprop.array.TensorType;
import glassprop.op.Algebra;
import glassprop.op.Notation;
import glassprop.op.Notation.Precedence;
import glassprop.op.Numbers;
import glassprop.op.Op;
import glassprop.op.Site;
import glassprop.op.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes terms as mathematics, in plain text or LaTeX, from each op's {@link Notation}. */
public final class Writer {
  private static final Pattern HOLE = Pattern.compile("#(\\d|\\*)");
  private static final Pattern NUMBER = Pattern.compile("[\\d.]+");

  /** What may follow a number without a sign: a name or a bracket, but no function call, and nothing that reads as an exponent. */
  private static final Pattern FACTOR = Pattern.compile("(?![eE][\\d+−-])(\\p{L}(?![\\p{L}\\p{N}_\\p{Mn}]*\\()|\\()(?s:.*)");

  private static final Pattern LATEX_FACTOR = Pattern.compile("[\\p{L}\\\\(](?s:.*)");

  private final Function<Notation, String> template;
  private final Function<Term.Symbol, String> symbols;
  private final Optional<Function<Term.Symbol, TensorType>> types;
  private final boolean latex;

  private Writer(
      boolean latex, Function<Term.Symbol, String> symbols, Optional<Function<Term.Symbol, TensorType>> types) {
    this.latex = latex;
    this.template = latex ? Notation::latex : Notation::text;
    this.symbols = symbols;
    this.types = types;
  }

  /** A term as plain text, with names for its symbols. */
  public static String text(Term term, Function<Term.Symbol, String> symbols) {
    return new Writer(false, symbols, Optional.empty()).write(term).text;
  }

  /** A term as plain text, where the types of its symbols are known: ⊙ is a product by element. */
  public static String text(Term term, Function<Term.Symbol, String> symbols, Function<Term.Symbol, TensorType> types) {
    return new Writer(false, symbols, Optional.of(types)).write(term).text;
  }

  /** A term as plain text, with the symbols of the literature: x, y, ȳ, ẋ. */
  public static String text(Term term) {
    return text(term, Writer::name);
  }

  /** A term in LaTeX, with names for its symbols. */
  public static String latex(Term term, Function<Term.Symbol, String> symbols) {
    return new Writer(true, symbols, Optional.empty()).write(term).text;
  }

  /** A term in LaTeX, where the types of its symbols are known. */
  public static String latex(Term term, Function<Term.Symbol, String> symbols, Function<Term.Symbol, TensorType> types) {
    return new Writer(true, symbols, Optional.of(types)).write(term).text;
  }

  private static String name(Term.Symbol symbol) {
    return switch (symbol.role()) {
      case INPUT -> symbol.slot() == 0 ? "x" : "x" + symbol.slot();
      case OUTPUT -> "y";
      case COTANGENT -> "ȳ";
      case TANGENT -> "ẋ";
    };
  }

  /** A term as a piece of text, how tightly it binds, and its type, if types are known. */
  private record Piece(Term term, String text, Precedence precedence, Optional<TensorType> type) {}

  /** The meaning of terms as text. */
  private final class Pieces implements Algebra<Piece> {
    @Override
    public Piece apply(Op op, List<Piece> operands) {
      return write(op, operands);
    }

    @Override
    public Piece literal(double value, DType dtype) {
      String digits = latex ? Numbers.latex(value) : Numbers.text(value);
      Precedence precedence = value < 0 ? Precedence.SUM : digits.contains("10^") ? Precedence.PRODUCT : Precedence.ATOM;
      return new Piece(Term.of(value), digits, precedence, types.map(_ -> Types.TYPES.literal(value, dtype)));
    }
  }

  private Piece write(Term term) {
    return term.evaluate(
        new Pieces(), symbol -> new Piece(symbol, symbols.apply(symbol), Precedence.ATOM, types.map(of -> of.apply(symbol))), DType.F64);
  }

  private Piece write(Op op, List<Piece> pieces) {
    List<Term> operands = pieces.stream().map(Piece::term).toList();
    Term term = new Term.Apply(op, operands);
    Optional<Site> site =
        types.map(_ -> Site.of(op, pieces.stream().map(piece -> piece.type.orElseThrow()).toList()));
    Optional<TensorType> type = site.map(Site::output);
    Notation notation = op.notation(site, operands);
    if (notation.isUnwritten()) { // the operand stands for itself
      return new Piece(term, pieces.getFirst().text, pieces.getFirst().precedence, type);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      boolean braced = latex && notation.latex().contains("{#" + i + "}"); // a fraction, a root: they need no parentheses
      texts.add(braced ? pieces.get(i).text : fitted(pieces.get(i), notation.hole(i)));
    }
    return new Piece(
        term, notation.implicit() && isCoefficient(texts) ? coefficient(texts) : filled(template.apply(notation), texts),
        notation.precedence(), type);
  }

  /** Whether the first of two factors is a number, and the second such that no sign is needed between. */
  private boolean isCoefficient(List<String> factors) {
    return NUMBER.matcher(factors.get(0)).matches()
        && (latex ? LATEX_FACTOR : FACTOR).matcher(factors.get(1)).matches();
  }

  private String coefficient(List<String> factors) {
    return factors.get(0) + (latex ? " " : "") + factors.get(1);
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
