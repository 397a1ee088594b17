package glassprop.cli.exercise;

import glassprop.array.NdArray;
import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Ink;
import glassprop.lens.course.Course;
import glassprop.lens.course.Exercise;
import glassprop.lens.course.Programs;
import glassprop.lens.course.Progress;
import glassprop.lens.course.Worked;
import glassprop.lens.course.experiment.Exhibit;
import glassprop.lens.typeset.Script;
import glassprop.lens.typeset.Section;
import glassprop.lens.typeset.TextWriter;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Numerals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What an exercise says: in the catalogue, as a statement, and as a worked solution. */
public final class Lesson {
  private static final int DIGITS = 12;
  private static final int STEP_DIGITS = 6;
  private static final int NARROWEST = 60;
  private static final int WIDEST = 120;
  private static final String MARGIN = "  ";

  private final Console console;
  private final Page page;

  /** Lessons on this console. */
  public Lesson(Console console) {
    this.console = console;
    this.page = new Page(console);
  }

  /** All exercises, and how far each is done. */
  public void list(Progress progress) {
    String topic = "";
    List<List<String>> rows = new ArrayList<>();
    for (Exercise exercise : Course.all()) {
      rows.add(List.of(
          mark(exercise, progress), exercise.id(), exercise.topic().equals(topic) ? "" : exercise.topic(),
          level(exercise), exercise.title(), String.join(", ", kinds(exercise))));
      topic = exercise.topic();
    }
    Page.table(List.of("", "id", "topic", "level", "title", "what to do"), rows).forEach(console.out()::println);
    page.gap();
    console.out().println("✓ done, ◐ begun. glassprop exercise show ID tells what it asks, start ID begins it.");
  }

  private static String mark(Exercise exercise, Progress progress) {
    return !progress.of(exercise.id()).finished().isEmpty() ? "✓" : progress.isStarted(exercise.id()) ? "◐" : " ";
  }

  private static String level(Exercise exercise) {
    return exercise.level().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> kinds(Exercise exercise) {
    return Stream.of(
            exercise.cells().isEmpty() ? "" : "worksheet", exercise.code() ? "program" : "",
            exercise.experiment().isPresent() ? "experiment" : "")
        .filter(kind -> !kind.isEmpty()).toList();
  }

  /** The catalogue as JSON. */
  public void listJson(Progress progress) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Exercise exercise : Course.all()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", exercise.id());
      one.put("title", exercise.title());
      one.put("topic", exercise.topic());
      one.put("level", level(exercise));
      one.put("parts", kinds(exercise));
      one.put("cells", exercise.cells().size());
      one.put("started", progress.isStarted(exercise.id()));
      one.put("done", !progress.of(exercise.id()).finished().isEmpty());
      all.add(one);
    }
    console.out().println(JsonMapper.builder().build().writeValueAsString(all));
  }

  /** What an exercise asks. */
  public void show(Exercise exercise, long seed) {
    title(exercise, seed);
    page.prose("", exercise.told());
    page.gap();
    computation(exercise);
    if (!exercise.cells().isEmpty()) {
      List<List<String>> rows = exercise.cells().stream().map(cell -> List.of(cell.name(), cell.meaning())).toList();
      page.sheet().block("Asked", Page.table(List.of(), rows));
      page.gap();
    }
    page.sheet().section("Next", exercise.command("start", seed));
  }

  private void title(Exercise exercise, long seed) {
    page.heading(exercise.id() + " · " + exercise.title() + (seed == 0 ? "" : ", variant " + seed));
    page.gap();
  }

  private void computation(Exercise exercise) {
    List<String> listing = exercise.computation().listing();
    if (!listing.isEmpty()) {
      page.sheet().block("Program", listing);
      page.sheet().block("Numbers", numbers(exercise));
      page.gap();
    }
  }

  private static List<String> numbers(Exercise exercise) {
    List<String> lines = new ArrayList<>();
    exercise.computation().inputs().forEach((name, value) -> lines.add(name + " = " + Numerals.text(value)));
    exercise.computation().givenByName().forEach(
        (name, value) -> lines.add(name + " = " + Numerals.text(value) + "  (given: later steps take it)"));
    return lines;
  }

  /** The worked solution. */
  public void solve(Exercise exercise, long seed) {
    title(exercise, seed);
    Optional<Worked> worked = Worked.of(exercise);
    worked.ifPresentOrElse(this::steps, () -> computation(exercise));
    answers(exercise, worked.map(Worked::others).orElse(exercise.cells()));
    if (seed == 0) {
      page.prose("Solution", exercise.solution());
    }
    if (exercise.code()) {
      page.gap();
      page.sheet().block("Program", Programs.solution(exercise).lines().toList());
    }
  }

  /** The derivation; its check is left out, for a test of the course has made it. */
  private void steps(Worked worked) {
    int width = Math.clamp(page.screen().width(), NARROWEST, WIDEST) - MARGIN.length();
    TextWriter writer = new TextWriter(worked.derivation(), new glassprop.lens.typeset.Numerals(STEP_DIGITS), width);
    for (Section section : Script.of(worked.derivation())) {
      if (!section.heading().equals("Check")) {
        page.heading(section.heading());
        writer.lines(section).forEach(line -> console.out().println((MARGIN + line).stripTrailing()));
        page.gap();
      }
    }
  }

  private void answers(Exercise exercise, List<Cell> cells) {
    List<List<String>> rows = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell.quantity().isPresent()) {
        NdArray truth = exercise.judge().truth(cell);
        rows.add(List.of(cell.name(), cell.formula().isEmpty() ? "" : "= " + cell.formula(), "= " + Numerals.text(truth, DIGITS)));
      }
    }
    if (!rows.isEmpty()) {
      page.sheet().block("Answers", Page.table(List.of(), rows));
      page.gap();
    }
  }

  /** A hint. */
  public void hint(Exercise exercise, long seed, int level) {
    page.sheet().section("Hint " + level, exercise.hint(level));
    page.sheet().more(
        Ink.DIM,
        level < exercise.hints().size() ? "one of " + exercise.hints().size() + "; ask again for more"
            : "this was the last; the solution is behind " + exercise.command("solve", seed));
  }

  /** What an experiment found. */
  public void exhibit(Exercise exercise, Exhibit exhibit) {
    title(exercise, 0);
    for (Exhibit.Table table : exhibit.tables()) {
      page.heading(table.title());
      Page.table(table.columns(), table.rows()).forEach(line -> console.out().println("  " + line));
      page.sheet().section("", table.finding());
      page.gap();
    }
  }
}
