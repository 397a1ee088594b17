package glassprop.lens.worksheet;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names as keyboards have them: ŷ may be typed as {@code yhat} or {@code y_hat}, ε as {@code epsilon}, W₁ as {@code W1} or {@code W_1}, and any letter with
 * its mark behind it.
 */
final class Names {
  private static final Map<Integer, String> MARKS =
      Map.of(0x302, "hat", 0x303, "tilde", 0x304, "bar", 0x305, "bar", 0x307, "dot");

  private Names() {}

  /** The name among these that was typed: the same one, or else the only one that is typed so. */
  static Optional<String> find(String typed, Collection<String> names) {
    String composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
    if (names.contains(composed)) {
      return Optional.of(composed);
    }
    List<String> alike = names.stream().filter(name -> spelled(name).equals(spelled(typed))).toList();
    return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
  }

  /** A name in the letters of a plain keyboard, without blanks and underscores. */
  private static String spelled(String name) {
    StringBuilder spelled = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKD).codePoints().filter(c -> c != '_' && c != ' ').forEach(c -> {
      if (MARKS.containsKey(c)) {
        spelled.append(MARKS.get(c));
      } else if (Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK) {
        spelled.append(greek(c));
      } else {
        spelled.appendCodePoint(c);
      }
    });
    return spelled.toString();
  }

  /** {@code epsilon} for ε, {@code Sigma} for Σ. */
  private static String greek(int letter) {
    String full = String.valueOf(Character.getName(letter));
    String name = full.substring(full.lastIndexOf(' ') + 1);
    return Character.isUpperCase(letter) ? name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT);
  }
}
