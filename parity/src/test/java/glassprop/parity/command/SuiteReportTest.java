package glassprop.parity.command;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Screen;
import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Part;
import glassprop.parity.suite.Case;
import glassprop.parity.suite.Suite;
import glassprop.parity.suite.Summary;
import glassprop.parity.suite.Tolerance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of a suite: the engine stands in for an oracle. */
class SuiteReportTest {
  private static Case about(String name, double ours, double theirs) {
    return new Case(
        new Case.Subject("op", name), "(1)", Tolerance.ROUNDING,
        (engine, oracle) -> Optional.of(new Case.Answers(List.of(part(ours)), List.of(part(theirs)))));
  }

  private static Part part(double number) {
    return new Part("gradient 0", NdArray.over(new double[] {number}, Shape.of(1)));
  }

  private static Summary summary(Case... cases) {
    return new Suite(new Engine(), List.of(new Engine()), List.of(cases)).run(tried -> {});
  }

  private static String printed(Summary summary) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    new SuiteReport(summary).print(new Console(writer, writer, Screen.PLAIN, Screen.PLAIN));
    return out.toString();
  }

  @Test
  void jsonCountsAndNamesWhatDiffers() {
    JsonNode json =
        JsonMapper.builder().build()
            .readTree(new SuiteReport(summary(about("exp", 1, 1), about("tanh", 1.0005, 1))).json());
    assertThat(json.get("oracles").get(0).get("name").asString()).isEqualTo("glassprop");
    assertThat(json.get("cases").asInt()).isEqualTo(2);
    assertThat(json.get("agree").asInt()).isEqualTo(1);
    assertThat(json.get("differ").size()).isEqualTo(1);
    assertThat(json.get("differ").get(0).get("subject").asString()).isEqualTo("tanh");
    assertThat(json.get("maxRelativeError").asDouble()).isBetween(4.9e-4, 5.1e-4);
  }

  @Test
  void theReportNamesWhatDiffers() {
    assertThat(printed(summary(about("exp", 1, 1), about("tanh", 1.0005, 1))))
        .contains("✗ 1 of 2 comparisons differ unlisted", "op tanh (1) against Glassprop: gradient 0 differs by 5.0e-04");
  }

  @Test
  void theReportSaysThatAllAgree() {
    assertThat(printed(summary(about("exp", 1, 1)))).contains("✓ all agree");
  }

  @Test
  void aRefusalIsADifferenceAndNotTheEnd() {
    Case refused =
        new Case(
            new Case.Subject("op", "conv2d"), "(1)", Tolerance.ROUNDING,
            (engine, oracle) -> {
              throw new IllegalStateException("no such kernel");
            });
    assertThat(printed(summary(refused, about("exp", 1, 1)))).contains("1 of 2", "op conv2d (1) against Glassprop: no such kernel");
  }
}
