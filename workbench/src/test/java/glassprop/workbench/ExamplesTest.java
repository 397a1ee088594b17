package glassprop.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples outside the modules run as they are. */
@Tag("slow")
class ExamplesTest {
  @TempDir private Path folder;

  @Test
  void aServiceTrainsOnAFileAndAnswersForARow() throws Exception {
    List<String> lines = new ArrayList<>(List.of("x,y"));
    IntStream.range(0, 100).forEach(i -> lines.add(i + "," + (2 * i + 1)));
    Files.write(folder.resolve("line.csv"), lines);
    String out = run("TrainingService", "line.csv", "x=30");
    assertThat(out).startsWith("epoch 1 of ").contains("r2=").endsWith("true\n");
    String[] answer = out.substring(out.indexOf("\ny\n") + 3).split("\n", -1);
    assertThat(Double.parseDouble(answer[0])).isBetween(50.0, 72.0);
    assertThat(folder.resolve("runs").resolve("line-1").resolve(RunFiles.MODEL)).exists();
  }

  private String run(String example, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules", "jdk.incubator.vector", "-Dstdout.encoding=UTF-8", "--class-path", classPath(),
        Path.of("..", "examples", example + ".java").toAbsolutePath().toString()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectError(folder.resolve("err").toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    return out;
  }

  /** Tests run on the module path, whose folders and jars will do as a class path. */
  private static String classPath() {
    String classes = Path.of(Release.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    return String.join(File.pathSeparator, classes, System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path"));
  }
}
