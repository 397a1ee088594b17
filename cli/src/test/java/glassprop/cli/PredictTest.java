package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static glassprop.cli.CommandLineRun.table;
import static glassprop.cli.CommandLineRun.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    Path data = table(folder, "points.csv", 100);
    assertThat(glassprop("train", data, "--ignore", "size", "--epochs", 30, "--out", folder.resolve("kind")).code())
        .isZero();
    assertThat(glassprop("train", data, "--target", "size", "--epochs", 30, "--out", folder.resolve("size")).code())
        .isZero();
  }

  private static String refused(Object... args) {
    CommandLineRun run = glassprop(args);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    return run.error();
  }

  @Test
  void classesComeWithTheirProbabilities() {
    Path data = write(folder, "new.csv", "b,a\n0.1,0.9\n0.9,0.1\n");
    CommandLineRun run = glassprop("predict", folder.resolve("kind/model.safetensors"), data);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().toList().getFirst()).isEqualTo("kind,p(big),p(small)");
    assertThat(run.out().lines().toList().get(1)).matches("big,0\\.\\d{6},0\\.\\d{6}");
    assertThat(run.out().lines().toList().get(2)).matches("small,0\\.\\d{6},0\\.\\d{6}");
  }

  @Test
  void aQuantityIsDecodedToTheUnitOfTheFile() {
    Path data = write(folder, "newer.csv", "a,b,kind\n0.5,0.5,big\n");
    CommandLineRun run = glassprop("predict", folder.resolve("size"), data);
    assertThat(run.out()).startsWith("size\n");
    assertThat(Double.parseDouble(run.out().lines().toList().get(1))).isBetween(0.7, 1.3);
  }

  @Test
  void aTargetInTheDataIsScored() {
    Path data = folder.resolve("points.csv");
    assertThat(glassprop("predict", folder.resolve("kind"), data).err()).contains("accuracy 0.9");
    assertThat(glassprop("predict", folder.resolve("kind"), data).err()).contains("ROC AUC", "is \\ taken for");
    assertThat(glassprop("predict", folder.resolve("size"), data).err()).contains("R² 0.9", "mean absolute error");
  }

  @Test
  void aFileIsWrittenInPlaceOfStandardOutput() throws IOException {
    Path out = folder.resolve("predictions.csv");
    CommandLineRun run = glassprop("predict", folder.resolve("kind"), folder.resolve("points.csv"), "--out", out);
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readAllLines(out)).hasSize(101);
  }

  @Test
  void missingColumnsAreListedBesideThoseThatAreThere() {
    Path data = write(folder, "other.csv", "a,c\n1,2\n");
    assertThat(refused("predict", folder.resolve("kind"), data)).contains("expected a column 'b', found 'a', 'c'");
  }

  @Test
  void modelsThatAreNoneAreRefused() throws IOException {
    Path data = folder.resolve("points.csv");
    assertThat(refused("predict", folder.resolve("nothing"), data)).contains("no such file");
    assertThat(refused("predict", data, data)).contains("isn't a safetensors file");
    assertThat(refused("predict", folder, data)).contains("model.safetensors");
    byte[] bytes = Files.readAllBytes(folder.resolve("kind/model.safetensors"));
    bytes[bytes.length - 9] ^= 4;
    Files.write(folder.resolve("flipped.safetensors"), bytes);
    assertThat(refused("predict", folder.resolve("flipped.safetensors"), data)).contains("checksum");
  }

  @Test
  void imagesForATableModelAreRefused() throws IOException {
    Path images = folder.resolve("images.idx");
    Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9});
    assertThat(refused("predict", folder.resolve("kind"), images)).contains("expected a CSV file");
    assertThat(refused("predict", folder.resolve("kind"), images, "--labels", images)).contains("--labels");
  }

  @Test
  void anArgumentThatIsMissingIsNamed() {
    assertThat(refused("predict", folder.resolve("kind"))).contains("DATA");
  }
}
