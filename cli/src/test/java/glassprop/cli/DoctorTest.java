package glassprop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class DoctorTest {
  @Test
  void theReportNamesWhatMattersForSpeed() {
    CommandLineRun run = CommandLineRun.glassprop("doctor");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Java", "Kernels", "Threads", "Heap", "GFLOP/s", "Advice");
  }

  @Test
  void jsonIsOneObject() {
    JsonNode json = new JsonMapper().readTree(CommandLineRun.glassprop("doctor", "--json").out());
    assertThat(json.get("kernels").asString()).isNotEmpty();
    assertThat(json.get("processors").asInt()).isPositive();
    assertThat(json.get("matmul256GigaflopsRough").asDouble()).isPositive();
  }
}
