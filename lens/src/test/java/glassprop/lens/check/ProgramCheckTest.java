package glassprop.lens.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.lens.expression.Bindings;
import glassprop.lens.expression.Program;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures of the course, from {@code spec/exercises.md}, computed by programs and held to finite differences. */
class ProgramCheckTest {
  private static final Offset<Double> EXACT = within(1e-15);

  private static ProgramCheck check(int order, String program, String... at) {
    return ProgramCheck.run(Program.parse(program), Bindings.parse(List.of(at)).values(), order);
  }

  private static double gradient(ProgramCheck check, String input) {
    return check.first().stream().filter(c -> c.input().equals(input)).findFirst().orElseThrow()
        .analytic().item();
  }

  @Test
  void a1TheChainRule() {
    ProgramCheck check = check(2, "sin(x^2+3*x)", "x=1");
    assertThat(gradient(check, "x")).isCloseTo(-3.2682181043180596, EXACT);
    // f″ = −sin(u)·(2x+3)² + 2cos(u), u = x² + 3x
    double expected = -25 * Math.sin(4) + 2 * Math.cos(4);
    assertThat(check.second().getFirst().analytic().item()).isCloseTo(expected, within(1e-13));
    assertThat(check.ok()).isTrue();
    assertThat(check.kinks()).isZero();
    assertThat(check.maxRelativeError()).isLessThan(1e-8);
  }

  @Test
  void a2OneNeuron() {
    ProgramCheck check = check(2, "z = w x + b; a = sigmoid(z); L = (a - y)^2", "w=0.5,b=0.1,x=1,y=0.8");
    double a = 0.6456563062257954;
    assertThat(check.name()).isEqualTo("L");
    assertThat(gradient(check, "w")).isCloseTo(2 * (a - 0.8) * a * (1 - a), EXACT);
    assertThat(check.ok()).isTrue();
    assertThat(check.second().get(1).symbol()).isEqualTo("∂²L/∂w∂b");
    assertThat(check.second()).hasSize(16).allSatisfy(c -> assertThat(c.report().checked()).isEqualTo(1));
  }

  @Test
  void b1NumericAgainstAnalytic() {
    ProgramCheck check = check(1, "a = σ(w x); L = (a − y)²", "x=2, y=0.8, w=0.5");
    assertThat(check.value().item()).isCloseTo(0.004752919580515224, EXACT);
    assertThat(gradient(check, "w")).isCloseTo(-0.054218824543881425, EXACT);
    assertThat(check.ok()).isTrue();
  }

  @Test
  void u1ThreeStages() {
    ProgramCheck check = check(1, "relu(3x + 1)^2", "x=2");
    assertThat(gradient(check, "x")).isEqualTo(42);
    assertThat(check.ok()).isTrue();
  }

  @Test
  void u2ANeuronByHand() {
    ProgramCheck check = check(1, "L = (sigmoid(w*x + b) - y)^2", "w=0.5", "b=0.1", "x=1", "y=0.8");
    assertThat(check.value().item()).isCloseTo(0.023821975807865457, EXACT);
    assertThat(gradient(check, "w")).isCloseTo(-0.07062280949881264, EXACT);
    assertThat(gradient(check, "b")).isCloseTo(-0.07062280949881264, EXACT);
    assertThat(check.ok()).isTrue();
  }

