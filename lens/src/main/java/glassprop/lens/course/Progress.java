package glassprop.lens.course;

import glassprop.lens.worksheet.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was done of each exercise, as a text with a line for each: {@code A2: cells=9/9 checks=3 hints=1}.
 *
 * @param records by id
 */
public record Progress(SequencedMap<String, Done> records) {
  private static final Pattern LINE = Pattern.compile("(\\w+):((?:\\s+\\w+=\\S+)*)\\s*");
  private static final Pattern ENTRY = Pattern.compile("(\\w+)=(\\S+)");

  /**
   * What was done of one exercise.
   *
   * @param cells that are right
   * @param written of them, those that are answered in words
   * @param checks how often a judgement was asked for, of a worksheet and a program together or of one of them
   * @param hints how many were read
   * @param revealed whether the solution was shown before a try
   * @param code whether the program passed
   * @param experiment whether it was run
   * @param finished the day, or the empty string
   */
  public record Done(
      int cells, int written, int checks, int hints, boolean revealed, boolean code, boolean experiment, String finished) {
    /** Nothing. */
    public static final Done NOTHING = new Done(0, 0, 0, 0, false, false, false, "");

    Done withCells(int right, int inWords) {
      return new Done(right, inWords, checks, hints, revealed, code, experiment, finished);
    }

    Done withCheck() {
      return new Done(cells, written, checks + 1, hints, revealed, code, experiment, finished);
    }

    Done withHint() {
      return new Done(cells, written, checks, hints + 1, revealed, code, experiment, finished);
    }

    Done withSolution() {
      return new Done(cells, written, checks, hints, revealed || checks == 0, code, experiment, finished);
    }

    Done withCode(boolean passed) {
      return new Done(cells, written, checks, hints, revealed, passed, experiment, finished);
    }

    Done withExperiment() {
      return new Done(cells, written, checks, hints, revealed, code, true, finished);
    }

    Done finishedOn(String day) {
      return new Done(cells, written, checks, hints, revealed, code, experiment, day);
    }

    /** Whether all parts of an exercise are done. */
    public boolean isComplete(Exercise exercise) {
      return exercise.parts().stream().allMatch(part -> has(part, exercise));
    }

    /** Whether a part of an exercise is done. */
    public boolean has(Exercise.Part part, Exercise exercise) {
      int words = (int) exercise.cells().stream().filter(cell -> cell.kind() == Cell.Kind.WORDS).count();
      return switch (part) {
        case WORKSHEET -> cells - written >= exercise.cells().size() - words;
        case WORDS -> written >= words;
        case PROGRAM -> code;
        case EXPERIMENT -> experiment;
      };
    }
  }

  /** What was done of an exercise. */
  public Done of(String id) {
    return records.getOrDefault(id, Done.NOTHING);
  }

  /** Whether an exercise was begun. */
  public boolean isStarted(String id) {
    return records.containsKey(id);
  }

  Progress with(String id, Done done) {
    SequencedMap<String, Done> changed = new LinkedHashMap<>(records);
    changed.put(id, done);
    return new Progress(changed);
  }

  static Progress read(String file, String text) {
    SequencedMap<String, Done> records = new LinkedHashMap<>();
    int number = 0;
    for (String raw : text.split("\\R", -1)) {
      number++;
      String line = raw.replaceFirst("#.*", "").strip();
      Matcher matcher = LINE.matcher(line);
      if (line.isEmpty()) {
        continue;
      }
      if (!matcher.matches()) {
        throw new CourseException(
            String.format(Locale.ROOT, "%s:%d: expected a line as in A2: cells=9 checks=3; mend it or remove the line", file, number));
      }
      Map<String, String> entries = new TreeMap<>();
      ENTRY.matcher(matcher.group(2)).results().forEach(entry -> entries.put(entry.group(1), entry.group(2)));
      records.put(
          matcher.group(1),
          new Done(
              count(entries, "cells"), count(entries, "written"), count(entries, "checks"), count(entries, "hints"), entries.containsKey("revealed"),
              entries.containsKey("program"), entries.containsKey("experiment"), entries.getOrDefault("done", "")));
    }
    return new Progress(records);
  }

  private static int count(Map<String, String> entries, String key) {
    return Optional.ofNullable(entries.get(key)).filter(text -> text.matches("\\d{1,6}")).map(Integer::parseInt).orElse(0);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# What was done in this folder; written by glassprop exercise. To forget an exercise, remove its line.");
    records.forEach((id, done) -> lines.add(
        String.format(Locale.ROOT, "%s: cells=%d written=%d checks=%d hints=%d%s%s%s%s",
            id, done.cells(), done.written(), done.checks(), done.hints(), done.revealed() ? " revealed=yes" : "",
            done.code() ? " program=passed" : "", done.experiment() ? " experiment=run" : "",
            done.finished().isEmpty() ? "" : " done=" + done.finished())));
    return String.join("\n", lines) + "\n";
  }
}
