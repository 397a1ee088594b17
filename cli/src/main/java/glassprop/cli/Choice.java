package glassprop.cli;

import glassprop.text.Spelling;
import glassprop.text.Visible;
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
    throw wrong.apply("--" + what + " " + Visible.escaped(name) + ": expected one of " + String.join(", ", names)
        + Spelling.suggestion(wanted, names));
  }
}
