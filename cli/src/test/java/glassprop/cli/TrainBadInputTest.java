package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static glassprop.cli.CommandLineRun.table;
import static glassprop.cli.CommandLineRun.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input gets one line, exit code 2, no stack trace, and nothing written. */
class TrainBadInputTest {
  @TempDir private Path folder;

  private String refused(Object... args) {
    Path out = folder.resolve("out/deep");
    List<Object> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(args));
    if (!all.contains("--out")) {
      all.addAll(List.of("--out", out));
    }
    CommandLineRun run = glassprop(all.toArray());
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(folder.resolve("out")).doesNotExist();
    return run.error();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "--lr       | NaN        | --lr NaN: expected a finite number above 0",
    "--lr       | -1         | --lr -1.0: expected a finite number above 0",
    "--lr       | 0          | --lr 0.0: expected",
    "--lr       | 1e999      | --lr Infinity: expected",
    "--lr       | abc        | '--lr': 'abc' is not a number",
    "--batch    | 0          | --batch 0: expected a whole number, 1 or more",
    "--batch    | 1.5        | '--batch': '1.5' is not a whole number",
    "--epochs   | -1         | --epochs -1: expected a whole number, 1 or more",
    "--seed     | 1e99       | '--seed': '1e99' is not a whole number",
    "--hidden   | 0          | --hidden 0: expected widths",
    "--hidden   | -3         | --hidden -3: expected widths",
    "--hidden   | 8,         | --hidden 8,: expected widths",
    "--hidden   | 900000000  | need",
    "--activation | rleu     | did you mean relu?",
    "--activation | tahn     | did you mean tanh?",
    "--activation | qqqqqq   | expected one of relu, sigmoid, tanh, softplus, log_sigmoid, gelu, silu, mish, hardswish, softsign, identity",
    "--optimizer | adma      | did you mean adam?",
    "--task     | guess      | --task guess: expected one of classification, regression",
    "--task     | regression | expected numbers for regression, found the category",
    "--target   | knd        | did you mean 'kind'?",
    "--momentum | 0.5        | --momentum 0.5: Adam has no constant \"momentum\"",
    "--weight-decay | 0.1    | --weight-decay 0.1: Adam has no constant \"weight decay\"",
    "--schedule | cosin      | did you mean cosine?",
    "--warmup   | -1         | --warmup -1: expected",
    "--clip     | 0          | --clip 0.0: expected a finite number above 0",
    "--validation | 1.5      | --validation 1.5: expected a fraction",
    "--test     | 0          | --test 0: expected a fraction",
    "--test     | .9         | both together must be below 1",
    "--test     | 1000       | expected enough rows",
    "--as-category | zz      | expected a column 'zz', found 'a', 'b', 'size', 'kind'",
    "--ignore   | zz         | expected a column 'zz'",
    "--labels   | l.idx      | --labels belongs to images",
    "--nonsense | 1          | Unknown option",
  })
  void optionsAreCheckedAndNamed(String option, String value, String message) {
    assertThat(refused(table(folder, "t.csv", 40), option, value)).contains(message);
  }

  @Test
  void anOptionWithoutItsValueIsNamed() {
    assertThat(refused("--out", folder.resolve("x"), "--target")).contains("--target");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "a,b;1,2;3          | line 3: expected 2 cells",
    "\"\"               | found an empty file",
    "a,b                | expected rows after the header",
    "a,b;1,x;2,x;3,x    | expected two classes or more, found only 'x'",
    "a,a;1,2            | the same name 'a'",
    "a,b;1,x;1e309,y;2,x;3,y | line 3, column 'a': expected a number, found '1e309'",
    "a,b;1,x;nan,y;2,x;3,y   | line 3, column 'a': expected a number, found 'nan'",
  })
  void tablesAreChecked(String lines, String message) {
    Path data = write(folder, "bad.csv", lines.strip().replace(";", "\n"));
    assertThat(refused(data)).contains("bad.csv").contains(message);
  }

  @Test
  void filesThatAreNoneAreRefused() {
    assertThat(refused(folder.resolve("none.csv"))).contains("no such file");
    assertThat(refused(folder)).contains("found a folder");
  }

  @Test
  void imagesAreCheckedBeforeAnythingIsAllocated() throws IOException {
    Path lying = folder.resolve("images.idx");
    Files.write(lying, new byte[] {0, 0, 8, 3, 127, -1, -1, -1, 127, -1, -1, -1, 127, -1, -1, -1, 5});
    assertThat(refused(lying)).contains("the header gives the sizes");
    Files.write(lying, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3});
    assertThat(refused(lying)).contains("expected 24 bytes by the header, found 19; the file is truncated");
  }

  @Test
  void missingLabelsAreSuggestedWhereTheyLieBeside() throws IOException {
    Path images = folder.resolve("my-images-idx3-ubyte");
    Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2});
    assertThat(refused(images)).contains("name the file of their labels with --labels").doesNotContain("did you mean");
    Path labels = folder.resolve("my-labels-idx1-ubyte");
    Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3});
    assertThat(refused(images)).contains("did you mean --labels " + labels);
    assertThat(refused(images, "--labels", labels)).contains("expected a label for each");
    assertThat(refused(labels)).contains("these are labels");
  }

  @Test
  void theOutFolderIsTriedBeforeTraining() throws IOException {
    Path data = table(folder, "t.csv", 40);
    assertThat(refused(data, "--out", data)).contains("--out", "there is a file of that name");
    assertThat(refused(data, "--out", data.resolve("in"))).contains("--out", "can't be written to");
    assertThat(refused(data, "--out", "/proc/none/here")).contains("--out /proc/none/here");
    Path folderInTheWay = Files.createDirectories(folder.resolve("taken/model.safetensors"));
    assertThat(refused(data, "--out", folder.resolve("taken"))).contains(folderInTheWay.toString());
  }

  @Test
  void aLossThatIsNotFiniteEndsTheRunWith1AndLeavesNothing() {
    Path data = table(folder, "t.csv", 60);
    Path out = folder.resolve("out");
    CommandLineRun run = glassprop("train", data, "--target", "size", "--lr", "1e30", "--optimizer", "sgd",
        "--activation", "relu", "--out", out);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines().toList().getLast()).contains("the loss is", "try a smaller learning rate");
    assertThat(out).doesNotExist();
  }

  @Test
  void namesOfAnyKindAreHandled() throws IOException {
    for (String name : new String[] {"with space.csv", "new\nline.csv", "-dash.csv", "füße.csv"}) {
      Path data = table(folder, name, 40);
      CommandLineRun run = glassprop("train", data, "--epochs", 1, "--out", folder.resolve("o " + name));
      assertThat(run.code()).as(name + run.err()).isZero();
      assertThat(glassprop("predict", folder.resolve("o " + name), data).code()).isZero();
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.startsWith(".glassprop"));
    }
  }
}
