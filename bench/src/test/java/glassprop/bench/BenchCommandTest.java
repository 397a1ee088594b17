package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.cli.LeafCommand;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
  @Test
  void theGlasspropCommandFindsIt() {
    assertThat(ServiceLoader.load(LeafCommand.class)).anyMatch(leaf -> leaf.name().equals("bench"));
  }
}
