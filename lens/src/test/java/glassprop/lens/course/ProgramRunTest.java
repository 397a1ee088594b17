package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In JVMs of their own. */
@Tag("slow")
class ProgramRunTest {
  private static final String ENDLESS = """
      class Endless {
        static double halved(double x) {
          while (x < 1) {
            x = x / 2;
          }
          return x;
        }
        static void main() {
          IO.println("begins");
          IO.println(halved(0.5));
        }
      }
      """;

  @TempDir Path folder;

  private Path program() throws IOException {
    return Files.writeString(folder.resolve("Endless.java"), ENDLESS);
  }

  @Test
  void aProgramThatDoesNotEndIsStoppedAndItsLineIsTold() throws IOException {
    ProgramRun run = ProgramRun.of(program(), Duration.ofSeconds(4));
    for (int seconds = 16; !run.lines().getFirst().equals("begins"); seconds *= 4) { // it was still being compiled
      run = ProgramRun.of(program(), Duration.ofSeconds(seconds));
    }
    assertThat(run.exitCode()).isEqualTo(-1);
    assertThat(run.lines().getLast()).matches("stopped after \\d+ s, in line [34] \\(Endless.halved\\): is there a loop that never ends\\?");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void whoeverIsInterruptedMeanwhileEndsTheProgram() throws Exception {
    Path program = program();
    AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("nothing was thrown"));
    Thread running = Thread.ofPlatform().start(() -> {
      try {
        ProgramRun.of(program, Duration.ofMinutes(5));
      } catch (CourseException e) {
        thrown.set(e);
      }
    });
    while (ProcessHandle.current().children().findAny().isEmpty()) {
      Thread.sleep(20);
    }
    running.interrupt();
    running.join();
    assertThat(thrown.get()).isInstanceOf(CourseException.class).hasMessage("interrupted");
    ProcessHandle.current().children().forEach(child -> child.onExit().join());
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  /** As by Ctrl-C, which reaches this JVM alone if the program has put itself out of its reach. */
  @Test
  void theProgramEndsWithTheJvmThatRunsIt() throws Exception {
    Path host = Files.writeString(folder.resolve("Host.java"), """
        class Host {
          static void main(String[] args) {
            glassprop.lens.course.ProgramRun.of(java.nio.file.Path.of(args[0]));
          }
        }
        """);
    List<String> command = new ArrayList<>(ProgramRun.command(host));
    command.add(program().toString());
    Process running = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile()).start();
    while (running.isAlive() && running.children().findAny().isEmpty()) {
      Thread.sleep(20);
    }
    ProcessHandle child = running.children().findAny().orElseThrow();
    running.destroy();
    running.waitFor();
    assertThat(child.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
  }
}
