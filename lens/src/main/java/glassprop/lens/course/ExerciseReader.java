package glassprop.lens.course;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.lens.course.ExerciseText.Line;
import glassprop.lens.expression.Bindings;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Computation;
import glassprop.lens.worksheet.Quantity;
import glassprop.lens.worksheet.Variety;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes an exercise of its Markdown file. What is wrong with a file is told with its line. */
final class ExerciseReader {
  private static final Set<String> KEYS = Set.of("topic", "level", "result", "code", "experiment");
  private static final Set<String> SECTIONS =
      Set.of("Statement", "Program", "Values", "Cells", "Hints", "Solution", "Done");
  private static final int HINTS = 3;

  private final ExerciseText text;
  private final Map<String, Variety> varieties = new LinkedHashMap<>();

  private ExerciseReader(ExerciseText text) {
    this.text = text;
  }

  /**
   * Reads an exercise.
   *
   * @throws CourseException if the file isn't one
   */
  static Exercise read(String file, String content) {
    return new ExerciseReader(ExerciseText.read(file, content)).exercise();
  }

  private Exercise exercise() {
    text.keys().forEach((key, line) -> require(KEYS, key, line.number(), "key"));
    text.sections().forEach((name, section) -> require(SECTIONS, name, section.number(), "section"));
    Computation computation = computation();
    List<String> hints = hints();
    Exercise exercise = new Exercise(
        text.id(), text.title(), key("topic"), level(), text.section("Statement").text(), computation,
        cells(computation), varieties, hints, text.section("Solution").text(),
        text.keys().containsKey("code"), Optional.ofNullable(text.keys().get("experiment")).map(Line::text),
        text.content("Done").stream().map(this::goal).toList());
    requireGoalsOfItsParts(exercise);
    at(new Line(text.section("Statement").number(), ""), exercise::told);
    IntStream.rangeClosed(1, HINTS).forEach(level -> at(new Line(text.section("Hints").number(), ""), () -> exercise.hint(level)));
    return exercise;
  }

  /** {@code - worksheet: what is then done}. */
  private Exercise.Goal goal(Line line) {
    String[] sides = line.text().replaceFirst("^- ", "").split(":", 2);
    return Arrays.stream(Exercise.Part.values())
        .filter(part -> sides.length == 2 && part.name().equalsIgnoreCase(sides[0].strip())).findFirst()
        .map(part -> new Exercise.Goal(part, sides[1].strip()))
        .orElseThrow(() -> text.problem(
            line.number(), "expected - worksheet: …, - words: …, - program: … or - experiment: …; came " + line.text()));
  }

  private void requireGoalsOfItsParts(Exercise exercise) {
    List<Exercise.Part> named = exercise.goals().stream().map(Exercise.Goal::part).distinct().sorted().toList();
    if (!named.isEmpty() && !named.equals(exercise.parts())) {
      throw text.problem(
          text.section("Done").number(), String.format(Locale.ROOT, "expected a line for each of %s; came %s", exercise.parts(), named));
    }
  }

  private void require(Set<String> known, String name, int line, String what) {
    if (!known.contains(name)) {
      throw text.problem(line, String.format(Locale.ROOT, "there is no %s %s; there are %s", what, name, known.stream().sorted().toList()));
    }
  }

  private String key(String name) {
    return line(name).text();
  }

  private Line line(String name) {
    Line line = text.keys().get(name);
    if (line == null) {
      throw text.problem(1, "there is no line " + name + ": …");
    }
    return line;
  }

  private Exercise.Level level() {
    String name = key("level");
    return Arrays.stream(Exercise.Level.values()).filter(level -> level.name().equalsIgnoreCase(name)).findFirst()
        .orElseThrow(() -> text.problem(
            line("level").number(), "the level is easy, medium or hard; came " + name));
  }

