package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelTwinsTest {
  static List<String> floatSources() {
    return KernelTwins.FLOAT_SOURCES;
  }

  @ParameterizedTest
  @MethodSource("floatSources")
  void theFloat64FileIsTheTwinOfTheFloat32File(String source) throws IOException {
    String expected = KernelTwins.twinOf(Files.readString(KernelTwins.SOURCES.resolve(source)));

    assertThat(KernelTwins.SOURCES.resolve(KernelTwins.twinName(source)))
        .as("edit %s, then run KernelTwins in the directory core", source)
        .hasContent(expected);
  }

  @Test
  void replacementReachesTypesLiteralsAndBits() {
    String source = "IntVector b = FloatVector.of(1.5f).asInts(Integer.SIZE); float x = (float) y; // float32";

    String twin = KernelTwins.twinOf(source);

    assertThat(twin)
        .endsWith("LongVector b = DoubleVector.of(1.5).asLongs(Long.SIZE); double x = y; // float64");
  }
}
