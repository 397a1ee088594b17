package glassprop.lens.course;

import glassprop.lens.worksheet.Judgement;
import glassprop.lens.worksheet.Verdict;
import glassprop.lens.worksheet.Worksheet;
import glassprop.nn.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A learner's folder: a subfolder for each exercise that was begun, and {@code progress.txt}. Files are written whole or
 * not at all, and a learner's file is never written over.
 *
 * @param today what is noted when an exercise is done
 */
public record Workspace(Path folder, LocalDate today) {
  private static final String PROGRESS = "progress.txt";

  /**
   * A file of an exercise.
   *
   * @param isNew whether it was written just now, and not there before
   */
  public record Started(Path file, boolean isNew) {}

  /** The worksheet of a variant. */
  public Path worksheet(Exercise exercise, long seed) {
    return folder.resolve(exercise.id()).resolve(exercise.id() + (seed == 0 ? "" : "-" + seed) + ".txt");
  }

  /** The program to complete. */
  public Path program(Exercise exercise) {
    return folder.resolve(exercise.id()).resolve(exercise.id() + ".java");
  }

  /**
   * Writes what an exercise begins with. What is there already stays as it is.
   *
   * @param seed of the variant; 0 for the exercise itself
   */
  public List<Started> start(Exercise exercise, long seed) {
    Exercise variant = variant(exercise, seed);
    List<Started> started = new ArrayList<>();
    if (!exercise.cells().isEmpty()) {
      started.add(write(worksheet(exercise, seed), WorksheetForm.of(variant, seed)));
    }
    if (exercise.code() && seed == 0) {
      started.add(write(program(exercise), Programs.starter(exercise)));
    }
    note(exercise, done -> done);
    return started;
  }

  /** The same exercise with other numbers. */
  public static Exercise variant(Exercise exercise, long seed) {
    return Variants.of(exercise, seed);
  }

  private static Started write(Path file, String text) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Started(file, false);
    }
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    return new Started(file, true);
  }

  /**
   * A worksheet of this exercise, and the variant that it is of.
   *
   * @param seed of the variant to start if there is no file
   * @throws CourseException if there is no such file, or it is of another exercise
   * @throws glassprop.lens.worksheet.WorksheetException if its head can't be read
   */
  public static Filled read(Exercise exercise, long seed, Path file) {
    String text = text(file, "start the exercise first: " + exercise.command("start", seed));
    Worksheet.Head head = Worksheet.head(file.toString(), text);
    if (!head.exercise().equals(exercise.id())) {
      throw new CourseException(String.format(Locale.ROOT, "%s is a worksheet of %s, not of %s", file, head.exercise(), exercise.id()));
    }
    return new Filled(
        variant(exercise, head.seed()), Worksheet.read(file.toString(), text, exercise.cells()));
  }

  /**
   * A worksheet that a learner filled in.
   *
   * @param exercise the variant that it is of
   */
  public record Filled(Exercise exercise, Worksheet worksheet) {}

  private static String text(Path file, String remedy) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      throw new CourseException("there is no " + file + "; " + remedy);
    } catch (CharacterCodingException e) {
      throw new CourseException(file + " is no text in UTF-8; save it as such", e);
    } catch (IOException e) {
      throw new CourseException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** What was done here so far. */
  public Progress progress() {
    Path file = folder.resolve(PROGRESS);
    return Files.exists(file) ? Progress.read(file.toString(), text(file, "")) : new Progress(new LinkedHashMap<>());
  }

  /** Notes that a judgement was asked for, whatever is judged. */
  public void checked(Exercise exercise) {
    note(exercise, Progress.Done::withCheck);
  }

  /** Notes how a worksheet was judged. */
  public void judged(Exercise exercise, List<Judgement> judged) {
    int done = (int) judged.stream().filter(Judgement::isDone).count();
    int written = (int) judged.stream().filter(j -> j.verdict() == Verdict.WRITTEN).count();
    note(exercise, before -> before.withCells(done, written));
  }

  /** Notes how a program was tried. */
  public void passed(Exercise exercise, boolean all) {
    note(exercise, done -> done.withCode(all));
  }

  /** Notes that an experiment was run. */
  public void experimented(Exercise exercise) {
    note(exercise, Progress.Done::withExperiment);
  }

  /** Notes that a solution was shown. */
  public void revealed(Exercise exercise) {
    note(exercise, Progress.Done::withSolution);
  }

  /** Notes that a hint was read, and says which: the first, the second, and then always the last. */
  public int nextHint(Exercise exercise) {
    int level = Math.min(progress().of(exercise.id()).hints() + 1, exercise.hints().size());
    note(exercise, done -> done.hints() < exercise.hints().size() ? done.withHint() : done);
    return level;
  }

  /** Whether a judgement was asked for. */
  public boolean isTried(Exercise exercise) {
    return progress().of(exercise.id()).checks() > 0;
  }

  /** Notes what was done of an exercise, and the day when all of it is. */
  private void note(Exercise exercise, UnaryOperator<Progress.Done> change) {
    Progress progress = progress();
    Progress.Done done = change.apply(progress.of(exercise.id()));
    if (done.finished().isEmpty() && done.isComplete(exercise)) {
      done = done.finishedOn(today.toString());
    }
    AtomicFile.write(
        folder.resolve(PROGRESS), progress.with(exercise.id(), done).text().getBytes(StandardCharsets.UTF_8));
  }
}
