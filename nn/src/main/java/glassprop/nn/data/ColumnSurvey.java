package glassprop.nn.data;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the first pass over a file learns of a column, and the decision how the second pass reads it. */
final class ColumnSurvey {
  /** From this many values on, a column that is mostly numbers is held to be a column of numbers. */
  private static final int ENOUGH_VALUES = 10;

  /** The part of these that must look like numbers for that. */
  private static final double MOSTLY = 0.9;

  private static final int LONGEST_KEPT = 100;

  private static final Set<Cell> READ_BY_SOME_MARK = EnumSet.copyOf(
      Stream.of(Cell.values()).filter(cell -> DecimalMark.POINT.reads(cell) || DecimalMark.COMMA.reads(cell)).toList());

  /** One bad cell is blamed rather than the many that are written alike. */
  private static final Comparator<Sighting> RAREST =
      Comparator.<Sighting>comparingInt(s -> s.count).thenComparingLong(s -> s.line);

  private final String name;
  private final Schema.Kind asked;
  private final Map<Cell, Sighting> seen = new EnumMap<>(Cell.class);
  private final Map<String, Sighting> units = new LinkedHashMap<>(); // of the numbers
  private boolean namesItself;

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
    sighting(seen, kind, line, text, from, to).count++;
    if (kind == Cell.TEXT) {
      namesItself |= name.length() == to - from && name.contentEquals(CharBuffer.wrap(text, from, to - from));
    } else if (to > from && READ_BY_SOME_MARK.contains(kind)) {
      sighting(units, Unit.of(new String(text, from, to - from)), line, text, from, to).count++;
    }
  }

  private static <K> Sighting sighting(Map<K, Sighting> sightings, K key, long line, char[] text, int from, int to) {
    Sighting known = sightings.get(key);
    if (known == null) {
      known = new Sighting(line, new String(text, from, Math.min(to - from, LONGEST_KEPT)));
      sightings.put(key, known);
    }
    return known;
  }

  int missing() {
    return count(Cell.MISSING);
  }

  /** How many cells of a column of numbers hold a dash or a word in place of a number. */
  int placeholders() {
    return count(Cell.PLACEHOLDER);
  }

  /** The first such cell. */
  String placeholder() {
    Sighting first = seen.get(Cell.PLACEHOLDER);
    return first == null ? "" : first.text;
  }

  private int values() {
    return seen.values().stream().mapToInt(s -> s.count).sum() - missing() - (numberLike() > 0 ? placeholders() : 0);
  }

  private int numberLike() {
    return numbers(DecimalMark.POINT) + count(Cell.COMMA) + count(Cell.GROUPED_COMMA) + count(Cell.NOT_FINITE);
  }

  private int count(Cell cell) {
    Sighting sighting = seen.get(cell);
    return sighting == null ? 0 : sighting.count;
  }

  private int numbers(DecimalMark mark) {
    return seen.entrySet().stream().filter(e -> mark.reads(e.getKey())).mapToInt(e -> e.getValue().count).sum();
  }

  /** Whether this column shows beyond doubt which mark the numbers of the file have: it reads most cells, and the other one doesn't. */
  boolean shows(DecimalMark mark) {
    DecimalMark other = mark == DecimalMark.COMMA ? DecimalMark.POINT : DecimalMark.COMMA;
    int byMark = numbers(mark);
    int byOther = numbers(other);
    boolean onlyByMark = seen.keySet().stream().anyMatch(cell -> mark.reads(cell) && !other.reads(cell));
    boolean onlyByOther = seen.keySet().stream().anyMatch(cell -> other.reads(cell) && !mark.reads(cell));
    return mayBeNumbers() && onlyByMark && !onlyByOther && byMark > byOther && 2 * byMark > values();
  }

  private boolean mayBeNumbers() {
    return asked != Schema.Kind.CATEGORY && asked != Schema.Kind.IGNORE;
  }

  /** A cell such as {@code 1,234} or {@code 1.234}, which says nothing without a mark, if this is a column of numbers. */
  Optional<DataException> ambiguity(String file) {
    if (mayBeThousandsWithPoints()) {
      Sighting point = Objects.requireNonNull(seen.get(Cell.POINT_OR_GROUP));
      return Optional.of(new DataException(file, point.line, name, "expected a number, found " + Wording.shown(point.text)
          + ", which may be read with a decimal point or with a thousands separator, since others have no decimals, and no other number of the"
          + " file tells which; write thousands without a separator, or decimals with one more zero, or have the column read as categories"));
    }
    Sighting cell = seen.get(Cell.COMMA_OR_GROUP);
    return mayBeNumbers() && cell != null && 2 * numbers(DecimalMark.COMMA) > values()
        ? Optional.of(new DataException(file, cell.line, name, "expected a number, found " + Wording.shown(cell.text)
            + ", which may be read with a decimal comma or with a thousands separator, and no other number of the file tells"
            + " which; write it with a decimal point, or have the column read as categories"))
        : Optional.empty();
  }

  /**
   * Whether most numbers are such as {@code 3.998} and the others whole: so thousands are written in German, while decimals would hardly
   * be three or none.
   */
  private boolean mayBeThousandsWithPoints() {
    return mayBeNumbers() && 2 * count(Cell.POINT_OR_GROUP) > values() && count(Cell.WHOLE) > 0 && count(Cell.POINT) == 0
        && count(Cell.GROUPED_POINT) == 0;
  }

  /** Whether the column is read as numbers; the alternative is categories. */
  boolean isNumbers(String file, DecimalMark mark) {
    int offending = values() - numbers(mark);
    if (asked == Schema.Kind.CATEGORY) {
      return false;
    }
    if (offending > 0) {
      int text = count(Cell.TEXT);
      boolean mostlyNumbers = values() >= ENOUGH_VALUES && values() - text >= MOSTLY * values();
      if (asked != Schema.Kind.NUMBER && text > 0 && !mostlyNumbers) {
        return false;
      }
      Map.Entry<Cell, Sighting> rarest = seen.entrySet().stream()
          .filter(e -> e.getKey() != Cell.MISSING && e.getKey() != Cell.PLACEHOLDER && !mark.reads(e.getKey()))
          .min(Comparator.comparing(Map.Entry::getValue, RAREST)).orElseThrow();
      throw offence(file, mark, rarest.getKey(), rarest.getValue());
    }
    if (numbers(mark) == 0 && placeholders() > 0) {
      return asked == Schema.Kind.NUMBER;
    }
    if (units.size() > 1) {
      Sighting rarest = units.values().stream().min(RAREST).orElseThrow();
      throw new DataException(file, rarest.line, name, "expected numbers of one unit, found " + Wording.shown(rarest.text)
          + " among others (" + Wording.list(units.values().stream().map(s -> s.text).toList())
          + "); write all in the same way, or have the column read as categories");
    }
    return true;
  }

  /** What stands beside the numbers of a column of numbers; empty if nothing does. */
  String unit() {
    return units.keySet().stream().findFirst().orElse("");
  }

  private DataException offence(String file, DecimalMark mark, Cell kind, Sighting first) {
    String found = "expected a number, found " + Wording.shown(first.text);
    String problem = switch (kind) {
      case NOT_FINITE -> found + ", which is not a finite number; leave the cell empty if the value is missing";
      case COMMA, GROUPED_COMMA, POINT, GROUPED_POINT -> found + "; numbers in this file have a decimal " + mark
          + ": write this one so";
      case TEXT -> found + " (" + Wording.count(count(Cell.TEXT), "cell") + " of " + values()
          + " like it); leave the cell empty if the value is missing";
      case MISSING, PLACEHOLDER, WHOLE, GROUPED_WHOLE, POINT_OR_GROUP, COMMA_OR_GROUP -> throw new AssertionError(kind);
    };
    String escape = asked == Schema.Kind.NUMBER ? "" : ", or have the column read as categories";
    return new DataException(file, first.line, name, problem + escape);
  }

  /** What was read in a column of numbers that is not written as a plain number, in words. */
  Optional<String> reading(DecimalMark mark) {
    List<String> words = new ArrayList<>();
    int parted = seen.entrySet().stream().filter(e -> e.getKey().parts(mark)).mapToInt(e -> e.getValue().count).sum();
    if (mark == DecimalMark.POINT && mayBeThousandsWithPoints()) {
      Sighting point = Objects.requireNonNull(seen.get(Cell.POINT_OR_GROUP));
      words.add(Wording.count(point.count, "cell") + " such as " + Wording.shown(point.text) + " read with a decimal point, not as thousands");
    }
    if (parted > 0) {
      words.add(Wording.count(parted, "cell") + " with thousands separators");
    }
    if (!unit().isEmpty()) {
      words.add("numbers with " + Wording.shown(unit()) + " read without it");
    }
    if (placeholders() > 0) {
      words.add(Wording.count(placeholders(), "cell") + " as " + Wording.shown(placeholder()) + " taken as missing");
    }
    return words.isEmpty() ? Optional.empty() : Optional.of("column " + Wording.shown(name) + ": " + String.join(", ", words));
  }

  /** Whether the column is read as numbers, and its name is one too. */
  boolean isNumberUnderANumber(DecimalMark mark) {
    return mayBeNumbers() && mark.reads(kindOfName()) && 2 * numbers(mark) > values();
  }

  /** Whether the column is of numbers, more or less. */
  boolean isMostlyNumbers(DecimalMark mark) {
    return 2 * numbers(mark) > values();
  }

  /** Whether the name is a number with decimals, as a value is and a name hardly ever. */
  boolean isCalledLikeAValue() {
    Cell kind = kindOfName();
    return kind == Cell.POINT || kind == Cell.COMMA || kind == Cell.POINT_OR_GROUP;
  }

  private Cell kindOfName() {
    return Cell.of(name.toCharArray(), 0, name.length());
  }

  /** Whether the name of the column is also one of its cells. */
  boolean namesItself() {
    return namesItself;
  }

  /** What a person may want to know of a column that is read as categories. */
  Optional<String> doubt() {
    Sighting text = seen.get(Cell.TEXT);
    if (asked != Schema.Kind.INFER || text == null || numberLike() == 0) {
      return Optional.empty();
    }
    return Optional.of("column " + Wording.shown(name) + " is read as categories, though "
        + Wording.count(numberLike(), "cell") + " of " + values() + " look like numbers (line " + text.line
        + " has " + Wording.shown(text.text) + ")");
  }
}
