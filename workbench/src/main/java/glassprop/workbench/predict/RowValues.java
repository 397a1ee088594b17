package glassprop.workbench.predict;

import glassprop.text.ShellWord;
import glassprop.text.Spelling;
import glassprop.text.Visible;
import glassprop.workbench.WorkbenchException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cells of one row, from {@code name=value,…}. */
public final class RowValues {
  private RowValues() {}

  /**
   * Cells by the names of their columns. A part after a comma that has no {@code =} belongs to the value before; a known name may
   * hold commas and {@code =}, and stand in double quotes.
   *
   * @param texts what was given, each with one value or more
   * @param names of the columns that there are
   * @throws WorkbenchException for a name that isn't among them, or comes twice
   */
  public static Map<String, String> of(List<String> texts, List<String> names) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String text : texts) {
      for (String part : parts(text, names)) {
        String name = name(part, names);
        if (cells.put(name, part.strip().substring(written(part, name).length()).strip()) != null) {
          throw WorkbenchException.ofInput("--set: '" + Visible.escaped(name) + "' has two values; give it one");
        }
      }
    }
    return cells;
  }

  private static List<String> parts(String text, List<String> names) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      String rest = text.substring(from);
      Optional<String> name = known(rest, names);
      int value = name.map(n -> rest.indexOf(written(rest, n)) + written(rest, n).length()).orElse(0);
      int comma = rest.indexOf(',', value);
      String part = comma < 0 ? rest : rest.substring(0, comma);
      if (parts.isEmpty() || part.contains("=")) {
        parts.add(part);
      } else {
        parts.set(parts.size() - 1, parts.getLast() + "," + part);
      }
      from += part.length() + 1;
    }
    return parts;
  }

  /** The longest column that a part names. */
  private static Optional<String> known(String part, List<String> names) {
    return names.stream().filter(name -> part.strip().startsWith(written(part, name)))
        .reduce((a, b) -> a.length() >= b.length() ? a : b);
  }

  /** How the name of a column and the sign after it are written where a part begins with them: with quotes or without. */
  private static String written(String part, String name) {
    String quoted = '"' + name + "\"=";
    return part.strip().startsWith(quoted) ? quoted : name + "=";
  }

  private static String name(String part, List<String> names) {
    return known(part, names).orElseThrow(() -> {
      int end = part.indexOf('=');
      if (end < 0) {
        return WorkbenchException.ofInput("--set " + Visible.escaped(part) + ": expected name=value, as in --set "
            + ShellWord.of(names.getFirst() + "=…"));
      }
      return unknown("--set", part.substring(0, end).strip(), names);
    });
  }

  /**
   * Requires that there is a column for every cell.
   *
   * @param row what messages call the row
   * @param cells the names of the columns that cells were given for
   * @param names of the columns that there are
   * @throws WorkbenchException for a name that isn't among them
   */
  static void requireKnown(String row, Collection<String> cells, List<String> names) {
    cells.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
      throw unknown(row, name, names);
    });
  }

  private static WorkbenchException unknown(String row, String name, List<String> names) {
    return WorkbenchException.ofInput(row + ": the model has no column '" + Visible.escaped(name) + "'"
        + Spelling.nearest(name, names).map(near -> "; did you mean '" + Visible.escaped(near) + "'?")
            .orElse("; it has " + Visible.escaped(String.join(", ", names.stream().limit(20).toList()))));
  }
}
