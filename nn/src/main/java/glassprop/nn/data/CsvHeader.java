package glassprop.nn.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the header of a CSV file must be: names, none empty, no two equal, and not a row of numbers, unless it is said to be the header. */
final class CsvHeader {
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private CsvHeader() {}

  /** What is wrong with these names, if anything is; only numbers are right where the first row is said to hold the names. */
  static Optional<String> problem(List<String> names, Header said) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty()) {
        return Optional.of("column " + (i + 1) + " of " + names.size()
            + " has no name; name it in the header, or remove it (an index written by pandas or R has none)");
      }
      Integer first = seen.putIfAbsent(name, i);
      if (first != null) {
        return Optional.of("columns " + (first + 1) + " and " + (i + 1) + " have the same name " + Wording.shown(name)
            + "; rename one");
      }
    }
    if (said != Header.PRESENT && names.stream().allMatch(n -> NUMBER.matcher(n).matches()) && !isNumbering(names)) {
      return Optional.of("expected a header with the names of the columns, found only numbers (" + Wording.list(names)
          + "); put a line with names first, or say that there is none (--no-header), or that these are the names (--header)");
    }
    return Optional.empty();
  }

  /** Whether the columns are called 0, 1, 2 … or 1, 2, 3 …, as programs name columns that have no names. */
  private static boolean isNumbering(List<String> names) {
    int start = names.getFirst().equals("0") ? 0 : 1;
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).equals(Integer.toString(start + i))) {
        return false;
      }
    }
    return true;
  }
}
