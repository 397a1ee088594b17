package glassprop.nn.data;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Texts that a person may take for the same, but that are different categories. */
final class Lookalikes {
  private Lookalikes() {}

  /** Groups of texts that differ only by case, by blanks or by Unicode form. */
  static List<List<String>> among(Collection<String> texts) {
    Map<String, TreeSet<String>> groups = new LinkedHashMap<>();
    for (String text : texts) {
      String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}\\p{Cf}]+", "");
      groups.computeIfAbsent(plain, _ -> new TreeSet<>()).add(text);
    }
    return groups.values().stream().filter(group -> group.size() > 1).map(List::copyOf).toList();
  }

  /** What a person should know of such groups. */
  static List<String> notes(String of, Collection<String> texts) {
    return among(texts).stream().map(group -> of + " that differ only by case, blanks or Unicode form are held apart: " + Wording.list(group)
        + "; write them alike if they mean the same").toList();
  }
}
