package glassprop.nn.data;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the text of a CSV cell looks like. Numbers are ASCII decimals, with or without a {@linkplain Unit unit}; {@code 0x1F}, {@code 1d} are
 * text.
 */
enum Cell {
  /** Empty, or one of {@link #MISSING_WORDS}. */
  MISSING,
  /** One of {@link #PLACEHOLDERS}: missing among numbers, a text among texts. */
  PLACEHOLDER,
  /** {@code 12}, {@code -3}, {@code 2e5}. */
  WHOLE,
  /** With a decimal point: {@code 3.14}. */
  POINT,
  /** With a decimal comma: {@code 3,14}. */
  COMMA,
  /** {@code 1.234}: 1.234 with a decimal point, 1234 with a thousands separator. */
  POINT_OR_GROUP,
  /** {@code 1,234}: 1.234 with a decimal comma, 1234 with a thousands separator. */
  COMMA_OR_GROUP,
  /** With thousands separators, and a decimal point if there are decimals: {@code 1,234,567}, {@code 1,234.5}. */
  GROUPED_POINT,
  /** With thousands separators, and a decimal comma if there are decimals: {@code 1.234.567}, {@code 1.234,5}. */
  GROUPED_COMMA,
  /** Whole, with thousands separators that are no mark: {@code 1 234}, {@code 1'234}. */
  GROUPED_WHOLE,
  /** {@code nan}, {@code inf}, {@code 1e309}. */
  NOT_FINITE,
  /** Anything else. */
  TEXT;

  /** How a missing value may be written, besides leaving the cell empty. Case matters: {@code Na} is sodium. */
  static final Set<String> MISSING_WORDS = Set.of("NA", "N/A", "n/a", "#N/A", "?", "null", "NULL");

  /** What stands for a missing value in a column of numbers. */
  static final Set<String> PLACEHOLDERS = Set.of("-", "--", "–", "—", "none", "None");

  private static final int LONGEST_NUMBER_WORD = 64;
  private static final int SURELY_FINITE_DIGITS = 300; // 10³⁰⁸ < Double.MAX_VALUE < 10³⁰⁹
  private static final Pattern NON_FINITE_WORD = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");
  private static final String SPACED = "\\d{1,3}([ '’\\u00a0\\u202f]\\d{3})+";
  private static final Pattern GROUPS_POINT = Pattern.compile("[+-]?(\\d{1,3}(,\\d{3}){2,}|\\d{1,3}(,\\d{3})+\\.\\d+|" + SPACED + "\\.\\d+)");
  private static final Pattern GROUPS_COMMA = Pattern.compile("[+-]?(\\d{1,3}(\\.\\d{3}){2,}|\\d{1,3}(\\.\\d{3})+,\\d+|" + SPACED + ",\\d+)");
  private static final Pattern GROUPS_WHOLE = Pattern.compile("[+-]?" + SPACED);

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
    if ((exponent || digits > SURELY_FINITE_DIGITS)
        && Double.isInfinite(Double.parseDouble(new String(text, from, to - from).replace(',', '.')))) {
      return NOT_FINITE;
    }
    boolean group = fraction == 3 && digits >= 1 && digits <= 3 && text[start] != '0' && !exponent;
    return switch (mark) {
      case '.' -> group ? POINT_OR_GROUP : POINT;
      case ',' -> group ? COMMA_OR_GROUP : COMMA;
      default -> WHOLE;
    };
  }

  /** The value of a cell that a mark {@linkplain DecimalMark#reads reads}; −0 as 0. */
  double value(char[] text, int from, int to, DecimalMark mark) {
    String number = Unit.without(new String(text, from, to - from));
    if (this == WHOLE || ((this == POINT || this == POINT_OR_GROUP) && mark == DecimalMark.POINT)) {
      return Double.parseDouble(number) + 0.0;
    }
    StringBuilder plain = new StringBuilder(number.length());
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == mark.character()) {
        plain.append('.');
      } else if ((c >= '0' && c <= '9') || c == 'e' || c == 'E' || c == '+' || c == '-') {
        plain.append(c); // anything else parts thousands
      }
    }
    return Double.parseDouble(plain.toString()) + 0.0;
  }

  /** Whether thousands are parted, if numbers have this decimal mark. */
  boolean parts(DecimalMark mark) {
    return switch (this) {
      case GROUPED_POINT, GROUPED_COMMA, GROUPED_WHOLE -> true;
      case POINT_OR_GROUP -> mark == DecimalMark.COMMA;
      case COMMA_OR_GROUP -> mark == DecimalMark.POINT;
      case MISSING, PLACEHOLDER, WHOLE, POINT, COMMA, NOT_FINITE, TEXT -> false;
    };
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
    if (PLACEHOLDERS.contains(word)) {
      return PLACEHOLDER;
    }
    if (NON_FINITE_WORD.matcher(word).matches()) {
      return NOT_FINITE;
    }
    if (GROUPS_POINT.matcher(word).matches()) {
      return GROUPED_POINT;
    }
    if (GROUPS_COMMA.matcher(word).matches()) {
      return GROUPED_COMMA;
    }
    if (GROUPS_WHOLE.matcher(word).matches()) {
      return GROUPED_WHOLE;
    }
    String bare = Unit.without(word);
    return bare.equals(word) ? TEXT : numberOrText(bare);
  }

  private static Cell numberOrText(String bare) {
    Cell kind = of(bare.toCharArray(), 0, bare.length());
    return switch (kind) {
      case WHOLE, POINT, COMMA, POINT_OR_GROUP, COMMA_OR_GROUP, GROUPED_POINT, GROUPED_COMMA, GROUPED_WHOLE -> kind;
      case MISSING, PLACEHOLDER, NOT_FINITE, TEXT -> TEXT;
    };
  }

  private static int afterDigits(char[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }
}
