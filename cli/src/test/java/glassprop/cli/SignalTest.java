package glassprop.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals go to a process, so that the command runs in one of its own here. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill")
class SignalTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsTrainingAndKeepsTheBestModel(String signal, int code) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process training = start("train", "--epochs", "1000000", "--out", out.toString(), "--json");
    try (BufferedReader err = training.errorReader(StandardCharsets.UTF_8)) {
      assertThat(err.lines().anyMatch(line -> line.startsWith("epoch"))).isTrue(); // training is under way
      new ProcessBuilder("kill", "-" + signal, String.valueOf(training.pid())).start().waitFor();
      assertThat(training.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(training.exitValue()).isEqualTo(code);
      assertThat(err.lines().toList().getLast()).contains("stopped early", "model.safetensors");
    } finally {
      training.destroyForcibly();
    }
    assertThat(Model.load(out.resolve("model.safetensors")).architecture().outputs()).isEqualTo(3);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("model.safetensors", "run.json", "spirals.csv");
    }
  }

  private static Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(
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
