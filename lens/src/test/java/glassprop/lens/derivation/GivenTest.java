package glassprop.lens.derivation;

import static glassprop.lens.derivation.Derivations.closedForm;
import static glassprop.lens.derivation.Derivations.quantity;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.lens.typeset.Numerals;
import glassprop.lens.typeset.TextWriter;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Programs with values that are given instead of what would be computed: two layers of two neurons, with rounded activations between them. */
class GivenTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-9);
  private static final String LAYERS =
      "Z1 = X @ W1 + b1; A1 = sigmoid(Z1); given A1 = [[0.9, 0.95]]; Z2 = A1 @ W2; L = sum(Z2*δ2)";
  private static final String AT =
      "X=[[2,3]],W1=[[0.1,0.2],[0.3,0.4]],b1=[[0.5,0.6]],W2=[[0.5,0.6],[0.7,0.8]],δ2=[[0.2,-0.3]]";

  private static void assertGradient(Derivation derivation, String name, double... expected) {
    double[] found = derivation.gradient(quantity(derivation, name).slot()).orElseThrow().value().toDoubles();
    assertThat(found).as("gradient of " + name).containsExactly(expected, EXACT);
  }

  @Test
  void laterStepsTakeTheGivenValueAndTheComputedOneIsKept() {
    Quantity a1 = quantity(Derivations.of(LAYERS, AT), "A1");
    assertThat(a1.value().toDoubles()).containsExactly(0.9, 0.95);
    assertThat(a1.computed().map(Tensor::toDoubles).orElseThrow())
        .containsExactly(new double[] {0.8320183851339245, 0.9002495108803148}, EXACT);
    assertThat(a1.kind()).isEqualTo(Quantity.Kind.NAMED);
  }

  @Test
  void gradientsAfterItAreAtTheGivenValueAndThoseBeforeItAtTheComputedOne() {
    Derivation derivation = Derivations.of(LAYERS, AT);
    assertGradient(derivation, "W2", 0.18, -0.27, 0.19, -0.285);
    assertGradient(derivation, "A1", -0.08, -0.1);
    assertGradient(derivation, "Z1", -0.01118110335464488, -0.008980032904006879);
    assertThat(derivation.closedForms()).allMatch(ClosedForm::simplified);
    assertThat(closedForm(derivation, "W2")).isEqualTo("A1ᵀ·δ2");
    assertThat(closedForm(derivation, "b1")).contains("σ(Z1)").doesNotContain("A1");
  }

  @Test
  void finiteDifferencesSeeTheGivenValueMove() {
    Derivation derivation = Derivations.of(LAYERS, AT);
    assertThat(derivation.checks()).hasSize(5).allMatch(check -> check.report().ok());
    assertThat(derivation.maxRelativeError()).isLessThan(1e-8);
  }

  @Test
  void aGivenGradientIsALossThatIsLinearThere() {
    Derivation derivation =
        Derivations.of("Z1 = X @ W1 + b1; L = sum(Z1*δ1)", "X=[[2,3]],W1=[[0.1,0.2],[0.3,0.4]],b1=[[0.5,0.6]],δ1=[[-0.01,-0.02]]", "W1");
    assertGradient(derivation, "W1", -0.02, -0.04, -0.03, -0.06);
  }

  @Test
  void bothValuesAreWritten() {
    Derivation derivation = Derivations.of("z = w*x; a = sigmoid(z); given a = 0.6; L = (a - y)^2", "x=2,y=1,w=0.1");
    assertThat(new TextWriter(derivation, new Numerals(6), 98).text())
        .containsPattern("(?m)^  a = σ\\(z\\) = σ\\(0\\.2\\) = 0\\.549834 +as computed$")
        .containsPattern("(?m)^  a = 0\\.6 +given$")
        .contains("Later steps go on with the given a", "✓");
    assertThat(closedForm(derivation, "w")).contains("σ(z)");
  }

  /** A name that stands for another, the result itself, and one that a gradient is wanted by. */
  @Test
  void anyComputedNameMayBeGiven() {
    assertGradient(Derivations.of("b = x^2; a = b; given a = 2; L = a^2*b", "x=3"), "x", (2 * 2 * 9 + 4) * 2 * 3);
    assertGradient(Derivations.of("L = x^2; given L = 5", "x=3"), "x", 6);
    assertGradient(Derivations.of("z = 2x; given z = 1; L = z^2", "x=3", "z"), "z", 2);
  }
}
