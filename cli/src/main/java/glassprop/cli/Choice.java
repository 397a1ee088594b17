package glassprop.cli;

import glassprop.cli.terminal.Text;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A choice between a few names; one that isn't among them gets the nearest suggested. */
final class Choice {
  private Choice() {}

  static String of(String what, String name, List<String> names, Function<String, RuntimeException> wrong) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    if (names.contains(wanted)) {
      return wanted;
    }
    String best = names.stream().reduce((a, b) -> edits(wanted, b) < edits(wanted, a) ? b : a).orElse("");
    boolean near = edits(wanted, best) <= Math.max(1, best.length() / 2);
    throw wrong.apply("--" + what + " " + Text.printable(name) + ": expected one of " + String.join(", ", names)
        + (near ? "; did you mean " + best + "?" : ""));
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
