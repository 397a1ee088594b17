package glassprop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import glassprop.nn.model.Model;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals go to a process, so that the command runs in one of its own here. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill")
class SignalTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsTrainingAndKeepsTheBestModel(String signal, int code) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process training = start("", "train", "--epochs", "1000000", "--out", out.toString(), "--json");
    try (BufferedReader err = training.errorReader(StandardCharsets.UTF_8)) {
      boolean ignored = untilTraining(err).contains("SIGINT) is ignored");
      assumeFalse(signal.equals("INT") && ignored,
          "whoever started this build has it ignore Ctrl-C, and a process can't undo that for those that it starts");
      kill(signal, training);
      assertThat(training.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(training.exitValue()).isEqualTo(code);
      assertThat(err.lines().toList().getLast()).contains("stopped early", "model.safetensors");
    } finally {
      training.destroyForcibly();
    }
    assertThat(Model.load(out.resolve("model.safetensors")).network().description().output().shape().get(1)).isEqualTo(3);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("model.safetensors", "run.json", "spirals.csv");
    }
  }

  /** As under nohup, or in the background of a script. */
  @Test
  void whereCtrlCIsIgnoredThatIsSaidOnceAndTermEndsTraining() throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process training = start("trap '' INT; ", "train", "--epochs", "1000000", "--out", out.toString(), "--json");
    try (BufferedReader err = training.errorReader(StandardCharsets.UTF_8)) {
      assertThat(untilTraining(err)).containsOnlyOnce("Ctrl-C (SIGINT) is ignored").contains("kill " + training.pid());
      kill("INT", training);
      assertThat(training.waitFor(1, TimeUnit.SECONDS)).isFalse();
      kill("TERM", training);
      assertThat(training.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(training.exitValue()).isEqualTo(143);
    } finally {
      training.destroyForcibly();
    }
    assertThat(out.resolve("model.safetensors")).exists();
  }

  /** The gradient check of a network of this size takes much longer than a look at the folder. */
  @Test
  void aSignalBeforeTrainingLeavesNoFolder() throws IOException, InterruptedException {
    Path out = folder.resolve("deep/out");
    Process training = start("", "train", "--hidden", "1500,1500", "--out", out.toString());
    try {
      for (int looked = 0; looked < 6000 && !Files.exists(out) && training.isAlive(); looked++) {
        Thread.sleep(5);
      }
      assertThat(out).exists();
      kill("TERM", training);
      assertThat(training.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(training.exitValue()).isEqualTo(143);
    } finally {
      training.destroyForcibly();
    }
    assertThat(folder.resolve("deep")).doesNotExist();
  }

  private static void kill(String signal, Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
  }

  /** What is on standard error until training is under way. */
  private static String untilTraining(BufferedReader err) throws IOException {
    StringBuilder text = new StringBuilder();
    String line = err.readLine();
    while (line != null && !line.startsWith("epoch")) {
      text.append(line).append('\n');
      line = err.readLine();
    }
    assertThat(line).as(text.toString()).isNotNull();
    return text.toString();
  }

  /** Through a shell, which does something first and then becomes the command. */
  private static Process start(String first, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", first + "exec \"$@\"", "sh",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules", "jdk.incubator.vector",
        "-cp", classPath(), "glassprop.cli.Main"));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Tests run on the module path, whose jars will do as a class path. */
  private static String classPath() {
    String modules = System.getProperty("jdk.module.path", "");
    return Path.of("target", "classes") + File.pathSeparator + modules + File.pathSeparator
        + System.getProperty("java.class.path");
  }
}
