package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelTwinsTest {
  private static final Path KERNELS = Path.of("src/main/java/glassprop/kernel");

  static Stream<Map.Entry<Path, String>> twins() throws IOException {
    return KernelTwins.twins(KERNELS).entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("twins")
  void aTwinIsWhatItsSourceMakesOfIt(Map.Entry<Path, String> twin) {
    assertThat(twin.getKey()).as("edit the float32 source, then run " + KernelTwins.COMMAND).hasContent(twin.getValue());
  }

  @Test
  void nothingIsKeptByHandBesideTheTwins() throws IOException {
    try (Stream<Path> files = Files.walk(KERNELS)) {
      assertThat(files.filter(file -> file.getFileName().toString().matches("(Double|Long|Boolean)[A-Z].*")))
          .isNotEmpty()
          .isSubsetOf(KernelTwins.twins(KERNELS).keySet());
    }
  }

  @Test
  void replacementReachesTypesLiteralsAndBits() {
    String source = "IntVector b = FloatVector.of(1.5f).asInts(Integer.SIZE); float x = (float) y; // float32";

    String twin = KernelTwins.twinOf(source);

    assertThat(twin)
        .endsWith("LongVector b = DoubleVector.of(1.5).asLongs(Long.SIZE); double x = y; // float64");
  }

  @Test
  void whatDiffersIsSaidBesideTheFloat32Value() {
    String source =
        """
        static final int BITS = 23; // float64: 52
        static final FloatVector BOUND = constant((float) (1 / f(2.0f))); // float64: 1.0e8
        // float64: static final int MORE = 1;
        """;

    String twin = KernelTwins.twinOf(source);

    assertThat(twin).endsWith(
        """
        static final int BITS = 52;
        static final DoubleVector BOUND = constant(1.0e8);
        static final int MORE = 1;
        """);
  }
}
