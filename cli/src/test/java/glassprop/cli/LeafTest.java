package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands of leaf modules, seen from where no leaf is. */
class LeafTest {
  @Test
  void theHelpNamesThem() {
    assertThat(glassprop("--help").out()).containsPattern("(?m)^  verify +Compares every op");
  }

  @ParameterizedTest
  @EnumSource
  void withoutItsModuleACommandSaysHowToGetIt(Leaf leaf) {
    String name = leaf.name().toLowerCase(Locale.ROOT);
    CommandLineRun run = glassprop(name, "anything", "--option");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).startsWith("glassprop: " + name + ": its module is not here").contains("./glassprop " + name);
  }

  @Test
  void itsHelpIsKnownAllTheSame() {
    CommandLineRun run = glassprop("verify", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Usage: glassprop verify", "Fetches them on first use");
  }

  @ParameterizedTest
  @EnumSource
  void theLauncherKnowsTheModule(Leaf leaf) throws IOException {
    String launcher = Files.readString(Path.of("..", "glassprop"));
    assertThat(launcher).containsPattern("(?m)^    " + leaf.name().toLowerCase(Locale.ROOT) + "\\) echo \\w+ ;;");
  }
}