  @Test
  void exercise01() {
    String backward = "L = -(y ln(ŷ) + (1 - y) ln(1 - ŷ))";
    String[] steps = {"z1 = W1 x + b1", "a1 = σ(z1)", "z2 = W2 a1 + b2", "ŷ = σ(z2)", backward};
    String[] values = {"x=0.5", "y=1", "W1=0.8", "b1=0.2", "W2=0.6", "b2=0.1"};
    ProgramCheck all = check(1, String.join("; ", steps), values);
    assertThat(all.ok()).isTrue();
    var computed = Program.parse(String.join("\n", steps)).evaluate(Bindings.parse(List.of(values)).values());
    assertThat(computed.of("z1").item()).isCloseTo(0.6, EXACT);
    assertThat(computed.of("a1").item()).isCloseTo(0.6456563062257954, EXACT);
    assertThat(computed.of("z2").item()).isCloseTo(0.48739378373547726, EXACT);
    assertThat(computed.of("ŷ").item()).isCloseTo(0.6194922824976533, EXACT);
    assertThat(computed.of("L").item()).isCloseTo(0.47885503562144355, EXACT);
    assertThat(gradient(all, "W2")).isCloseTo(-0.2456772073729736, EXACT);
    assertThat(gradient(all, "b2")).isCloseTo(-0.3805077175023467, EXACT);
    assertThat(gradient(all, "W1")).isCloseTo(-0.026116250741001216, EXACT);
    assertThat(gradient(all, "b1")).isCloseTo(-0.05223250148200243, EXACT);
    // the gradients in between: of the last steps alone, with what comes before as an input
    assertThat(gradient(check(1, backward, "y=1,ŷ=0.6194922824976533"), "ŷ"))
        .isCloseTo(-1.6142251134561763, within(1e-14));
    assertThat(gradient(check(1, "ŷ = σ(z2);" + backward, "y=1,z2=0.48739378373547726"), "z2"))
        .isCloseTo(-0.3805077175023467, EXACT);
    String upper = "z2 = W2 a1 + b2; ŷ = σ(z2);" + backward;
    assertThat(gradient(check(1, upper, "y=1,W2=0.6,b2=0.1,a1=0.6456563062257954"), "a1"))
        .isCloseTo(-0.228304630501408, EXACT);
    assertThat(gradient(check(1, "a1 = σ(z1);" + upper, "y=1,W2=0.6,b2=0.1,z1=0.6"), "z1"))
        .isCloseTo(-0.05223250148200243, EXACT);
  }

  @Test
  void tensorsAreCheckedElementByElement() {
    ProgramCheck check = check(2, "P = softmax(X @ W + b); -sum(Y * ln(P))",
        "X=[[1,2],[3,-1],[0.5,0.25]]", "W=[[0.1,0.2,0.3],[0.3,0.4,-0.5]]", "b=[0,0.1,-0.1]",
        "Y=[[1,0,0],[0,0,1],[0,1,0]]");
    assertThat(check.ok()).isTrue();
    assertThat(check.first().get(0).input()).isEqualTo("X");
    assertThat(check.comparisons().mapToInt(c -> c.report().checked()).sum()).isEqualTo(24 + 4 * 24);
  }

  @Test
  void theGradientOfATensorIsThatOfItsSum() {
    ProgramCheck check = check(1, "x^2", "x=[1,2,3]");
    assertThat(check.value().toDoubles()).containsExactly(1, 4, 9);
    assertThat(check.first().getFirst().analytic().toDoubles()).containsExactly(2, 4, 6);
  }

  @Test
  void inputsThatOnlyChooseElementsAreLeftOut() {
    ProgramCheck check = check(2, "cross_entropy(x @ W, t) + x[i, 0]", "x=[[1,2],[0.5,-1]],W=[[0.1,0.2],[0.3,-0.4]],t=[1,0],i=1");
    assertThat(check.first()).extracting(Comparison::input).containsExactly("x", "W");
    assertThat(check.ok()).isTrue();
    assertThat(check.kinks()).isZero();
    // a step function does not choose elements: its gradient is 0, which finite differences confirm
    assertThat(check(1, "x * (t > 1)", "x=2,t=1.5").first()).extracting(Comparison::input).containsExactly("x", "t");
  }

  private static ProgramCheck by(String program, String at, String... names) {
    return ProgramCheck.run(Program.parse(program), Bindings.parse(List.of(at)).values(), 2, List.of(names));
  }

