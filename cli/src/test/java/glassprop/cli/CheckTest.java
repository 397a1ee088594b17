package glassprop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "check";
    System.arraycopy(args, 0, all, 1, args.length);
    return Main.execute(
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), Screen.PLAIN, Screen.PLAIN), all);
  }

  @Test
  void gradientsThatAgreeExitWith0() {
    assertThat(run("sin(x^2 + 3x)", "--at", "x=1")).isZero();
    assertThat(out.toString()).contains("Value", "∂/∂x", "−3.268218104318", "✓ ok: 1 element compared");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void jsonHasValueAndGradientsOfTheirShapes() {
    assertThat(run("sum(x @ W)", "--at", "x=[1,2],W=[[1,2],[3,4]]", "--order", "2", "--json")).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.get("value").asDouble()).isEqualTo(17);
    assertThat(json.get("gradients").get("x").toString()).isEqualTo("[3.0,7.0]");
    assertThat(json.get("gradients").get("W").toString()).isEqualTo("[[1.0,1.0],[2.0,2.0]]");
    assertThat(json.get("numeric").get("x").get(1).asDouble()).isCloseTo(7, within(1e-9));
    assertThat(json.get("maxRelativeError").asDouble()).isLessThan(1e-7);
    assertThat(json.get("ok").asBoolean()).isTrue();
  }

  @Test
  void aValueThatIsNotFiniteExitsWith1() {
    assertThat(run("1/x", "--at", "x=0")).isEqualTo(1);
    assertThat(out.toString()).contains("the value is not finite here");
  }

  @Test
  void whereTheRulesGiveNoNumberThatIsSaidAndTheOperationNamed() {
    assertThat(run("hypot(x,y)^2", "--at", "x=0,y=0", "--order", "2")).isEqualTo(1);
    assertThat(out.toString()).contains("✗ the rules give no number at this point for 4 elements; 2 compared", "the rule of hypot", "move the point");
    assertThat(out.toString()).doesNotContain("disagree", "relative error NaN");
  }

  @Test
  void whatIsNotFiniteIsInTheJson() {
    assertThat(run("sqrt(x^2)", "--at", "x=[1,0]", "--json")).isEqualTo(1);
    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.get("notFinite")).hasSize(1);
    assertThat(json.get("notFinite").get(0).asString()).contains("x[1]: backward gives NaN");
    assertThat(json.get("anomaly").asString()).contains("sqrt").doesNotContain(".java");
    assertThat(json.get("maxRelativeError").asDouble()).isLessThan(1e-7);
  }

  @Test
  void aDisagreementExitsWith1() {
    assertThat(run("(1e17 + x) - 1e17", "--at", "x=1")).isEqualTo(1);
    assertThat(out.toString()).contains("✗ 1 of 1 element disagree", "backward gives 1.0");
  }

  @Test
  void aKinkIsReportedAndNoFailure() {
    assertThat(run("relu(x)", "--at", "x=0")).isZero();
    assertThat(out.toString()).contains("0.0 and 1.0", "a kink", "1 element on a kink");
  }

  @Test
  void bothSlopesAtAKinkAreGivenEvenWhereTheirMeanIsTheGradient() {
    assertThat(run("abs(x) + 0*y", "--at", "x=[1,0],y=2", "--json")).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.get("kinks").asInt()).isEqualTo(1);
    JsonNode sides = json.get("sides").get(0);
    assertThat(sides.get("by").toString() + sides.get("index")).isEqualTo("[\"x\"][1]");
    assertThat(sides.get("left").asDouble()).isCloseTo(-1, within(1e-10));
    assertThat(sides.get("right").asDouble()).isCloseTo(1, within(1e-10));
    assertThat(run("max(x, y)", "--at", "x=1,y=1")).isZero();
    assertThat(out.toString()).contains("0.0 and 1.0", "2 elements on a kink");
  }

  @Test
  void steepFunctionsAndSmallOnesAreComparedAtTheirOwnScale() {
    assertThat(run("sin(1000000*x)", "--at", "x=1")).isZero();
    assertThat(out.toString()).contains("936752.12", "✓ ok: 1 element compared");
    assertThat(run("1/x", "--at", "x=1e-12")).isZero();
    assertThat(run("1e-12*x", "--at", "x=1", "--order", "2")).isZero();
  }

  @Test
  void whatDifferencesCannotDecideIsNeitherOkNorWrong() {
    assertThat(run("sin(1000000000000*x)", "--at", "x=1")).isEqualTo(1);
    assertThat(out.toString()).contains("? undecided", "give another slope with every step").doesNotContain("✗", "✓");
  }

  @Test
  void aVerdictOverNothingSaysSo() {
    assertThat(run("sum(x)", "--at", "x=[]")).isZero();
    assertThat(out.toString()).contains("? nothing was compared").doesNotContain("✓");
    out.getBuffer().setLength(0);
    assertThat(run("relu(x)", "--at", "x=0")).isZero();
    assertThat(out.toString()).contains("? nothing was compared", "1 element on a kink").doesNotContain("✓");
  }

  @Test
  void whatIsNotFiniteIsToldInPlainWordsWithTheOpThatItIsAbout() {
    for (String at : List.of("x=-1", "x=0")) {
      for (String function : List.of("log", "entr", "sqrt")) {
        out.getBuffer().setLength(0);
        int code = run(function + "(x)", "--at", at);
        assertThat(code).as(function + " at " + at).isEqualTo(1);
        assertThat(out.toString()).as(function + " at " + at).doesNotContain("hypot", "settle");
        if (at.equals("x=-1")) {
          assertThat(flat()).contains("move the point to where " + (function.equals("entr") ? "entropy" : function) + " has a finite value");
        }
      }
    }
    out.getBuffer().setLength(0);
    assertThat(run("entr(x)", "--at", "x=0")).isEqualTo(1);
    assertThat(flat()).contains("no finite values on both sides of this point");
    out.getBuffer().setLength(0);
    assertThat(run("hypot(x,y)^2", "--at", "x=0,y=0", "--order", "2")).isEqualTo(1);
    assertThat(flat()).contains("write the expression in another way");
  }

  /** What was printed, without the breaks between lines. */
  private String flat() {
    return out.toString().replaceAll("\\s+", " ");
  }

  @Test
  void whatRoundingHidesIsCounted() {
    assertThat(run("1e6 + 1e-12*x", "--at", "x=1")).isZero();
    assertThat(out.toString()).contains("too small", "1 element too small to be compared relatively");
  }

  @Test
  void badInputExitsWith2AndShowsThePlace() {
    assertThat(run("y = sine(x)", "--at", "x=1")).isEqualTo(2);
    assertThat(err.toString()).startsWith("glassprop: there is no function sine")
        .contains("did you mean sin?", "    ^~~~");
    assertThat(run("x", "--at", "x=1", "--order", "3")).isEqualTo(2);
    assertThat(run("x + w", "--at", "x=1")).isEqualTo(2);
    assertThat(run("2 + 3")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aProgramMayStandInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("net δ.gp");
    Files.writeString(file, "\uFEFF# one neuron\r\nz = w*x + b\r\na = σ(z); given a = 0.9\r\nL = (a − y)²\r\n");
    assertThat(run("@" + file, "--at", "w=0.5,b=0.1,x=1,y=0.8", "--wrt", "w, b", "--order", "2")).isZero();
    assertThat(out.toString()).contains("∂L/∂w", "∂L/∂b", "∂²L/∂w∂b", "✓ ok: 6 elements").doesNotContain("∂L/∂x");
    Files.writeString(file, "z = w*x\ny = sine(z)");
    assertThat(run("@" + file, "--at", "w=1,x=1")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean sin?", "net δ.gp:2:5)", "    ^~~~");
  }

  @Test
  void aFileThatIsNoProgramIsRefused(@TempDir Path folder) throws IOException {
    Path bytes = Files.write(folder.resolve("bytes.gp"), new byte[] {'x', (byte) 0xC3, '='});
    assertThat(run("@" + bytes)).isEqualTo(2);
    assertThat(run("@" + folder)).isEqualTo(2);
    assertThat(run("@" + folder.resolve("none.gp"))).isEqualTo(2);
    assertThat(run("@")).isEqualTo(2);
    assertThat(run("@/dev/zero")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(5).allSatisfy(line -> assertThat(line).startsWith("glassprop: "))
        .anySatisfy(line -> assertThat(line).contains("no text in UTF-8"))
        .anySatisfy(line -> assertThat(line).contains("is a folder"))
        .anySatisfy(line -> assertThat(line).contains("there is no file"))
        .anySatisfy(line -> assertThat(line).contains("expected the name of a file after @"))
        .anySatisfy(line -> assertThat(line).contains("more than 1048576 bytes"));
  }

  @Test
  void aNameThatIsNoInputIsRefused() {
    assertThat(run("wide * x", "--at", "wide=1,x=2", "--wrt", "wdie")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no input wdie", "did you mean wide?");
  }

  @Test
  void anExpressionMayBeginWithAMinus() {
    assertThat(run("-x^2", "--at", "x=3")).isZero();
    assertThat(out.toString()).contains("−9.0", "−6.0");
    assertThat(run("x^2", "--at", "x=3", "--ordr", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("--ordr");
  }
}
