package glassprop.nn.data;

import static glassprop.nn.data.Fixtures.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs where the folder {@code ../shared/data}, seen from the root of the repository, is; elsewhere says so. */
@Tag("slow")
@Tag("real-data")
class RealDataTest {

  private static Path data(String name) {
    Path here = Path.of("").toAbsolutePath();
    Path file = Stream.iterate(here, p -> p != null, Path::getParent)
        .map(p -> p.resolve("../shared/data").resolve(name).normalize()).filter(Files::exists).findFirst()
        .orElse(here.resolve("../../shared/data").resolve(name));
    assumeTrue(Files.exists(file), "no real data at " + file);
    return file;
  }

  @Test
  void irisIsAClassificationOfThreeSpecies() {
    Table table = Csv.read(data("iris.csv"));
    assertThat(table.rows()).isEqualTo(150);
    Problem problem = Problem.infer(table, table.lastColumn());
    assertThat(problem.task()).isEqualTo(Task.CLASSIFICATION);
    Split split = Split.of(problem, SplitSizes.DEFAULT, random(1));
    TableEncoder encoder = TableEncoder.fit(problem, split.train());
    assertThat(encoder.inputNames()).containsExactly("sepal_length", "sepal_width", "petal_length", "petal_width");
    assertThat(((Classes) encoder.target()).names()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(DoubleStream.of(encoder.encode(table.select(split.test())).values()))
        .hasSize(4 * split.test().length).allMatch(z -> Math.abs(z) < 5);
  }

  @Test
  void penguinsHaveGapsThatAreReported() {
    Table table = Csv.read(data("penguins.csv"));
    assertThat(table.rows()).isEqualTo(344);
    assertThat(table.notes()).anyMatch(n -> n.contains("'sex' (11)") && n.contains("'bill_length_mm' (2)"));
    Problem problem = Problem.infer(table, "species");
    TableEncoder encoder = TableEncoder.fit(problem, Split.of(problem, SplitSizes.DEFAULT, random(1)).train());
    assertThat(encoder.ignored()).isEmpty();
    assertThat(encoder.inputNames()).contains("island=Biscoe", "sex=FEMALE", "sex=MALE", "sex missing", "body_mass_g");
    assertThat(DoubleStream.of(encoder.encode(table).values())).allMatch(Double::isFinite);
  }

  @Test
  void mpgIsARegressionWithoutTheNames() {
    Table table = Csv.read(data("mpg.csv"));
    assertThat(table.rows()).isEqualTo(398);
    Problem problem = Problem.infer(table, "mpg");
    assertThat(problem.task()).isEqualTo(Task.REGRESSION);
    TableEncoder encoder = TableEncoder.fit(problem, Split.of(problem, SplitSizes.DEFAULT, random(1)).train());
    assertThat(encoder.ignored()).extracting(IgnoredColumn::column).containsExactly("name");
    assertThat(encoder.inputNames()).contains("horsepower", "origin=europe", "origin=japan", "origin=usa");
    assertThat(((NumberColumn) table.column("horsepower")).missing()).isEqualTo(6);
  }

  @Test
  void mnistSplitsIntoEightAndTwoThousandWithAllDigitsInBoth() {
    Images images =
        Idx.read(data("t10k-images-idx3-ubyte.gz"), data("t10k-labels-idx1-ubyte.gz"));
    assertThat(images.count()).isEqualTo(10_000);
    assertThat(images.pixelsPerImage()).isEqualTo(784);
    Split split = Split.of(images, new SplitSizes.Counts(0, 2_000), random(1));
    assertThat(split.train()).hasSize(8_000);
    assertThat(Arrays.stream(split.test()).map(images::labelAt).distinct().count()).isEqualTo(10);
    ImageEncoder encoder = ImageEncoder.of(images);
    // The mean of MNIST's test images, as every tutorial's Normalize(0.1307, …) has it for the training images.
    float[] inputs = encoder.encodeFloats(images, split.train());
    double mean = 0;
    for (float x : inputs) {
      mean += x / inputs.length;
    }
    assertThat(mean).isBetween(0.13, 0.135);
  }
}