  @Test
  void gradientsByOnlySomeInputs() {
    ProgramCheck check = by("z = w x + b; L = (sigmoid(z) - y)^2", "w=0.5,b=0.1,x=1,y=0.8", "w", "b");
    assertThat(check.first()).extracting(Comparison::input).containsExactly("w", "b");
    assertThat(check.second()).hasSize(4);
    assertThat(by("leaky_relu(x, a)", "x=-2,a=0.25", "x").ok()).isTrue();
    assertThatThrownBy(() -> by("z = wide x; z^2", "wide=1,x=2", "wdie")).hasMessageContaining("no input wdie, only wide, x; did you mean wide?");
    assertThatThrownBy(() -> by("z = w x; z^2", "w=1,x=2", "z")).hasMessageContaining("z is computed by the program");
    assertThatThrownBy(() -> by("x[i]", "x=[1,2],i=1", "i")).hasMessageContaining("i only chooses elements");
  }

  /** Finite differences see the given value move as the one that is computed would. */
  @Test
  void gradientsPassThroughGivenValues() {
    String program =
        "Z1 = X @ W1 + b1; A1 = sigmoid(Z1); given A1 = [[0.9, 0.95]]; L = sum((A1 @ W2 - [[1, 0]])^2)";
    ProgramCheck check = check(2, program, "X=[[2,3]],W1=[[0.1,0.2],[0.3,0.4]],b1=[0.5,0.6],W2=[[0.5,0.6],[0.7,0.8]]");
    assertThat(check.ok()).isTrue();
    double[] toW1 = check.first().get(1).analytic().toDoubles();
    double error = 2 * (0.9 * 0.5 + 0.95 * 0.7 - 1) * 0.5 + 2 * (0.9 * 0.6 + 0.95 * 0.8) * 0.6;
    double trueA1 = 0.8320183851339245;
    assertThat(toW1[0]).isCloseTo(error * trueA1 * (1 - trueA1) * 2, EXACT);
  }

  @Test
  void aKinkIsNoFailure() {
    ProgramCheck check = check(1, "relu(x)", "x=[-1,0,1]");
    assertThat(check.kinks()).isEqualTo(1);
    assertThat(check.ok()).isTrue();
    assertThat(check.first().getFirst().analytic().toDoubles()).containsExactly(0, 0, 1);
  }

  @Test
  void aKinkNearThePointIsNoFailureEither() {
    ProgramCheck check = check(1, "relu(x) + abs(x - 0.0005)", "x=0.0001");
    assertThat(check.ok()).isTrue();
    assertThat(check.first().getFirst().numeric().item()).isCloseTo(0, within(1e-7));
  }

  @Test
  void whereTheValueIsNotFiniteNothingIsOk() {
    assertThat(check(1, "1/x", "x=0").ok()).isFalse();
    assertThat(check(1, "ln(x)", "x=-1").ok()).isFalse();
    assertThat(check(1, "sqrt(x)", "x=0").ok()).isFalse();
  }

  /** Rounding has eaten x, so that finite differences see a constant: what a wrong gradient looks like. */
  @Test
  void aDisagreementIsNotOk() {
    ProgramCheck check = check(1, "(1e17 + x) - 1e17", "x=1");
    assertThat(check.ok()).isFalse();
    assertThat(check.maxRelativeError()).isEqualTo(1);
    assertThat(check.first().getFirst().report().failures()).hasSize(1);
  }

  @Test
  void largeValuesAndSteepSlopesAreNoFailures() {
    assertThat(check(1, "1e6 + sin(x)", "x=1").ok()).isTrue();
    assertThat(check(1, "sin(100x) + exp(20x)", "x=1.5").ok()).isTrue();
    assertThat(check(2, "x^10 / 1e-3", "x=12").ok()).isTrue();
  }

  @Test
  void whatTheResultDoesNotDependOnHasGradientZero() {
    ProgramCheck check = check(2, "q = 3 y; x + (y > 1)", "x=1,y=2");
    assertThat(gradient(check, "y")).isZero();
    assertThat(check.ok()).isTrue();
  }

  @Test
  void valuesThatTheProgramBringsAlongAreInputs() {
    ProgramCheck check = check(2, "w = 0.5; x = 2; w^2 x");
    assertThat(check.first().stream().map(Comparison::input)).containsExactly("w", "x");
    assertThat(gradient(check, "w")).isEqualTo(2);
    assertThat(check.ok()).isTrue();
  }
}
