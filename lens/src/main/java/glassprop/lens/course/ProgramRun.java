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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    return of(program, LONGEST);
  }

  static ProgramRun of(Path program, Duration longest) {
    require(program);
    return run(program, program, longest, () -> {});
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
        ProgramRun run = run(trials, copy, LONGEST, () -> delete(folder));
        return new ProgramRun(
            run.lines.stream().map(line -> line.replace(copy.toString(), program.toString())).toList(), run.exitCode);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new CourseException("the program can't be tried: " + e.getMessage(), e);
    }
  }

  /** Deletes a folder of files, as far as that goes: what is left is in the folder for temporary files. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> file.toFile().delete());
    } catch (IOException _) {
      // it is gone
    }
    folder.toFile().delete();
  }

  private static void require(Path program) {
    if (!Files.isRegularFile(program)) {
      throw new CourseException("there is no program " + program + "; start the exercise first");
    }
  }

  /**
   * Runs a source file in its folder.
   *
   * @param program the file of the learner's in whose lines places are told
   * @param tidy what is to be done, too, if this JVM is ended meanwhile, as by Ctrl-C; the process is ended with it
   */
  private static ProgramRun run(Path source, Path program, Duration longest, Runnable tidy) {
    ProcessBuilder builder =
        new ProcessBuilder(command(source.toAbsolutePath())).directory(source.toAbsolutePath().resolveSibling("").toFile()).redirectErrorStream(true);
    try (Charge charge = new Charge(tidy)) {
      return watched(charge.start(builder), program, longest);
    } catch (IOException e) {
      throw new CourseException("the program can't be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CourseException("interrupted", e);
    }
  }

  /** A process that does not outlive this JVM: a signal that comes while it is being started waits until it can be ended. */
  private static final class Charge implements AutoCloseable {
    private final Object lock = new Object();
    private final Thread hook;
    private Optional<Process> process = Optional.empty();
    private boolean isOver;

    Charge(Runnable tidy) {
      hook = new Thread(() -> {
        end();
        tidy.run();
      });
      Runtime.getRuntime().addShutdownHook(hook);
    }

    Process start(ProcessBuilder builder) throws IOException {
      synchronized (lock) {
        if (isOver) {
          throw new CourseException("interrupted");
        }
        Process started = builder.start();
        process = Optional.of(started);
        return started;
      }
    }

    private void end() {
      synchronized (lock) {
        isOver = true;
        process.ifPresent(Process::destroyForcibly);
      }
    }

    @Override
    public void close() {
      end();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // this JVM is about to end, and the hook does its work
      }
    }
  }

  private static ProgramRun watched(Process process, Path program, Duration longest) throws IOException, InterruptedException {
    process.getOutputStream().close();
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Thread reader = Thread.ofVirtual().start(() -> read(process, lines));
    boolean ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      String where = Whereabouts.of(process, program).map(line -> ", in " + line).orElse("");
      process.destroyForcibly().waitFor();
      reader.join();
      lines.add("stopped after " + longest.toSeconds() + " s" + where + ": is there a loop that never ends?");
    }
    reader.join();
    return new ProgramRun(lines, ended ? process.exitValue() : -1);
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

  /**
   * A trial that failed.
   *
   * @param problem its name, and what was wrong
   * @param reasons what explains it, if anything is known, and what to think of
   */
  public record Failure(String problem, List<String> reasons) {
    /** Copies the reasons. */
    public Failure {
      reasons = List.copyOf(reasons);
    }
  }

  /** The trials that failed. */
  public List<Failure> failed() {
    List<Failure> failures = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(Trials.FAILED)) {
        failures.add(new Failure(line.substring(Trials.FAILED.length()), List.of()));
      } else if (line.startsWith(Trials.REASON) && !failures.isEmpty()) {
        Failure last = failures.removeLast();
        failures.add(new Failure(
            last.problem(), Stream.concat(last.reasons().stream(), Stream.of(line.substring(Trials.REASON.length()))).toList()));
      }
    }
    return failures;
  }

  /** What else was printed: by the program, or by the compiler. */
  public List<String> printed() {
    return lines.stream().filter(line -> Stream.of(Trials.PASSED, Trials.FAILED, Trials.REASON).noneMatch(line::startsWith)).toList();
  }

  /** Whether all trials passed. */
  public boolean isOk() {
    return exitCode == 0 && failed().isEmpty() && !passed().isEmpty();
  }
}
