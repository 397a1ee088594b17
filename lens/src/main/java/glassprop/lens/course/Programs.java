package glassprop.lens.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The programs of the exercises that ask for one: a starter with gaps, a solution, and the trials that both are put to.
 * They are files of the course, in a folder named for the exercise.
 */
public final class Programs {
  private Programs() {}

  /** The program to complete: a class named for the exercise. */
  public static String starter(Exercise exercise) {
    return file(exercise, "starter.java");
  }

  /** Whether a file is the starter as it was written. */
  public static boolean isStarter(Exercise exercise, Path program) {
    try {
      return Files.readString(program).equals(starter(exercise));
    } catch (IOException _) {
      return false; // what can't be read was changed
    }
  }

  /** The program completed. */
  public static String solution(Exercise exercise) {
    return file(exercise, "solution.java");
  }

  /** The class that tries a program: {@code A2Trials}, with a {@code main}. */
  public static String trials(Exercise exercise) {
    return file(exercise, "trials.java");
  }

  /** The name of the class that {@link #trials} declares. */
  public static String trialsClass(Exercise exercise) {
    return exercise.id() + "Trials";
  }

  private static String file(Exercise exercise, String name) {
    String path = exercise.id() + "/" + name;
    return Course.resource(path).orElseThrow(() -> new IllegalStateException("there is no " + path));
  }
}
