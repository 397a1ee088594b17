package glassprop.nn.data;

import java.util.Set;
import java.util.regex.Pattern;

/** What the text of a CSV cell looks like. Numbers are plain ASCII decimals; {@code 0x1F}, {@code 1d} are text. */
enum Cell {
  /** Empty, or one of {@link #MISSING_WORDS}. */
  MISSING,
  /** {@code 12}, {@code -3}, {@code 2e5}. */
  WHOLE,
  /** With a decimal point: {@code 3.14}. */
  POINT,
  /** With a decimal comma: {@code 3,14}. */
  COMMA,
  /** {@code 1,234}: 1.234 with a decimal comma, 1234 with a thousands separator. */
  COMMA_OR_GROUP,
  /** With thousands separators: {@code 1.234,56}, {@code 1,234,567}, {@code 1 234}. */
  GROUPED,
  /** {@code nan}, {@code inf}, {@code 1e309}. */
  NOT_FINITE,
  /** Anything else. */
  TEXT;

  /** How a missing value may be written, besides leaving the cell empty. Case matters: {@code Na} is sodium. */
  static final Set<String> MISSING_WORDS = Set.of("NA", "N/A", "?", "null", "NULL");

  private static final int LONGEST_NUMBER_WORD = 64;
  private static final int SURELY_FINITE_DIGITS = 300; // 10³⁰⁸ < Double.MAX_VALUE < 10³⁰⁹
  private static final Pattern NON_FINITE_WORD = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");
  private static final Pattern GROUPED_NUMBER = Pattern.compile("[+-]?(\\d{1,3}(,\\d{3})+(\\.\\d+)?"
      + "|\\d{1,3}(\\.\\d{3})+(,\\d+)?"
      + "|\\d{1,3}([ '’\\u00a0\\u202f]\\d{3})+([.,]\\d+)?)");

  /** The kind of {@code text[from … to)}, which has no white space around it. */
  static Cell of(char[] text, int from, int to) {
    int at = from;
    if (at < to && (text[at] == '+' || text[at] == '-')) {
      at++;
    }
    int start = at;
    at = afterDigits(text, at, to);
    int digits = at - start;
    char mark = at < to && (text[at] == '.' || text[at] == ',') ? text[at++] : ' ';
    int fractionStart = at;
    at = afterDigits(text, at, to);
    int fraction = at - fractionStart;
    boolean exponent = false;
    if (digits + fraction > 0 && at < to && (text[at] == 'e' || text[at] == 'E')) {
      at++;
      if (at < to && (text[at] == '+' || text[at] == '-')) {
        at++;
      }
      int exponentStart = at;
      at = afterDigits(text, at, to);
      exponent = at > exponentStart;
      at = exponent ? at : -1;
    }
    if (at != to || digits + fraction == 0 || (mark == ',' && fraction == 0)) {
      return irregular(text, from, to);
    }
    if ((exponent || digits > SURELY_FINITE_DIGITS) && Double.isInfinite(parse(text, from, to))) {
      return NOT_FINITE;
    }
    return switch (mark) {
      case '.' -> POINT;
      case ',' -> fraction == 3 && digits >= 1 && digits <= 3 && text[start] != '0' && !exponent
          ? COMMA_OR_GROUP : COMMA;
      default -> WHOLE;
    };
  }

  /** The value of a {@link #WHOLE}, {@link #POINT} or comma number; a comma is read as the decimal mark, −0 as 0. */
  static double parse(char[] text, int from, int to) {
    return Double.parseDouble(new String(text, from, to - from).replace(',', '.')) + 0.0;
  }

  private static Cell irregular(char[] text, int from, int to) {
    if (from == to) {
      return MISSING;
    }
    if (to - from > LONGEST_NUMBER_WORD) {
      return TEXT;
    }
    String word = new String(text, from, to - from);
    if (MISSING_WORDS.contains(word)) {
      return MISSING;
    }
    if (NON_FINITE_WORD.matcher(word).matches()) {
      return NOT_FINITE;
    }
    return GROUPED_NUMBER.matcher(word).matches() ? GROUPED : TEXT;
  }

  private static int afterDigits(char[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }
}
