package glassprop.nn.data;

import glassprop.text.Counted;
import glassprop.text.Spelling;
import glassprop.text.Visible;
import java.util.Collection;
import java.util.stream.Collectors;

/** How texts of unknown origin and length are put into a message of one line. */
final class Wording {
  private static final int LONGEST_SHOWN = 60;
  private static final int MOST_LISTED = 20;

  private Wording() {}

  /** The text in quotes, shortened, control characters escaped. */
  static String shown(String text) {
    String head = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
    return "'" + printable(head) + "'";
  }

  /** The text with control characters escaped, so that it can't break the line or drive a terminal. */
  static String printable(String text) {
    return Visible.escaped(text);
  }

  /** The texts in quotes, with commas; the first twenty of them. */
  static String list(Collection<String> texts) {
    return listed(texts.stream().map(Wording::shown).toList());
  }

  /** As {@link #list}, of texts that are made ready to be shown. */
  static String listed(Collection<String> texts) {
    String first = texts.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
    int more = texts.size() - MOST_LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** "1 row", "2 rows". */
  static String count(long n, String noun) {
    return Counted.of(n, noun);
  }

  /** A number as a person would write it: 3 rather than 3.0. */
  static String number(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
  }

  /** "; did you mean 'x'?" or nothing. */
  static String didYouMean(String name, Collection<String> candidates) {
    return Spelling.nearest(name, candidates).map(c -> "; did you mean " + shown(c) + "?").orElse("");
  }
}
