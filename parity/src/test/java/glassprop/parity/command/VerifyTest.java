package glassprop.parity.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Screen;
import glassprop.parity.Oracles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command on an expression; on everything it is what {@code SuiteTest} runs. */
class VerifyTest {
  private static final String NETWORK =
      "z1 = W1*x + b1; a1 = sigmoid(z1); z2 = W2*a1 + b2; yhat = sigmoid(z2); L = -(y*log(yhat) + (1-y)*log(1-yhat))";
  private static final String VALUES = "x=0.5,y=1,W1=0.8,b1=0.2,W2=0.6,b2=0.1";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), Screen.PLAIN, Screen.PLAIN);
    CommandLine line = new CommandLine(new VerifyCommand().command(console)).setErr(console.err());
    line.setExpandAtFiles(false); // as Main sets it
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      console.err().println(failure.getMessage());
      return 2;
    });
    return line.execute(args);
  }

  private JsonNode json(String... args) {
    assertThat(run(args)).as(err.toString()).isZero();
    return JsonMapper.builder().build().readTree(out.toString());
  }

  @BeforeAll
  static void bothOraclesAreThere() {
    assertThat(Oracles.ALL).hasSize(2);
  }

  /** The facts of Exercise 01, to the last digits that float64 has. */
  @ParameterizedTest
  @ValueSource(strings = {"glassprop", "pytorch", "tensorflow", "finiteDifferences"})
  void exerciseOneIsTheSameInEverySystem(String system) {
    JsonNode found = json(NETWORK, "--at", VALUES, "--json");
    assertThat(found.get("value").asDouble()).isCloseTo(0.47885503562144355, within(1e-15));
    double tolerance = system.equals("finiteDifferences") ? 1e-10 : 1e-15;
    Map.of(
            "yhat", -1.6142251134561763,
            "z2", -0.3805077175023467,
            "W2", -0.2456772073729736,
            "b2", -0.3805077175023467,
            "a1", -0.228304630501408,
            "z1", -0.05223250148200243,
            "W1", -0.026116250741001216,
            "b1", -0.05223250148200243)
        .forEach(
            (name, gradient) ->
                assertThat(found.get("gradients").get(name).get(system).asDouble())
                    .as("∂L/∂" + name)
                    .isCloseTo(gradient, within(tolerance)));
    assertThat(found.get("differ").size()).isZero();
    assertThat(found.get("maxRelativeError").asDouble()).isLessThan(1e-14);
  }

  @Test
  void theReportHasALineForEachSystem() {
    assertThat(run(NETWORK, "--at", VALUES)).isZero();
    assertThat(out.toString())
        .contains("Value      L = 0.4788550356214435", "∂L/∂W1", "finite differences")
        .contains("PyTorch " + Oracles.PYTORCH.version(), "TensorFlow " + Oracles.TENSORFLOW.version())
        .contains("✓ PyTorch and TensorFlow agree");
  }

  @Test
  void matricesAreComparedElementByElement() {
    JsonNode found =
        json("sum((x @ W)^2)", "--at", "x=[[1,2]],W=[[1,2],[3,4]]", "--json", "--against", "pytorch");
    assertThat(found.get("gradients").get("W").get("pytorch").toString()).isEqualTo("[[14.0,20.0],[28.0,40.0]]");
    assertThat(found.get("gradients").get("x").has("tensorflow")).isFalse();
    assertThat(found.get("oracles").size()).isEqualTo(1);
  }

  @Test
  void whatDiffersEndsWith1AndNamesTheGradient() {
    assertThat(run("softplus(x)", "--at", "x=25", "--against", "pytorch")).isEqualTo(1);
    assertThat(out.toString()).contains("✗ 1 of 1 gradient differ", "gradient x", "docs/parity.md");
  }

  @Test
  void anOracleThatRefusesIsNoDifference() {
    assertThat(run("ceil(x)*x", "--at", "x=1.5")).isZero();
    assertThat(out.toString()).contains("Refused    TensorFlow: ", "✓ PyTorch agrees");
  }

  @Test
  void butOneMustAnswer() {
    assertThat(run("ceil(x)*x", "--at", "x=1.5", "--against", "tensorflow")).isEqualTo(1);
    assertThat(out.toString()).contains("✗ no oracle answered");
  }

  @Test
  void aCommandLineThatIsWrongSaysSo() {
    assertThat(run("x^2", "--at", "x=1", "--against", "jax")).isEqualTo(2);
    assertThat(err.toString()).contains("--against jax: expected pytorch, tensorflow");
  }

  @ParameterizedTest
  @CsvSource({"--bogus,is no option of verify", "2+2,nothing to differentiate by", "x^2,no value for x", "x^,expected"})
  void soDoesAnExpressionThatIsWrong(String expression, String message) {
    assertThat(run(expression)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void aProgramMayStandInAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("net.gp"), "# a square\nL = x^2\n");
    assertThat(json("@" + file, "--at", "x=3", "--json").get("gradients").get("x").get("tensorflow").asDouble()).isEqualTo(6);
    assertThat(run("@" + folder.resolve("none.gp"), "--at", "x=3")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file");
  }

  /** ∂L/∂x = 2·a·cos x, with the given a, and not with sin x. */
  @ParameterizedTest
  @ValueSource(strings = {"glassprop", "pytorch", "tensorflow", "finiteDifferences"})
  void aGivenValueMovesWithWhatItReplacesInEverySystem(String system) {
    JsonNode found = json("a = sin(x); given a = 0.5; L = a^2", "--at", "x=0.3", "--json");
    assertThat(found.get("value").asDouble()).isEqualTo(0.25);
    assertThat(found.get("gradients").get("x").get(system).asDouble()).isCloseTo(Math.cos(0.3), within(1e-10));
    assertThat(found.get("gradients").get("a").get(system).asDouble()).isCloseTo(1, within(1e-10));
  }

  @Test
  void valuesWithoutAnExpressionAreAMistake() {
    assertThat(run("--at", "x=1")).isEqualTo(2);
    assertThat(err.toString()).contains("there is none");
  }
}
