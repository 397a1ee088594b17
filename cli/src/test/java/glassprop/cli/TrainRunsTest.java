package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static glassprop.cli.CommandLineRun.glasspropReading;
import static glassprop.cli.CommandLineRun.table;
import static glassprop.cli.CommandLineRun.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Runs are kept apart, tied to their records, and made of standard input too. */
class TrainRunsTest {
  @TempDir private Path folder;

  private static List<String> spooled() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("glassprop-")).toList();
    }
  }

  /** The working folder of a test is the module's; the generated name is unique, and what it made is removed. */
  @Test
  void runsWithoutAFolderAreNumbered() throws IOException {
    String name = "numbered" + System.nanoTime();
    Path data = table(folder, name + ".csv", 40);
    Path runs = Path.of("runs");
    boolean before = Files.exists(runs);
    List<Path> folders = Stream.of("-1", "-1-2", "-1-3").map(end -> runs.resolve(name + end)).toList();
    try {
      for (Path expected : folders) {
        CommandLineRun run = glassprop("train", data, "--epochs", 1);
        assertThat(run.out()).contains(expected.resolve("model.safetensors").toString()).doesNotContain("replaced");
        assertThat(expected.resolve("run.json")).exists();
      }
      assertThat(glassprop("train", data, "--epochs", 2, "--overwrite").out()).contains(name + "-1/model", "replaced");
      assertThat(runs.resolve(name + "-1-4")).doesNotExist();
    } finally {
      for (Path run : folders) {
        Files.deleteIfExists(run.resolve("run.json"));
        Files.deleteIfExists(run.resolve("model.safetensors"));
        Files.deleteIfExists(run);
      }
      if (!before) {
        Files.deleteIfExists(runs);
      }
    }
  }

  @Test
  void aFolderThatHoldsARunIsNotReplacedUnlessAsked() throws IOException {
    Path data = table(folder, "points.csv", 40);
    Path out = folder.resolve("out");
    assertThat(glassprop("train", data, "--epochs", 1, "--out", out).code()).isZero();
    byte[] model = Files.readAllBytes(out.resolve("model.safetensors"));
    CommandLineRun refused = glassprop("train", data, "--epochs", 2, "--out", out);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.error()).contains("holds a run already (model.safetensors, run.json)", "--overwrite replaces it");
    assertThat(Files.readAllBytes(out.resolve("model.safetensors"))).isEqualTo(model);
    assertThat(glassprop("train", data, "--epochs", 2, "--out", out, "--overwrite").out()).contains("replaced");
    assertThat(Files.readAllBytes(out.resolve("model.safetensors"))).isNotEqualTo(model);
  }

  @Test
  void aFolderWithoutARunMayHoldOtherFiles() {
    write(folder, "notes.txt", "mine");
    assertThat(glassprop("train", table(folder, "points.csv", 40), "--epochs", 1, "--out", folder).code()).isZero();
  }

  @Test
  void aRecordOfAnotherRunIsSaidToBeOne() throws IOException {
    Path data = table(folder, "points.csv", 40);
    for (String epochs : List.of("1", "2")) {
      glassprop("train", data, "--epochs", epochs, "--out", folder.resolve(epochs));
    }
    assertThat(glassprop("predict", folder.resolve("1"), data).err()).doesNotContain("run.json");
    Files.copy(folder.resolve("2/run.json"), folder.resolve("1/run.json"), StandardCopyOption.REPLACE_EXISTING);
    CommandLineRun run = glassprop("predict", folder.resolve("1/model.safetensors"), data);
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("run.json is of another run than the model beside it");
    assertThat(new JsonMapper().readTree(glassprop("predict", folder.resolve("1"), data, "--json").out()).get("notes").toString())
        .contains("of another run");
    Files.writeString(folder.resolve("1/run.json"), "{ cut");
    assertThat(glassprop("predict", folder.resolve("1"), data).err()).contains("run.json, the record of the run, can't be read");
    Files.delete(folder.resolve("1/run.json"));
    assertThat(glassprop("predict", folder.resolve("1"), data).err()).doesNotContain("run.json");
  }

  @Test
  void standardInputTrainsTheSameModelAsTheFile() throws IOException {
    Path data = table(folder, "points.csv", 60);
    List<String> before = spooled();
    CommandLineRun read = glasspropReading(Files.readAllBytes(data), "train", "-", "--epochs", 2, "--out", folder.resolve("in"));
    assertThat(read.code()).as(read.err()).isZero();
    assertThat(read.out()).contains("standard input: 60 rows", "predict " + folder.resolve("in") + " -").doesNotContain("spirals");
    glassprop("train", data, "--epochs", 2, "--out", folder.resolve("file"));
    String predicted = glassprop("predict", folder.resolve("file"), data).out();
    assertThat(glassprop("predict", folder.resolve("in"), data).out()).isEqualTo(predicted);
    assertThat(glasspropReading(Files.readAllBytes(data), "predict", folder.resolve("in"), "-").out()).isEqualTo(predicted);
    assertThat(spooled()).isEqualTo(before);
  }

  @Test
  void whatIsWrongWithStandardInputIsSaidOfItByName() throws IOException {
    List<String> before = spooled();
    byte[] images = {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9};
    byte[] cut = {0x1f, (byte) 0x8b, 8, 0, 1, 2};
    for (byte[] input : List.of(images, cut, new byte[0], "a,b\n1,2\n3\n".getBytes(StandardCharsets.UTF_8))) {
      CommandLineRun run = glasspropReading(input, "train", "-", "--out", folder.resolve("out"));
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.error()).contains("standard input").doesNotContain(".input");
    }
    assertThat(glasspropReading(images, "train", "-", "--out", folder.resolve("out")).error()).contains("images are read from a file");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(spooled()).isEqualTo(before);
  }

  @Test
  void optionsOfReadingReachTheFile() {
    String rows = "1,2,x\n2,1,y\n3,5,x\n5,3,y\n".repeat(10);
    Path bare = write(folder, "bare.csv", rows);
    assertThat(glassprop("train", bare, "--epochs", 1, "--out", folder.resolve("a")).error()).contains("--no-header");
    assertThat(glassprop("train", bare, "--no-header", "--epochs", 1, "--out", folder.resolve("b")).out()).contains("column3");
    assertThat(glassprop("train", bare, "--header", "--no-header").error()).contains("contradict");
    assertThat(glassprop("predict", folder.resolve("b"), bare, "--no-header").err()).contains("40 rows");
    assertThat(glassprop("train", bare, "--max-expansion", "0").error()).contains("--max-expansion 0", "1 or more");
    StringBuilder keys = new StringBuilder("id,a,kind\n");
    for (int i = 0; i < 60; i++) {
      keys.append(1000 + i).append(',').append(i % 7).append(i % 7 > 3 ? ",x\n" : ",y\n");
    }
    Path keyed = write(folder, "keys.csv", keys.toString());
    assertThat(glassprop("train", keyed, "--epochs", 1, "--out", folder.resolve("c")).out()).contains("'id' isn't used");
    assertThat(glassprop("train", keyed, "--as-number", "id", "--epochs", 1, "--out", folder.resolve("d")).out()).doesNotContain("'id' isn't used");
  }
}
