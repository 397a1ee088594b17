package glassprop.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the launcher says before it fetches the oracles is true. */
@Tag("slow")
class LauncherTest {
  private static final Pattern SIZE = Pattern.compile("<launcher.fetches>.*, (\\d+) MB, .*</launcher.fetches>");

  @Test
  void theSizeIsThatOfTheFiles() throws IOException {
    List<Path> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
            .filter(p -> p.toString().replace('\\', '/').matches(".*/(org/bytedeco|org/tensorflow|com/google/protobuf)/.*"))
            .toList();
    assumeTrue(jars.stream().anyMatch(jar -> jar.toString().contains("linux-x86_64")), "the figure is of Linux");
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    Matcher size = SIZE.matcher(Files.readString(Path.of("pom.xml")));
    assertThat(size.find()).isTrue();
    assertThat(Double.parseDouble(size.group(1))).isCloseTo(bytes / 1e6, within(1.0));
  }
}
