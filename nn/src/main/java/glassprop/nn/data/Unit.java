package glassprop.nn.data;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand before or after a number in a cell: a percent sign, or a currency. The number is read as it is: {@code 12 %} is 12. */
final class Unit {
  private static final String CURRENCY = "€|\\$|£|¥|₹|EUR|USD|GBP|CHF|JPY";
  private static final Map<String, String> SIGNS = Map.of("EUR", "€", "USD", "$", "GBP", "£", "JPY", "¥");
  private static final Pattern WITH_UNIT = Pattern.compile(
      "(?<sign>[+-]?)(?:(?<before>" + CURRENCY + ")[ \\u00a0\\u202f]?)?(?<number>[+-]?[0-9][^A-Za-z€$£¥₹%]*?)"
          + "(?:[ \\u00a0\\u202f]?(?<after>" + CURRENCY + "|%))?");

  private Unit() {}

  /** The number alone; the text itself if there is no unit, or if it has two. */
  static String without(String text) {
    if (isPlain(text)) {
      return text;
    }
    Matcher parts = WITH_UNIT.matcher(text);
    boolean one = parts.matches() && (parts.group("before") == null) != (parts.group("after") == null);
    return one ? parts.group("sign") + parts.group("number") : text;
  }

  /** The unit of a number that has one; empty if it has none. */
  static String of(String text) {
    if (isPlain(text)) {
      return "";
    }
    Matcher parts = WITH_UNIT.matcher(text);
    if (!parts.matches()) {
      return "";
    }
    String before = parts.group("before");
    String after = parts.group("after");
    return before != null ? before : after != null ? after : "";
  }

  /** Whether two units are one, written in two ways. */
  static boolean same(String one, String other) {
    return SIGNS.getOrDefault(one, one).equals(SIGNS.getOrDefault(other, other));
  }

  private static boolean isPlain(String text) {
    return text.isEmpty() || (isDigit(text.charAt(text.length() - 1)) && (isDigit(text.charAt(0)) || isSigned(text)));
  }

  private static boolean isSigned(String text) {
    return text.length() > 1 && (text.charAt(0) == '-' || text.charAt(0) == '+') && isDigit(text.charAt(1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
