package glassprop.lens.expression;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Which known word was likely meant. */
final class Spelling {
  private static final int LONGEST = 40;

  private Spelling() {}

  /** The known word that is nearest, if it is near: about one letter in three may be wrong. */
  static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = word.toLowerCase(Locale.ROOT);
    int least = 1 + (word.length() + 1) / 3;
    Optional<String> nearest = Optional.empty();
    for (String candidate : known) {
      int edits = candidate.length() > LONGEST ? LONGEST : edits(wanted, candidate.toLowerCase(Locale.ROOT));
      if (edits < least) {
        least = edits;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Words for an error message: a suggestion, or nothing. */
  static String suggestion(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; did you mean " + near + "?").orElse("");
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