  private Computation computation() {
    SequencedMap<String, NdArray> values = new LinkedHashMap<>();
    for (Line line : text.content("Values")) {
      at(line, () -> value(line.text(), values));
    }
    List<Line> program = text.content("Program");
    String result = Optional.ofNullable(text.keys().get("result")).map(Line::text).orElse("");
    Line first = program.isEmpty() ? new Line(1, "") : program.getFirst();
    return at(first, () -> {
      Computation computation = Computation.of(program.stream().map(Line::text).toList(), values, result);
      varieties.forEach((name, variety) -> {
        if (variety == Variety.ROUNDED && !computation.givenByName().containsKey(name)) {
          throw new IllegalArgumentException(name + " is no rounded value: nothing computes it");
        }
      });
      return computation;
    });
  }

  /** {@code name = value}, or {@code name = value ~ variety}; the name may be that of a gradient. */
  private boolean value(String line, SequencedMap<String, NdArray> values) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("expected a value, as in x = 2 or y = 0.8 ~ unit; came " + line);
    }
    String name = line.substring(0, equals).strip();
    String[] parts = line.substring(equals + 1).split("~", 2);
    Map<String, Tensor> bound = Bindings.parse(List.of("v = " + parts[0].strip())).values();
    if (values.put(name, bound.values().iterator().next().array()) != null) {
      throw new IllegalArgumentException(name + " is given two values");
    }
    if (parts.length > 1) {
      varieties.put(name, Variety.of(parts[1].strip()));
    }
    return true;
  }

  private List<Cell> cells(Computation computation) {
    List<Cell> cells = new ArrayList<>();
    List<Line> rows = text.content("Cells");
    for (Line row : rows.isEmpty() ? rows : rows.subList(Math.min(2, rows.size()), rows.size())) {
      String[] columns = row.text().replaceFirst("^\\|", "").replaceFirst("\\|$", "").split("\\|", -1);
      if (columns.length != 4) {
        throw text.problem(row.number(), "expected | cell | formula | figure | what it asks |; came " + row.text());
      }
      Cell cell = at(row, () -> cell(computation, columns));
      if (cells.stream().anyMatch(other -> other.name().equals(cell.name()))) {
        throw text.problem(row.number(), "the cell " + cell.name() + " is there twice");
      }
      cells.add(cell);
    }
    return cells;
  }

  private static Cell cell(Computation computation, String[] columns) {
    String name = columns[0].strip();
    String formula = columns[1].strip().replace("`", "");
    String figure = columns[2].strip();
    String meaning = columns[3].strip();
    Optional<Quantity> named = computation.quantity(name);
    if (named.isEmpty() && name.contains("/")) {
      throw new IllegalArgumentException(name + " is no derivative of this program");
    }
    if (named.isEmpty() && formula.isEmpty()) {
      if (!figure.isEmpty()) {
        throw new IllegalArgumentException("a figure for " + name + ", which is no quantity and has no formula");
      }
      return new Cell(name, Optional.empty(), Cell.Kind.WORDS, "", "", meaning);
    }
    Optional<Quantity> quantity = named.or(() -> Optional.of(computation.figure(formula)));
    Cell.Kind kind = named.isEmpty() || formula.isEmpty() ? Cell.Kind.NUMBER
        : figure.isEmpty() ? Cell.Kind.FORMULA : Cell.Kind.EITHER;
    return new Cell(name, quantity, kind, formula, figure, meaning);
  }

  private List<String> hints() {
    List<String> hints = new ArrayList<>();
    for (Line line : text.content("Hints")) {
      if (line.text().matches("\\d+\\. .*")) {
        hints.add(line.text().replaceFirst("\\d+\\. ", ""));
      } else if (hints.isEmpty()) {
        throw text.problem(line.number(), "expected hints as a numbered list");
      } else {
        hints.add(hints.removeLast() + " " + line.text());
      }
    }
    if (hints.size() != HINTS) {
      throw text.problem(text.section("Hints").number(), "expected 3 hints, came " + hints.size());
    }
    return hints;
  }

  private <T> T at(Line line, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new CourseException(String.format(Locale.ROOT, "%s:%d: %s", text.file(), line.number(), e.getMessage()), e);
    }
  }
}
