package glassprop.nn.data;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What the first pass over a file learns of a column, and the decision how the second pass reads it. */
final class ColumnSurvey {
  /** From this many values on, a column that is mostly numbers is held to be a column of numbers. */
  private static final int ENOUGH_VALUES = 10;

  /** The part of these that must look like numbers for that. */
  private static final double MOSTLY = 0.9;

  private static final int LONGEST_KEPT = 100;

  private final String name;
  private final Schema.Kind asked;
  private final Map<Cell, Sighting> seen = new EnumMap<>(Cell.class);

  /** The first cell of a kind, and how many there are. */
  private static final class Sighting {
    final long line;
    final String text;
    int count;

    Sighting(long line, String text) {
      this.line = line;
      this.text = text;
    }
  }

  ColumnSurvey(String name, Schema.Kind asked) {
    this.name = name;
    this.asked = asked;
  }

  String name() {
    return name;
  }

  boolean ignored() {
    return asked == Schema.Kind.IGNORE;
  }

  void add(long line, char[] text, int from, int to) {
    Cell kind = Cell.of(text, from, to);
    Sighting sighting = seen.get(kind);
    if (sighting == null) {
      sighting = new Sighting(line, new String(text, from, Math.min(to - from, LONGEST_KEPT)));
      seen.put(kind, sighting);
    }
    sighting.count++;
  }

  int missing() {
    return count(Cell.MISSING);
  }

  private int values() {
    return seen.values().stream().mapToInt(s -> s.count).sum() - missing();
  }

  private int count(Cell cell) {
    Sighting sighting = seen.get(cell);
    return sighting == null ? 0 : sighting.count;
  }

  private int numbers(DecimalMark mark) {
    return seen.entrySet().stream().filter(e -> mark.reads(e.getKey())).mapToInt(e -> e.getValue().count).sum();
  }

  /** Whether this column shows beyond doubt that the file has decimal commas: {@code 3,14}, and no word among them. */
  boolean showsDecimalComma() {
    return asked != Schema.Kind.CATEGORY && asked != Schema.Kind.IGNORE
        && count(Cell.COMMA) > 0 && numbers(DecimalMark.COMMA) == values();
  }

  /** Whether the column is read as numbers; the alternative is categories. */
  boolean isNumbers(String file, DecimalMark mark) {
    int offending = values() - numbers(mark);
    if (asked == Schema.Kind.CATEGORY) {
      return false;
    }
    if (offending == 0) {
      return true;
    }
    int text = count(Cell.TEXT);
    int numberLike = values() - text;
    boolean mostlyNumbers = values() >= ENOUGH_VALUES && numberLike >= MOSTLY * values();
    if (asked == Schema.Kind.NUMBER || text == 0 || mostlyNumbers) {
      Map.Entry<Cell, Sighting> first = seen.entrySet().stream()
          .filter(e -> e.getKey() != Cell.MISSING && !mark.reads(e.getKey()))
          .min(Comparator.comparingLong(e -> e.getValue().line)).orElseThrow();
      throw offence(file, mark, first.getKey(), first.getValue());
    }
    return false;
  }

  private DataException offence(String file, DecimalMark mark, Cell kind, Sighting first) {
    String found = "expected a number, found " + Wording.shown(first.text);
    String problem = switch (kind) {
      case NOT_FINITE -> found + ", which is not a finite number; leave the cell empty if the value is missing";
      case COMMA, COMMA_OR_GROUP, GROUPED, POINT -> found + "; numbers in this file have a decimal " + mark
          + " and no thousands separator: write this one so";
      case TEXT -> found + " (" + Wording.count(count(Cell.TEXT), "cell") + " of " + values()
          + " like it); leave the cell empty if the value is missing";
      case MISSING, WHOLE -> throw new AssertionError(kind);
    };
    String escape = asked == Schema.Kind.NUMBER ? "" : ", or have the column read as categories";
    return new DataException(file, first.line, name, problem + escape);
  }

  /** What a person may want to know of a column that is read as categories. */
  Optional<String> doubt() {
    Sighting text = seen.get(Cell.TEXT);
    if (asked != Schema.Kind.INFER || text == null || values() == text.count) {
      return Optional.empty();
    }
    return Optional.of("column " + Wording.shown(name) + " is read as categories, though "
        + Wording.count(values() - text.count, "cell") + " of " + values() + " look like numbers (line " + text.line
        + " has " + Wording.shown(text.text) + ")");
  }
}
