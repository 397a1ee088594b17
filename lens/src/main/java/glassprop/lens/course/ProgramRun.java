package glassprop.lens.course;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of a learner that ran, in a JVM of its own: whatever it does, it ends after a while and harms nothing here.
 *
 * @param lines that it printed, on either stream
 * @param exitCode of the JVM; −1 if it had to be stopped
 */
public record ProgramRun(List<String> lines, int exitCode) {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST_LINES = 2000;

  /** Copies the lines. */
  public ProgramRun {
    lines = List.copyOf(lines);
  }

  /** Runs a program as it is. */
  public static ProgramRun of(Path program) {
    require(program);
    return run(program, program.getParent() == null ? Path.of(".") : program.getParent());
  }

  /** Puts a program to the trials of its exercise. */
  public static ProgramRun trials(Exercise exercise, Path program) {
    require(program);
    try {
      Path folder = Files.createTempDirectory("glassprop");
      try {
        Path copy = folder.resolve(exercise.id() + ".java");
        Path trials = folder.resolve(Programs.trialsClass(exercise) + ".java");
        Files.copy(program, copy);
        Files.writeString(trials, Programs.trials(exercise));
        ProgramRun run = run(trials, folder);
        return new ProgramRun(
            run.lines.stream().map(line -> line.replace(copy.toString(), program.toString())).toList(), run.exitCode);
      } finally {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new CourseException("the program can't be tried: " + e.getMessage(), e);
    }
  }

  private static void require(Path program) {
    if (!Files.isRegularFile(program)) {
      throw new CourseException("there is no program " + program + "; start the exercise first");
    }
  }

  private static ProgramRun run(Path source, Path folder) {
    List<String> command = new ArrayList<>(command(source.toAbsolutePath()));
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      List<String> lines = new ArrayList<>();
      Thread reader = Thread.ofVirtual().start(() -> read(process, lines));
      boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      reader.join();
      if (!ended) {
        lines.add("stopped after " + LONGEST.toSeconds() + " s: is there a loop that never ends?");
      }
      return new ProgramRun(lines, ended ? process.exitValue() : -1);
    } catch (IOException e) {
      throw new CourseException("the program can't be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CourseException("interrupted", e);
    }
  }

  private static void read(Process process, List<String> lines) {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (!line.startsWith("WARNING: Using incubator") && lines.size() < MOST_LINES) {
          lines.add(line);
        }
      }
    } catch (IOException _) {
      // the stream of a process that was stopped
    }
  }

  /** The command that runs a source file against the library that runs here. */
  public static List<String> command(Path source) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(), "--add-modules", "jdk.incubator.vector", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
        "-cp", classPath(), source.toString());
  }

  /** What this JVM runs from: jars of a folder are named by a star. */
  private static String classPath() {
    return Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
        .filter(Objects::nonNull).flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
        .filter(entry -> !entry.isEmpty()).map(ProgramRun::withJars).collect(Collectors.joining(File.pathSeparator));
  }

  private static String withJars(String entry) {
    File[] jars = new File(entry).listFiles((_, name) -> name.endsWith(".jar"));
    Path path = Path.of(entry).toAbsolutePath();
    return jars == null || jars.length == 0 ? path.toString() : path.resolve("*").toString();
  }

  /** The trials that passed, by name. */
  public List<String> passed() {
    return lines.stream().filter(line -> line.startsWith(Trials.PASSED)).map(l -> l.substring(Trials.PASSED.length())).toList();
  }

  /** The trials that failed, each with what was wrong. */
  public List<String> failed() {
    return lines.stream().filter(line -> line.startsWith(Trials.FAILED)).map(l -> l.substring(Trials.FAILED.length())).toList();
  }

  /** What else was printed: by the program, or by the compiler. */
  public List<String> printed() {
    return lines.stream().filter(line -> !line.startsWith(Trials.PASSED) && !line.startsWith(Trials.FAILED)).toList();
  }

  /** Whether all trials passed. */
  public boolean isOk() {
    return exitCode == 0 && failed().isEmpty() && !passed().isEmpty();
  }
}
