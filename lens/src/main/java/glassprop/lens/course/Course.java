package glassprop.lens.course;

import glassprop.text.Spelling;
import glassprop.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** All exercises, in the order in which they are best done. */
public final class Course {
  private static final String FOLDER = "exercises/";

  private Course() {}

  /** The ids, in order. */
  public static List<String> ids() {
    return resource("contents.txt").orElseThrow(() -> new IllegalStateException("the course has no contents"))
        .lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty()).toList();
  }

  /** All exercises, in order. */
  public static List<Exercise> all() {
    return ids().stream().map(Course::exercise).toList();
  }

  /**
   * An exercise by its id, in capitals or not.
   *
   * @throws CourseException if there is none
   */
  public static Exercise exercise(String id) {
    List<String> ids = ids();
    String known = ids.stream().filter(id::equalsIgnoreCase).findFirst().orElseThrow(() -> new CourseException(
        "there is no exercise " + Visible.text(id) + suggestion(id, ids)));
    String file = known + ".md";
    String text = resource(file).orElseThrow(() -> new IllegalStateException("there is no " + file));
    Exercise exercise = ExerciseReader.read(file, text);
    if (!exercise.id().equals(known)) {
      throw new IllegalStateException(file + " calls itself " + exercise.id());
    }
    return exercise;
  }

  private static String suggestion(String id, List<String> ids) {
    String near = Spelling.suggestion(id, ids);
    return (near.isEmpty() ? ";" : near) + " glassprop exercise list shows all";
  }

  /** A file of the course as text; empty if there is none. */
  static Optional<String> resource(String name) {
    try (InputStream in = Course.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
