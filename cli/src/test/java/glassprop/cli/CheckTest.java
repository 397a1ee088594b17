package glassprop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
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
  void anExpressionMayBeginWithAMinus() {
    assertThat(run("-x^2", "--at", "x=3")).isZero();
    assertThat(out.toString()).contains("−9.0", "−6.0");
    assertThat(run("x^2", "--at", "x=3", "--ordr", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("--ordr");
  }
}
