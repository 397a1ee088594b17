package glassprop.lens.course;

import glassprop.array.NdArray;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Numerals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An empty worksheet, as a text to fill in. */
final class WorksheetForm {
  private WorksheetForm() {}

  static String of(Exercise exercise, long seed) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + exercise.id() + " · " + exercise.title());
    lines.add("#");
    lines.add("# Write behind the = signs, and ask for a judgement as often as you like:");
    lines.add("#   " + exercise.command("check", seed));
    lines.add("# A number may have as many digits as you care to give, three or more; it may be arithmetic, with names too. Matrices are written [[1, 2], [3, 4]].");
    lines.add("# A formula uses the names below, and quantities such as dL/dz: any equivalent form will do.");
    lines.add("# What is left blank stays open. A line that begins with a blank goes on with the one before.");
    lines.add("");
    lines.add("exercise = " + exercise.id());
    lines.add("seed = " + seed);
    lines.add("");
    program(exercise, lines);
    for (Cell cell : exercise.cells()) {
      lines.add("[" + cell.name() + "]   # " + cell.meaning());
      switch (cell.kind()) {
        case EITHER -> lines.addAll(List.of("formula =", "number ="));
        case NUMBER -> lines.add("number =");
        case FORMULA -> lines.add("formula =");
        case WORDS -> lines.add("answer =");
      }
      lines.add("");
    }
    return String.join("\n", lines);
  }

  private static void program(Exercise exercise, List<String> lines) {
    if (!exercise.computation().equations().isEmpty()) {
      lines.add("# The computation:");
      exercise.computation().listing().forEach(line -> lines.add("#   " + line));
      lines.add("# The numbers:");
      values(exercise).forEach(line -> lines.add("#   " + line));
      lines.add("");
    }
  }

  /** The values of the exercise, a line each. */
  static List<String> values(Exercise exercise) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, NdArray> input : exercise.computation().inputs().entrySet()) {
      lines.add(input.getKey() + " = " + number(input.getValue()));
    }
    exercise.computation().givenByName().entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " = " + number(entry.getValue()) + "   (given: later steps take this)")
        .forEach(lines::add);
    return lines;
  }

  private static String number(NdArray value) {
    return Numerals.exact(value).replace('−', '-');
  }
}
