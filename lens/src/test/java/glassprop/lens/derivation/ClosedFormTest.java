package glassprop.lens.derivation;

import static glassprop.lens.derivation.Derivations.closedForm;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.lens.algebra.Simplifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Closed forms are those that one would write by hand. */
class ClosedFormTest {
  private static final String NEURON = "z = w*x + b; a = sigmoid(z); L = (a - y)^2";
  private static final String NEURON_AT = "x=2,y=0.8,w=0.5,b=0";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sin(x^2 + 3x)              | cos(x² + 3x)·(2x + 3)",
        "x^3 + x^2                  | 3x² + 2x",
        "x*sin(x)                   | sin(x) + x·cos(x)",
        "1/(1 + exp(-x))            | exp(−x)/(1 + exp(−x))²",
        "sqrt(x^2 + 1)              | x/√(x² + 1)",
        "tanh(3x)                   | 3(1 − tanh(3x)²)",
        "exp(ln(x))                 | 1",
        "ln(exp(x))                 | 1",
        "relu(x)^2                  | 2·relu(x)·[x > 0]",
        "x - x                      | 0",
        "(x + 1)*(x - 1)            | 2x",
        "x^x                        | x·x^(x − 1) + x^x·ln(x)",
        "5x                         | 5",
        "x/3                        | 1/3",
        "pi*x                       | π",
      })
  void ofFunctionsOfOneNumber(String function, String slope) {
    assertThat(closedForm(Derivations.of(function, "x=0.7"), "x")).isEqualTo(slope);
  }

  @Test
  void ofANeuronFoldsBackToItsNames() {
    Derivation neuron = Derivations.of(NEURON, NEURON_AT);
    assertThat(closedForm(neuron, "w")).isEqualTo("2(a − y)·a·(1 − a)·x");
    assertThat(closedForm(neuron, "b")).isEqualTo("2(a − y)·a·(1 − a)");
  }

  @Test
  void ofSoftmaxCrossEntropyIsTheDifferenceIfTheTargetsSumToOne() {
    String program = "p = softmax(z); L = -sum(y*ln(p))";
    Derivation targets = Derivations.of(program, "z=[1,2,3],y=[0.3,0.3,0.4]");
    assertThat(closedForm(targets, "z")).isEqualTo("p − y");
    ClosedForm form = targets.closedForm(Derivations.quantity(targets, "z").slot()).orElseThrow();
    assertThat(form.conditions()).extracting(condition -> Derivations.text(targets, condition)).containsExactly("Σ y = 1");
    assertThat(closedForm(Derivations.of(program, "z=[1,2,3],y=[1,0,1]"), "z")).isEqualTo("p·(Σ y) − y");
  }

  @Test
  void ofSoftmaxCrossEntropyInEveryForm() {
    assertThat(closedForm(Derivations.of("L = -sum(y*logsoftmax(z))", "z=[1,2,3],y=[0,1,0]"), "z")).isEqualTo("softmax(z) − y");
    assertThat(closedForm(Derivations.of("L = -sum(y*ln(softmax(z)))", "z=[1,2,3],y=[0,1,0]"), "z")).isEqualTo("softmax(z) − y");
    assertThat(
            closedForm(
                Derivations.of("p = softmax(z); L = -mean(sum(y*ln(p), axis=1))", "z=[[1,2],[3,5]],y=[[0,1],[1,0]]"), "z"))
        .isEqualTo("(p − y)/2");
  }

  @Test
  void ofBinaryCrossEntropyIsTheDifference() {
    Derivation logistic =
        Derivations.of("p = sigmoid(z); L = -(y*ln(p) + (1-y)*ln(1-p))", "z=0.3,y=1");
    assertThat(closedForm(logistic, "z")).isEqualTo("p − y");
  }

  /** A5, with samples in rows: δ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾W⁽ˡ⁺¹⁾ᵀ ⊙ [z⁽ˡ⁾ &gt; 0]. */
  @Test
  void ofADeepReluNetworkIsTheRecurrence() {
    Derivation network =
        Derivations.of(
            "z1 = X@W1; a1 = relu(z1); z2 = a1@W2; a2 = relu(z2); z3 = a2@W3; L = mean((z3 - y)^2)",
            "X=[[1,2]],W1=[[.1,.2],[.3,.4]],W2=[[.1,.2],[.3,.4]],W3=[[.1,.2],[.3,.4]],y=[[1,0]]");
    assertThat(closedForm(network, "W3")).isEqualTo("a2ᵀ·(z3 − y)");
    assertThat(closedForm(network, "W1")).isEqualTo("Xᵀ·∂L/∂z1");
    assertThat(closedForm(network, "z1")).isEqualTo("∂L/∂z2·W2ᵀ ⊙ [z1 > 0]");
    assertThat(closedForm(network, "z2")).isEqualTo("∂L/∂z3·W3ᵀ ⊙ [z2 > 0]");
    assertThat(closedForm(network, "z3")).isEqualTo("z3 − y");
  }

  /** The same with samples in columns: δ⁽ˡ⁾ = W⁽ˡ⁺¹⁾ᵀδ⁽ˡ⁺¹⁾ ⊙ [z⁽ˡ⁾ &gt; 0]. */
  @Test
  void ofANetworkInColumnLayout() {
    Derivation network =
        Derivations.of(
            "z1 = W1@X + b1; a1 = relu(z1); z2 = W2@a1 + b2; a2 = softmax(z2, axis=0); L = -mean(sum(y*ln(a2), axis=0))",
            "X=[[1,2,3],[4,5,6]],W1=[[.1,.2],[.3,-.4]],b1=[[.1],[.2]],W2=[[.1,.2],[.3,.4]],b2=[[.3],[.4]],y=[[1,0,1],[0,1,0]]");
    assertThat(closedForm(network, "W2")).isEqualTo("(a2 − y)·a1ᵀ/3");
    assertThat(closedForm(network, "b2")).isEqualTo("(Σ[axis 1] (a2 − y))/3");
    assertThat(closedForm(network, "W1")).isEqualTo("(W2ᵀ·(a2 − y) ⊙ [z1 > 0])·Xᵀ/3");
  }

  @Test
  void ofADotProductIsTheOtherVector() {
    assertThat(closedForm(Derivations.of("x @ y", "x=[1,2],y=[3,4]"), "y")).isEqualTo("xᵀ");
    assertThat(closedForm(Derivations.of("sum(x @ W)", "x=[[1,2]],W=[[1],[2]]"), "W")).isEqualTo("xᵀ");
  }

  /** M3: what is given is an input. */
  @Test
  void ofAnOuterProduct() {
    Derivation linear = Derivations.of("Z2 = A1@W2; L = sum(d2*Z2)", "A1=[[0.9,0.95]],d2=[[0.2,-0.3]],W2=[[.5,.6],[.7,.8]]", "W2");
    assertThat(closedForm(linear, "W2")).isEqualTo("A1ᵀ·d2");
    double[] outer = linear.gradient(Derivations.quantity(linear, "W2").slot()).orElseThrow().value().toDoubles();
    assertThat(outer).usingComparatorWithPrecision(1e-12).containsExactly(0.18, -0.27, 0.19, -0.285);
  }

  @Test
  void ofWhatTheResultDoesNotDependOnIsZero() {
    assertThat(closedForm(Derivations.of("z = w; f = x^2", "x=1,w=2"), "w")).isEqualTo("0");
  }

  @Test
  void exceptionalPointsAreConditions() {
    Derivation power = Derivations.of("x^y", "x=2,y=3");
    assertThat(closedForm(power, "x")).isEqualTo("y·x^(y − 1)");
    List<String> conditions =
        power.closedForm(Derivations.quantity(power, "x").slot()).orElseThrow().conditions().stream()
            .map(condition -> Derivations.text(power, condition)).toList();
    assertThat(conditions).containsExactly("x ≠ 0");
  }

  /** Each step reads the ones before it several times: what is put in for each grows without end, if nothing bounds it. */
  @ParameterizedTest
  @ValueSource(strings = {"softmax", "gelu", "layer_norm", "logsoftmax", "cumprod"})
  void ofDeepCompositionsAreShort(String function) {
    int depth = 12;
    Derivation deep = Derivations.of("prod(" + (function + "(").repeat(depth) + "u" + ")".repeat(depth) + ")", "u=[1,2,3]");
    for (ClosedForm form : deep.closedForms()) {
      assertThat(Simplifier.length(form.term())).as(Derivations.text(deep, form.term())).isLessThan(120);
    }
    assertThat(deep.closedForm(Derivations.quantity(deep, "u").slot())).get().matches(ClosedForm::simplified);
  }
}
