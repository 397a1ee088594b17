package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawGraphTest {
  private static final String NEURON = "z = w*x + b; a = sigmoid(z); L = (a - y)^2";
  private static final String AT = "x=2,y=0.8,w=0.5,b=0";

  @TempDir private Path folder;

  @Test
  void eachFormatIsWritten() throws Exception {
    for (String name : new String[] {"net.svg", "net.png", "net.dot"}) {
      Path out = folder.resolve(name);
      CommandLineRun run = glassprop("graph", NEURON, "--at", AT, "-o", out, "--values", "--gradients");
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).contains(name + ": 9 nodes, 8 edges");
      assertThat(out).isNotEmptyFile();
    }
    assertThat(Files.readString(folder.resolve("net.svg"))).contains("∇", "σ(z)");
  }

  @Test
  void whatIsNotAskedForIsConstant() throws Exception {
    Path out = folder.resolve("net.dot");
    assertThat(glassprop("graph", NEURON, "--at", AT, "--wrt", "w,b", "--values", "-o", out).code()).isZero();
    assertThat(Files.readString(out)).contains("label=\"x\\nscalar\\n2\", style=dashed", "label=\"w\\nscalar\\n0.5\", style=\"rounded");
  }

  @Test
  void theReadersPageDecidesTheDirection() throws Exception {
    Path wide = folder.resolve("wide.svg");
    Path dot = folder.resolve("net.dot");
    assertThat(glassprop("graph", NEURON, "--at", AT, "--direction", "LR", "-o", wide).code()).isZero();
    assertThat(size(Files.readString(wide), "width")).isGreaterThan(size(Files.readString(wide), "height"));
    assertThat(glassprop("graph", NEURON, "--at", AT, "--direction", "lr", "-o", dot).code()).isZero();
    assertThat(Files.readString(dot)).contains("rankdir=LR");
    CommandLineRun wrong = glassprop("graph", NEURON, "--at", AT, "--direction", "rl", "-o", folder.resolve("none.svg"));
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.error()).contains("--direction rl: expected one of tb, lr");
  }

  private static int size(String svg, String attribute) {
    Matcher number = Pattern.compile(attribute + "=\"(\\d+)\"").matcher(svg);
    assertThat(number.find()).isTrue();
    return Integer.parseInt(number.group(1));
  }

  /** No font of this machine has a part in a drawing, so it is the same everywhere. */
  @Test
  void thePictureOfTheReadmeIsWhatItsCommandDraws() throws Exception {
    Path out = folder.resolve("neuron.svg");
    assertThat(glassprop(
        "graph", "a = sigmoid(w*x + b); L = (a - y)^2", "--at", AT, "--wrt", "w,b", "--values", "--gradients", "--direction", "lr", "-o", out)
        .code()).isZero();
    assertThat(out).hasSameTextualContentAs(Path.of("..", "docs", "images", "neuron.svg"));
  }

  @Test
  void foldedThereIsANodeForEachStatement() {
    assertThat(glassprop("graph", NEURON, "--at", AT, "--fold", "-o", folder.resolve("net.svg")).out())
        .contains("7 nodes, 6 edges");
  }

  @Test
  void aFileHasTheProgram() throws Exception {
    Path file = Files.writeString(folder.resolve("neuron.gp"), NEURON.replace("; ", "\n"));
    assertThat(glassprop("graph", "@" + file, "--at", AT, "-o", folder.resolve("net.svg")).out()).contains("9 nodes, 8 edges");
    assertThat(glassprop("graph", "@" + folder.resolve("none.gp"), "-o", folder.resolve("none.svg")).error())
        .contains("there is no file", "none.gp");
  }

  @Test
  void wrongInputIsSaidAndNothingWritten() {
    Path svg = folder.resolve("net.svg");
    CommandLineRun format = glassprop("graph", NEURON, "--at", AT, "-o", folder.resolve("net.jpg"));
    assertThat(format.code()).isEqualTo(2);
    assertThat(format.error()).contains("net.jpg", "expected one of .svg, .png, .dot");
    assertThat(glassprop("graph", NEURON, "--at", AT).error()).contains("--out");
    assertThat(glassprop("graph", "2 + 3", "-o", svg).error()).contains("depends on no input");
    assertThat(glassprop("graph", NEURON, "--at", AT, "--wrt", "v", "-o", svg).error()).contains("--wrt v", "x, y, w, b");
    CommandLineRun missing = glassprop("graph", "x + w", "--at", "x=1", "--values", "-o", svg);
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no value for w");
    assertThat(glassprop("graph", "W@x", "--shape", "W=(2,2)", "-o", svg).error()).contains("without values, x would be single numbers", "--shape x=(…)");
    assertThat(glassprop("graph", "foo(x)", "-o", svg).err()).contains("there is no function foo");
    assertThat(glassprop("graph", "x", "--at", "x=1", "-o", folder).code()).isEqualTo(2);
    assertThat(glassprop("graph", "x", "--at", "x=1", "-o", svg, "--vaules").err()).contains("--vaules");
    assertThat(folder).isEmptyDirectory();
  }

  /** Names without a value have a shape, or are single numbers; no number that stands in for them is seen. */
  @Test
  void aGraphIsDrawnWithoutValues() throws IOException {
    Path svg = folder.resolve("net.svg");
    String[] shapes = {"--shape", "X=(2,5),W=(4,2),b=(4,1)"};
    CommandLineRun run = glassprop("graph", "Z = W@X + b; A = relu(Z)", shapes[0], shapes[1], "-o", svg);
    assertThat(run.code()).as(run.err()).isZero();
    String text = Files.readString(svg).replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", " ");
    assertThat(text).contains("(4, 5)", "(2, 5)").doesNotContainPattern("0\\.\\d");
    assertThat(glassprop("graph", NEURON, "-o", svg).code()).isZero();
  }
}
