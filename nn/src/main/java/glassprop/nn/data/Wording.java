package glassprop.nn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            out.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            out.appendCodePoint(c);
          }
        }
      }
    });
    return out.toString();
  }

  /** The texts in quotes, with commas; the first twenty of them. */
  static String list(Collection<String> texts) {
    String first = texts.stream().limit(MOST_LISTED).map(Wording::shown).collect(Collectors.joining(", "));
    int more = texts.size() - MOST_LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** "1 row", "2 rows". */
  static String count(long n, String noun) {
    return n + " " + (n == 1 ? noun : noun + "s");
  }

  /** A number as a person would write it: 3 rather than 3.0. */
  static String number(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
  }

  /** The candidate that differs from the name by few enough edits to be what was meant. */
  static Optional<String> nearest(String name, Collection<String> candidates) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int tolerance = Math.max(1, wanted.length() / 3);
    record Scored(String candidate, int edits) {}
    List<Scored> near = candidates.stream()
        .filter(c -> Math.abs(c.length() - wanted.length()) <= tolerance)
        .map(c -> new Scored(c, edits(wanted, c.toLowerCase(Locale.ROOT))))
        .filter(s -> s.edits() <= tolerance)
        .toList();
    return near.stream().min(Comparator.comparingInt(Scored::edits)).map(Scored::candidate);
  }

  /** "; did you mean 'x'?" or nothing. */
  static String didYouMean(String name, Collection<String> candidates) {
    return nearest(name, candidates).map(c -> "; did you mean " + shown(c) + "?").orElse("");
  }

  /** Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
