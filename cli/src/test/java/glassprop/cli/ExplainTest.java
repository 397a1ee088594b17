package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static glassprop.cli.CommandLineRun.glasspropOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainTest {
  private static final String NEURON = "z = w*x + b; a = sigmoid(z); L = (a - y)^2";
  private static final String AT = "x=2,y=0.8,w=0.5,b=0";

  @TempDir private Path folder;

  @Test
  void textGoesThroughTheFiveParts() {
    CommandLineRun run = glassprop("explain", "f = sin(x^2 + 3x)", "--at", "x=1");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().filter(line -> line.matches("\\w.*")))
        .containsExactly("Forward", "Chain", "Backward", "Closed form", "Check");
    assertThat(run.out()).contains("∂f/∂x = cos(x² + 3x)·(2x + 3) = −3.26822", "∂f/∂x = ∂f/∂u · ∂u/∂x");
  }

  @Test
  void digitsAndNamesAreChosen() {
    String out = glassprop("explain", NEURON, "--at", AT, "--wrt", "w,b", "--digits", "17").out();
    assertThat(out).contains("−0.05421882454388").doesNotContain("∂L/∂x");
    assertThat(glassprop("explain", NEURON, "--at", AT, "--digits", "0").error()).contains("--digits 0: expected 1 to 17");
    assertThat(glassprop("explain", NEURON, "--at", AT, "--wrt", "v").error()).contains("no value v to differentiate by");
  }

  @Test
  void jsonHasExactlyItsParts() {
    JsonNode json = JsonMapper.builder().build().readTree(glassprop("explain", NEURON, "--at", AT, "--format", "json").out());
    assertThat(json.propertyNames()).containsExactly("value", "gradients", "steps", "closedForm", "notes", "maxRelativeError");
    assertThat(json.get("value").asDouble()).isEqualTo(0.004752919580515224);
    assertThat(json.get("gradients").get("w").asDouble()).isCloseTo(-0.054218824543881425, within(1e-16));
    assertThat(json.get("closedForm").get("w").asString()).isEqualTo("2(a − y)·a·(1 − a)·x");
    assertThat(json.get("maxRelativeError").asDouble()).isLessThan(1e-8);
    JsonNode step = json.get("steps").get(1);
    assertThat(step.propertyNames())
        .containsExactly("name", "op", "formula", "value", "local", "cotangent", "contributions");
    assertThat(step.get("name").asString()).isEqualTo("a");
    assertThat(step.get("op").asString()).isEqualTo("sigmoid");
    assertThat(step.get("formula").asString()).isEqualTo("σ(z)");
    assertThat(step.get("local").get(0).toString())
        .isEqualTo("{\"input\":\"z\",\"symbol\":\"a·(1 − a)\",\"value\":0.19661193324148185}");
    assertThat(step.get("contributions").get(0).get("from").asString()).isEqualTo("L");
  }

  @Test
  void jsonOfADerivationInSymbolsHasNoNumbers() {
    JsonNode json = JsonMapper.builder().build().readTree(glassprop("explain", "x^2", "--format", "json").out());
    assertThat(json.get("value").isNull()).isTrue();
    assertThat(json.get("closedForm").get("x").asString()).isEqualTo("2x");
    assertThat(json.get("maxRelativeError").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"markdown", "latex", "html"})
  void otherFormatsAreWritten(String format) {
    CommandLineRun run = glassprop("explain", NEURON, "--at", AT, "--format", format);
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith(format.equals("markdown") ? "# " : format.equals("latex") ? "\\documentclass" : "<!DOCTYPE");
    assertThat(glassprop("explain", "x", "--format", "pdf").error()).contains("expected one of text, markdown, latex, html, json");
  }

  @Test
  void coloursStandOnlyWhereTheScreenHasThem() {
    assertThat(glassprop("explain", "x^2", "--at", "x=1").out()).doesNotContain("\u001b");
    assertThat(glasspropOn(new Screen(true, true, 100), "explain", "x^2", "--at", "x=1").out()).contains("\u001b[1mForward");
  }

  @Test
  void aFileHasTheProgram() throws IOException {
    Path file = Files.writeString(folder.resolve("neuron.gp"), "# one neuron\nz = w*x + b\na = sigmoid(z)\nL = (a - y)^2\n");
    assertThat(glassprop("explain", "@" + file, "--at", AT).out()).isEqualTo(glassprop("explain", NEURON, "--at", AT).out());
    assertThat(glassprop("explain", "@" + folder.resolve("none.gp")).error()).contains("there is no file", "none.gp");
    Files.writeString(file, "z = w*x +* b");
    CommandLineRun wrong = glassprop("explain", "@" + file);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("neuron.gp:1:10");
  }

  @Test
  void badInputExitsWith2() {
    assertThat(glassprop("explain", "sine(x)", "--at", "x=1").code()).isEqualTo(2);
    assertThat(glassprop("explain", "sine(x)", "--at", "x=1").err()).contains("did you mean sin?", "^~~~");
    assertThat(glassprop("explain", "2 + 3").error()).contains("nothing to differentiate by");
    assertThat(glassprop("explain", "x", "--at", "y=1").code()).isEqualTo(2);
    assertThat(glassprop("explain", "x' @ W").error()).contains("would be single numbers", "--at x=…,W=…");
    assertThat(glassprop("explain", "x^2", "--frmt", "html").code()).isEqualTo(2);
    assertThat(glassprop("explain", "--frmt").error()).contains("--frmt is no option of explain");
  }

  @Test
  void aGradientThatIsNotANumberExitsWith1() {
    assertThat(glassprop("explain", "1/x", "--at", "x=0").code()).isEqualTo(1);
  }

  /** What docs/explaining.md shows is what the command prints. */
  @Test
  void theDocumentShowsWhatIsPrinted() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "explaining.md"));
    Matcher samples = Pattern.compile("```\n\\$ \\./glassprop (explain .*)\n((?s).*?)```").matcher(document);
    int count = 0;
    while (samples.find()) {
      count++;
      assertThat(glassprop(words(samples.group(1)).toArray()).out()).isEqualTo(samples.group(2));
    }
    assertThat(count).isPositive();
  }

  /** Words of a command line; quotation marks hold them together. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }
}
