package glassprop.cli.exercise;

import glassprop.cli.terminal.Console;
import glassprop.lens.course.Course;
import glassprop.lens.course.Exercise;
import glassprop.lens.course.Progress;
import glassprop.lens.worksheet.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was done of the course: each part of each exercise that was begun, ticked or not. */
public final class ProgressReport {
  private final Console console;
  private final Page page;

  /** A report on this console. */
  public ProgressReport(Console console) {
    this.console = console;
    this.page = new Page(console);
  }

  /** Prints it. */
  public void print(Progress progress) {
    List<Exercise> all = Course.all();
    List<List<String>> rows = new ArrayList<>();
    for (Exercise exercise : all) {
      if (progress.isStarted(exercise.id())) {
        rows.add(row(exercise, progress.of(exercise.id())));
      }
    }
    long done = all.stream().filter(e -> !progress.of(e.id()).finished().isEmpty()).count();
    if (rows.isEmpty()) {
      console.out().println("Nothing is begun here yet. glassprop exercise list shows what there is.");
      return;
    }
    Page.table(List.of("", "id", "title", "parts", "checks", "hints", ""), rows).forEach(console.out()::println);
    page.gap();
    for (Exercise exercise : all) {
      if (progress.isStarted(exercise.id()) && !exercise.goals().isEmpty()) {
        goals(exercise, progress.of(exercise.id()));
      }
    }
    console.out().println(done + " of " + all.size() + " exercises done.");
  }

  private void goals(Exercise exercise, Progress.Done done) {
    page.heading(exercise.id() + " is done when");
    for (Exercise.Goal goal : exercise.goals()) {
      console.out().println("  " + box(done.has(goal.part(), exercise)) + " " + goal.text());
    }
    page.gap();
  }

  private static List<String> row(Exercise exercise, Progress.Done done) {
    List<String> parts = new ArrayList<>();
    int words = (int) exercise.cells().stream().filter(cell -> cell.kind() == Cell.Kind.WORDS).count();
    part("worksheet", done.cells() - done.written(), exercise.cells().size() - words, parts);
    part("in words", done.written(), words, parts);
    if (exercise.code()) {
      parts.add(box(done.code()) + " program");
    }
    if (exercise.experiment().isPresent()) {
      parts.add(box(done.experiment()) + " experiment");
    }
    return List.of(
        done.finished().isEmpty() ? "◐" : "✓", exercise.id(), exercise.title(), String.join("  ", parts),
        String.valueOf(done.checks()), String.valueOf(done.hints()),
        (done.finished().isEmpty() ? "" : "done " + done.finished()) + (done.revealed() ? ", solution seen first" : ""));
  }

  private static void part(String name, int done, int all, List<String> parts) {
    if (all > 0) {
      parts.add(String.format(Locale.ROOT, "%s %s %d/%d", box(done >= all), name, done, all));
    }
  }

  private static String box(boolean done) {
    return done ? "☑" : "☐";
  }
}
