package glassprop.lens.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worksheet that a learner fills in: a text with a section for each cell.
 *
 * <pre>
 * exercise = A2
 * seed = 0
 *
 * [dL/dw]
 * formula = 2*(a - y)*a*(1 - a)*x
 * number = -0.0542
 * </pre>
 *
 * <p>From {@code #} to the end of a line is a comment. An entry goes on over lines that begin with a blank. What is left
 * blank is open.
 *
 * @param seed of the variant; 0 for the numbers of the exercise itself
 * @param answers by the names of the cells; all of them that can be made out
 * @param problems what can't be made out, each with its line
 */
public record Worksheet(String exercise, long seed, SequencedMap<String, Answer> answers, List<String> problems) {
  private static final Pattern SECTION = Pattern.compile("\\[\\s*(\\S[^\\]]*?)\\s*\\]");
  private static final Pattern ENTRY = Pattern.compile("(\\w+)\\s*=(.*)", Pattern.DOTALL);

  /** Copies the problems. */
  public Worksheet {
    problems = List.copyOf(problems);
  }

  /** The head of a worksheet: which exercise it is of, and which variant. */
  public record Head(String exercise, long seed) {}

  /** One entry as it stands in the text; the key is empty where a section begins, and {@link #NOTHING} where a line is no entry. */
  private record Line(int number, String section, String key, String text) {
    static final String NOTHING = "?";
  }

  /**
   * Reads the head alone: the cells that a worksheet has depend on it.
   *
   * @param file how messages call it
   * @throws WorksheetException if it says no exercise, or the seed is no whole number
   */
  public static Head head(String file, String text) {
    String exercise = "";
    long seed = 0;
    for (Line line : lines(text)) {
      if (line.section().isEmpty() && line.key().equals("exercise")) {
        exercise = line.text();
      } else if (line.section().isEmpty() && line.key().equals("seed")) {
        try {
          seed = Long.parseLong(line.text());
        } catch (NumberFormatException _) {
          throw problem(file, line.number(), "the seed is a whole number; came " + line.text());
        }
      }
    }
    if (exercise.isBlank()) {
      throw problem(file, 1, "this is no worksheet: there is no line such as exercise = A2");
    }
    return new Head(exercise, seed);
  }

  private static WorksheetException problem(String file, int line, String problem) {
    return new WorksheetException(List.of(String.format(Locale.ROOT, "%s:%d: %s", file, line, problem)));
  }

  /**
   * Reads a worksheet.
   *
   * @param file how messages call it
   * @param cells that it has
   * @throws WorksheetException if the head can't be read
   */
  public static Worksheet read(String file, String text, List<Cell> cells) {
    Head head = head(file, text);
    SequencedMap<String, Answer> answers = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Line line : lines(text)) {
      if (line.key().equals(Line.NOTHING)) {
        problems.add(String.format(Locale.ROOT,
            "%s:%d: expected a cell, as in [z], or an entry, as in number = 0.5; came %s; a line that goes on begins with a blank",
            file, line.number(), line.text()));
        continue;
      }
      if (line.section().isEmpty()) {
        if (!line.key().equals("exercise") && !line.key().equals("seed")) {
          problems.add(String.format(Locale.ROOT,
              "%s:%d: expected exercise = … or seed = … before the first cell; came %s",
              file, line.number(), line.key()));
        }
        continue;
      }
      Optional<Cell> meant = cell(cells, line.section());
      if (meant.isEmpty()) {
        problems.add(String.format(Locale.ROOT, "%s:%d: there is no cell [%s]; the cells are %s",
            file, line.number(), line.section(), String.join(", ", cells.stream().map(Cell::name).toList())));
        continue;
      }
      Cell cell = meant.get();
      String name = cell.name();
      if (line.key().isEmpty()) {
        if (answers.putIfAbsent(name, Answer.OPEN) != null) {
          problems.add(String.format(Locale.ROOT, "%s:%d: the cell [%s] is there twice", file, line.number(), name));
        }
      } else if (!keys(cell).contains(line.key())) {
        problems.add(String.format(Locale.ROOT, "%s:%d: [%s] has no %s; it has %s",
            file, line.number(), name, line.key(), String.join(" and ", keys(cell))));
      } else if (!line.text().isEmpty()) {
        answers.merge(name, entered(line), (old, entry) -> joined(old, entry, line, file, problems));
      }
    }
    for (Cell cell : cells) {
      if (!answers.containsKey(cell.name())) {
        problems.add(String.format(Locale.ROOT,
            "%s:%d: the cell [%s] is missing; add it, and leave it blank if it is open",
            file, text.lines().count(), cell.name()));
      }
    }
    return new Worksheet(head.exercise(), head.seed(), answers, problems);
  }

  /** The cell that is meant by a name: ∂L/∂w is dL/dw, and ŷ is also yhat. */
  public static Optional<Cell> cell(List<Cell> cells, String typed) {
    String name = typed.replace('∂', 'd').replaceAll("\\s*/\\s*", "/").strip();
    return Names.find(name, cells.stream().map(Cell::name).toList())
        .flatMap(found -> cells.stream().filter(cell -> cell.name().equals(found)).findFirst());
  }

  static List<String> keys(Cell cell) {
    return switch (cell.kind()) {
      case EITHER -> List.of("formula", "number");
      case NUMBER -> List.of("number");
      case FORMULA -> List.of("formula");
      case WORDS -> List.of("answer");
    };
  }

  private static Answer entered(Line line) {
    Entry entry = new Entry(line.number(), line.text());
    return switch (line.key()) {
      case "formula" -> Answer.formula(entry);
      case "number" -> Answer.number(entry);
      default -> Answer.words(entry);
    };
  }

  private static Answer joined(Answer old, Answer entry, Line line, String file, List<String> problems) {
    if (both(old.formula(), entry.formula()) || both(old.number(), entry.number()) || both(old.words(), entry.words())) {
      problems.add(String.format(Locale.ROOT, "%s:%d: [%s] has two entries %s", file, line.number(), line.section(), line.key()));
    }
    return new Answer(
        old.formula().or(entry::formula), old.number().or(entry::number), old.words().or(entry::words));
  }

  private static boolean both(Optional<Entry> old, Optional<Entry> entry) {
    return old.isPresent() && entry.isPresent();
  }

  /** The sections, with an empty key, and their entries; entries are joined from the lines that they go over. */
  private static List<Line> lines(String text) {
    List<Line> found = new ArrayList<>();
    String section = "";
    int number = 0;
    for (String raw : text.split("\\R", -1)) {
      number++;
      String line = (number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw).replaceFirst("#.*", "");
      if (line.isBlank()) {
        continue;
      }
      Matcher head = SECTION.matcher(line.strip());
      Matcher entry = ENTRY.matcher(line.strip());
      boolean goesOn = Character.isWhitespace(line.charAt(0)) && !found.isEmpty() && !Set.of("", Line.NOTHING).contains(found.getLast().key());
      if (goesOn) {
        Line last = found.removeLast();
        found.add(new Line(last.number(), last.section(), last.key(), (last.text() + " " + line.strip()).strip()));
      } else if (head.matches()) {
        section = head.group(1);
        found.add(new Line(number, section, "", ""));
      } else if (entry.matches()) {
        found.add(new Line(number, section, entry.group(1), entry.group(2).strip()));
      } else {
        found.add(new Line(number, section, Line.NOTHING, line.strip()));
      }
    }
    return List.copyOf(found);
  }
}
