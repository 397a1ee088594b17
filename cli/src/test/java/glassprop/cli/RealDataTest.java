package glassprop.cli;

import static glassprop.cli.CommandLineRun.realData;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs where the folder {@code ../shared/data}, seen from the root of the repository, is; elsewhere says so. */
@Tag("slow")
@Tag("real-data")
class RealDataTest {
  @TempDir private Path folder;

  private double metric(Object... args) {
    List<Object> all = new ArrayList<>(List.of("train", "--json", "--out", folder.resolve("out")));
    all.addAll(List.of(args));
    CommandLineRun run = CommandLineRun.glassprop(all.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.get("gradcheck").get("maxRelativeError").asDouble()).isLessThan(1e-6);
    return json.get("metric").get("value").asDouble();
  }

  @Test
  void irisReaches93Percent() {
    assertThat(metric(realData("iris.csv"))).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void penguinsReach97Percent() {
    assertThat(metric(realData("penguins.csv"), "--target", "species")).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void mpgReachesAnR2Of085() {
    assertThat(metric(realData("mpg.csv"), "--target", "mpg")).isGreaterThanOrEqualTo(0.85);
  }

  @Test
  void mnistReaches90PercentInThreeEpochs() {
    assertThat(metric(realData("t10k-images-idx3-ubyte.gz"), "--labels", realData("t10k-labels-idx1-ubyte.gz"),
        "--epochs", 3)).isGreaterThanOrEqualTo(0.9);
  }
}
