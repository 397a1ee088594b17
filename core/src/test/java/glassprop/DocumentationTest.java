package glassprop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in the documentation are the ones that tests run: a marked region of a test, copied whole. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern EXAMPLE = Pattern.compile("<!-- (\\S+\\.java) (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/adding-an-op.md", "docs/explaining.md"})
  void examplesAreWhatTestsRun(String document) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(ROOT.resolve(document)));
    int count = 0;
    while (example.find()) {
      count++;
      assertThat(example.group(3)).as("%s, example %s", document, example.group(2)).isEqualTo(region(example.group(1), example.group(2)));
    }
    assertThat(count).as("examples in %s", document).isPositive();
  }

  /** The lines between {@code // docs:name} and {@code // docs:end}, without their common indentation. */
  private static String region(String file, String name) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(file));
    int begin = indexOf(lines, "// docs:" + name, 0);
    int end = indexOf(lines, "// docs:end", begin);
    int indent = lines.get(begin).indexOf("//");
    StringBuilder region = new StringBuilder();
    for (String line : lines.subList(begin + 1, end)) {
      region.append(line.isBlank() ? "" : line.substring(indent)).append('\n');
    }
    return region.toString();
  }

  private static int indexOf(List<String> lines, String marker, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(marker)) {
        return i;
      }
    }
    throw new AssertionError("no line " + marker);
  }
}
