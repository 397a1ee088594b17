package glassprop.lens.derivation;

import static glassprop.lens.derivation.Derivations.gradient;
import static glassprop.lens.derivation.Derivations.quantity;
import static glassprop.lens.derivation.Derivations.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.lens.expression.Program;
import glassprop.lens.typeset.HtmlWriter;
import glassprop.lens.typeset.Numerals;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DerivationTest {

  /** The figures of Exercise 01: a network of two neurons with binary cross-entropy. */
  @Test
  void theThirteenFiguresOfTwoNeurons() {
    Derivation derivation =
        Derivations.of(
            "z1 = W1*x + b1; a1 = sigmoid(z1); z2 = W2*a1 + b2; yhat = sigmoid(z2);"
                + " L = -(y*ln(yhat) + (1 - y)*ln(1 - yhat))",
            "x=0.5,y=1,W1=0.8,b1=0.2,W2=0.6,b2=0.1");
    Map<String, Double> forward =
        Map.of(
            "z1", 0.6, "a1", 0.6456563062257954, "z2", 0.48739378373547726, "yhat", 0.6194922824976533, "L",
            0.47885503562144355);
    Map<String, Double> backward =
        Map.of(
            "yhat", -1.6142251134561763, "z2", -0.3805077175023467, "W2", -0.2456772073729736, "b2", -0.3805077175023467, "a1",
            -0.228304630501408, "z1", -0.05223250148200243, "W1", -0.026116250741001216, "b1", -0.05223250148200243);
    forward.forEach((name, value) ->
        assertThat(quantity(derivation, name).value().item()).as(name).isCloseTo(value, within(1e-15)));
    backward.forEach((name, value) ->
        assertThat(gradient(derivation, name)).as("gradient of " + name).isCloseTo(value, within(1e-14)));
    assertThat(derivation.maxRelativeError()).isLessThan(1e-8);
    assertThat(Derivations.closedForm(derivation, "W1")).isEqualTo("(yhat − y)·W2·a1·(1 − a1)·x");
  }

  @Test
  void anInnerFunctionGetsANameOfItsOwn() {
    Derivation composition = Derivations.of("f = sin(x^2 + 3x)", "x=1");
    assertThat(composition.steps()).extracting(Quantity::name).containsExactly("u", "f");
    assertThat(quantity(composition, "u").kind()).isEqualTo(Quantity.Kind.INNER);
    assertThat(gradient(composition, "x")).isCloseTo(-3.2682181043180596, within(1e-14));
  }

  @Test
  void aNameThatTheProgramUsesIsNotTakenForAnInnerFunction() {
    assertThat(Derivations.of("f = sin(u^2 + v)", "u=1,v=2").steps()).extracting(Quantity::name).containsExactly("s", "f");
  }

  @Test
  void contributionsAreListedWherePathsJoin() {
    Derivation joined = Derivations.of("u = x*y; v = x + y; L = u^2*v", "x=2,y=-3");
    List<Contribution> arriving = joined.gradient(quantity(joined, "x").slot()).orElseThrow().contributions();
    assertThat(arriving).extracting(c -> joined.quantity(c.from()).name()).containsExactly("u", "v");
    assertThat(arriving).extracting(c -> text(joined, c.rule())).containsExactly("∂L/∂u·y", "∂L/∂v");
    assertThat(arriving).extracting(c -> text(joined, c.slope().orElseThrow())).containsExactly("y", "1");
    assertThat(arriving).extracting(c -> c.value().item()).containsExactly(-36.0, 36.0);
    assertThat(gradient(joined, "x")).isZero();
  }

  @Test
  void theGradientOfSomethingInBetweenCanBeAskedFor() {
    Derivation neuron = Derivations.of("z = w*x; a = sigmoid(z); L = (a - y)^2", "x=2,y=0.8,w=0.5", "z");
    assertThat(Derivations.closedForm(neuron, "z")).isEqualTo("2(a − y)·a·(1 − a)");
    assertThat(neuron.checks()).isEmpty();
  }

  @Test
  void ofSeveralElementsTheGradientsAreThoseOfTheSum() {
    Derivation square = Derivations.of("x^2", "x=[1,2]");
    assertThat(Derivations.closedForm(square, "x")).isEqualTo("2x");
    assertThat(square.gradient(quantity(square, "x").slot()).orElseThrow().value().toDoubles()).containsExactly(2, 4);
  }

  @Test
  void withoutValuesItIsInSymbols() {
    Derivation neuron = Derivations.of("z = w*x + b; a = sigmoid(z); L = (a - y)^2", "");
    assertThat(neuron.isSymbolic()).isTrue();
    assertThat(neuron.checks()).isEmpty();
    assertThat(Derivations.closedForm(neuron, "w")).isEqualTo("2(a − y)·a·(1 − a)·x");
  }

  @Test
  void whatMustBeMatricesNeedsValuesOrShapes() {
    assertThatThrownBy(() -> Derivations.of("L = sum(x' @ W)", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without values, x, W would be single numbers")
        .hasMessageContaining("--at x=…,W=…, or shapes with --shape x=(…),W=(…)");
  }

  @Test
  void aMisspeltFunctionIsNoSymbol() {
    assertThatThrownBy(() -> Derivations.of("sine(x)", "")).hasMessageContaining("did you mean sin?");
    assertThat(Derivations.closedForm(Derivations.of("x(x + 1)", ""), "x")).isEqualTo("2x + 1");
  }

  @Test
  void namesToDifferentiateByMustBeThere() {
    assertThatThrownBy(() -> Derivations.of("x^2", "x=1", "w"))
        .hasMessage("no value w to differentiate by; the program has x");
    assertThatThrownBy(() -> Derivations.of("2 + 3", "")).hasMessageContaining("nothing to differentiate by");
  }

  @Test
  void aDeepNetworkIsCheckedAlongADirection() {
    StringBuilder program = new StringBuilder("h0 = x");
    for (int layer = 1; layer <= 6; layer++) {
      program.append(String.format(Locale.ROOT, "; h%d = tanh(h%d @ W)", layer, layer - 1));
    }
    String row = "[.1,.2,.3,.4,.5,.6,.7,.8]";
    String matrix = "[" + String.join(",", Collections.nCopies(8, row)) + "]";
    Derivation deep = Derivations.of(program + "; L = sum(h6)", "x=[" + row + "],W=" + matrix);
    assertThat(deep.checks()).hasSize(1).first().isInstanceOf(Check.Directions.class);
    assertThat(deep.checks().getFirst().report().ok()).isTrue();
    assertThat(deep.closedForms()).allMatch(ClosedForm::simplified);
  }

  /** A sum over 2¹² paths: terms must not grow with the number of paths. */
  @Test
  void manyPathsAreNoTrouble() {
    StringBuilder program = new StringBuilder("h0 = x^2");
    for (int layer = 1; layer <= 12; layer++) {
      program.append(String.format(Locale.ROOT, "; h%1$d = h%2$d + sin(h%2$d)", layer, layer - 1));
    }
    Derivation residual = Derivations.of(program.toString(), "x=0.3");
    assertThat(residual.maxRelativeError()).isLessThan(1e-7);
  }

  @Test
  void theExampleOfTheDocuments() {
    // docs:derivation
    Program program = Program.parse("a = sigmoid(w*x); L = (a - y)^2");
    Map<String, Tensor> values = Map.of("w", Tensor.scalar(0.5), "x", Tensor.scalar(2), "y", Tensor.scalar(0.8));
    Derivation derivation = Derivation.of(program, values, List.of("w"));
    derivation.quantities(); // the forward pass: names, formulas, values
    derivation.gradients(); // the backward pass: contributions and their sums
    derivation.closedForms();
    String html = new HtmlWriter(derivation, new Numerals(6)).document();
    // docs:end
    assertThat(html).contains("<h2>Closed form</h2>");
  }
}
