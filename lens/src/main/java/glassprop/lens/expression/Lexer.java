package glassprop.lens.expression;

import glassprop.lens.expression.Token.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Divides a text into tokens. New lines that don't end a statement, blanks and comments are left out. */
final class Lexer {
  /** Signs, longer ones before those that they begin with. */
  private static final List<Map.Entry<String, Kind>> SIGNS =
      List.of(
          Map.entry("**", Kind.POWER), Map.entry("==", Kind.RELATION), Map.entry("!=", Kind.RELATION),
          Map.entry("<=", Kind.RELATION), Map.entry(">=", Kind.RELATION), Map.entry("≠", Kind.RELATION),
          Map.entry("≤", Kind.RELATION), Map.entry("≥", Kind.RELATION), Map.entry("<", Kind.RELATION),
          Map.entry(">", Kind.RELATION), Map.entry("+", Kind.PLUS),
          Map.entry("-", Kind.MINUS), Map.entry("−", Kind.MINUS),
          Map.entry("*", Kind.TIMES), Map.entry("·", Kind.TIMES),
          Map.entry("⋅", Kind.TIMES), Map.entry("×", Kind.TIMES),
          Map.entry("⊙", Kind.TIMES), Map.entry("/", Kind.DIVIDE), Map.entry("⊘", Kind.DIVIDE), Map.entry("^⊙", Kind.POWER),
          Map.entry("@", Kind.MATMUL), Map.entry("^", Kind.POWER),
          Map.entry("'", Kind.TRANSPOSE), Map.entry("ᵀ", Kind.TRANSPOSE), Map.entry(".transpose()", Kind.TRANSPOSE),
          Map.entry(".T", Kind.TRANSPOSE), Map.entry("=", Kind.ASSIGN),
          Map.entry("(", Kind.OPEN), Map.entry(")", Kind.CLOSE), Map.entry("[", Kind.OPEN_LIST),
          Map.entry("]", Kind.CLOSE_LIST), Map.entry(",", Kind.COMMA), Map.entry(":", Kind.COLON),
          Map.entry(";", Kind.SEMICOLON));

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final char TRANSPOSED = 'ᵀ';

  private final Source source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int brackets;

  private Lexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  /** The tokens of a text; the last one is the end. */
  static List<Token> tokens(Source source) {
    Lexer lexer = new Lexer(source);
    while (lexer.at < lexer.text.length()) {
      lexer.next();
    }
    lexer.add(Kind.END, lexer.at, "", 0);
    return lexer.tokens;
  }

  private void next() {
    int start = at;
    int c = text.codePointAt(at);
    if (c == '\n') {
      at++;
      boolean goesOn = brackets > 0 || (!tokens.isEmpty() && tokens.getLast().kind().needsOperand());
      if (!goesOn) {
        add(Kind.NEWLINE, start, "\n", 0);
      }
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF') {
      at += Character.charCount(c);
    } else if (c == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      number(start);
    } else if (startsName(c)) {
      name(start);
    } else if (isExponent(at)) {
      superscript(start);
    } else if (c == '⊙' && isExponent(at + 1)) { // x⊙² as derivations write it
      at++;
      superscript(start);
    } else if (c == '"' || (c == '\'' && (tokens.isEmpty() || !tokens.getLast().kind().endsValue()))) {
      quoted(start, c);
    } else {
      sign(start, c);
    }
  }

  /** Digits, a fraction, and an exponent if digits follow the e: 2e is 2 times e. */
  private void number(int start) {
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed = at + 1 < text.length() && "+-−".indexOf(text.charAt(at + 1)) >= 0;
      int exponent = at + (signed ? 2 : 1);
      if (isDigit(exponent)) {
        at = exponent;
        digits();
      }
    }
    double value = Double.parseDouble(text.substring(start, at).replace('−', '-'));
    if (Double.isInfinite(value)) {
      throw source.error(new Place(start, at), "the number is above the largest that float64 has, about 1.8e308");
    }
    add(Kind.NUMBER, start, "", value);
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private void name(int start) {
    while (at < text.length() && continuesName(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    add(Kind.NAME, start, Normalizer.normalize(text.substring(start, at), Normalizer.Form.NFC), 0);
  }

  private void superscript(int start) {
    boolean negative = text.charAt(at) == '⁻';
    at += negative ? 1 : 0;
    double value = 0;
    while (isSuperscript(at)) {
      value = 10 * value + SUPERSCRIPTS.indexOf(text.charAt(at));
      at++;
    }
    if (Double.isInfinite(value)) {
      throw source.error(new Place(start, at), "the exponent is above the largest number that float64 has");
    }
    add(Kind.SUPERSCRIPT, start, "", negative ? -value : value);
  }

  /** A text between quotes, on one line. */
  private void quoted(int start, int quote) {
    int end = text.indexOf(quote, start + 1);
    int line = text.indexOf('\n', start);
    if (end < 0 || (line >= 0 && line < end)) {
      throw source.error(
          new Place(start, start + 1),
          quote == '"' ? "this text is never closed" : "there is no value before this ' that it could transpose");
    }
    at = end + 1;
    add(Kind.TEXT, start, text.substring(start + 1, end), 0);
  }

  private void sign(int start, int c) {
    for (Map.Entry<String, Kind> sign : SIGNS) {
      if (text.startsWith(sign.getKey(), at)) {
        at += sign.getKey().length();
        brackets = switch (sign.getValue()) {
          case OPEN, OPEN_LIST -> brackets + 1;
          case CLOSE, CLOSE_LIST -> Math.max(0, brackets - 1);
          default -> brackets;
        };
        add(sign.getValue(), start, sign.getKey(), 0);
        return;
      }
    }
    Place place = new Place(at, at + Character.charCount(c));
    boolean readable = Character.isLetterOrDigit(c) || (c > ' ' && c < 127);
    String shown = readable ? source.quote(place) : String.format(Locale.ROOT, "U+%04X", c);
    throw source.error(place, "the character " + shown + " has no meaning here" + hint(c));
  }

  private static String hint(int c) {
    return switch (c) {
      case '`' -> "; names and numbers stand without quotes";
      case '{', '}' -> "; group with ( )";
      case '%' -> "; divide with /";
      case '&', '|' -> "; multiply conditions, which are 1 or 0";
      case '.' -> "; a number needs a digit beside the point";
      default -> "";
    };
  }

  private void add(Kind kind, int start, String word, double value) {
    tokens.add(new Token(kind, word, value, new Place(start, at)));
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private boolean isExponent(int index) {
    return isSuperscript(index) || (text.startsWith("⁻", index) && isSuperscript(index + 1));
  }

  private boolean isSuperscript(int index) {
    return index < text.length() && SUPERSCRIPTS.indexOf(text.charAt(index)) >= 0;
  }

  private static boolean startsName(int c) {
    return c == '_' || (Character.isLetter(c) && c != TRANSPOSED);
  }

  /** Letters, digits, subscripts, and marks such as a circumflex that is typed behind its letter. */
  private static boolean continuesName(int c) {
    boolean subscript = c >= '₀' && c <= '₉';
    return startsName(c) || Character.isDigit(c) || subscript || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
