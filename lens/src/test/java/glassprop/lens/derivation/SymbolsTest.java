package glassprop.lens.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.expression.Bindings;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import glassprop.op.Numerics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a teacher writes on the board: symbols with shapes, and no numbers. */
class SymbolsTest {
  private static final String CROSS_ENTROPY = "p = softmax(z); L = -sum(y*ln(p))";
  private static final String COLUMNS =
      "Z1 = W1@X + b1; A1 = relu(Z1); Z2 = W2@A1 + b2; P = softmax(Z2, axis=0); L = -mean(sum(Y*ln(P), axis=0))";
  private static final String COLUMN_SHAPES = "X=(2,5), W1=(4,2), b1=(4,1), W2=(3,4), b2=(3,1), Y=(3,5)";
  private static final String ROWS =
      "Z1 = X@W1 + b1; A1 = tanh(Z1); Z2 = A1@W2 + b2; P = softmax(Z2); L = -mean(sum(Y*ln(P), axis=1))";
  private static final String ROW_SHAPES = "X=(5,2), W1=(2,4), b1=(4), W2=(4,3), b2=(3), Y=(5,3)";
  private static final String NORMALISATION =
      "m = mean(x, axis=0); c = x - m; v = mean(c^2, axis=0); s = sqrt(v + 0.001); h = c/s; o = g*h + b; L = sum(d*o)";

  @Test
  void softmaxWithCrossEntropyIsTheDifference() {
    Derivation derivation = Derivations.inSymbols(CROSS_ENTROPY, "z=(3), y=(3)", "z");
    assertThat(derivation.isSymbolic()).isTrue();
    assertThat(Derivations.closedForm(derivation, "z")).isEqualTo("p·(Σ y) − y");
    assertThat(usual(derivation, "z")).isEqualTo("p − y with Σ y = 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "W1 | (W2ᵀ·(P − Y) ⊙ [Z1 > 0])·Xᵀ/5     | (4, 2)",
        "b1 | (Σ[axis 1] W2ᵀ·(P − Y) ⊙ [Z1 > 0])/5   | (4, 1)",
        "W2 | (P − Y)·A1ᵀ/5                     | (3, 4)",
        "b2 | (Σ[axis 1] (P − Y))/5                  | (3, 1)",
      })
  void aNetworkInColumns(String name, String form, String shape) {
    assertNetwork(Derivations.inSymbols(COLUMNS, COLUMN_SHAPES, name), name, form + " with Σ[axis 0] Y = 1", shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "W1 | Xᵀ·((P − Y)·W2ᵀ ⊙ (1 − A1⊙²))/5    | (2, 4)",
        "b1 | (Σ[axis 0] (P − Y)·W2ᵀ ⊙ (1 − A1⊙²))/5  | (4)",
        "W2 | A1ᵀ·(P − Y)/5                     | (4, 3)",
        "b2 | (Σ[axis 0] (P − Y))/5                  | (3)",
      })
  void aNetworkInRows(String name, String form, String shape) {
    assertNetwork(Derivations.inSymbols(ROWS, ROW_SHAPES, name), name, form + " with Σ[axis 1] Y = 1", shape);
  }

  private static void assertNetwork(Derivation derivation, String name, String form, String shape) {
    assertThat(usual(derivation, name)).isEqualTo(form);
    Quantity quantity = Derivations.quantity(derivation, name);
    assertThat(quantity.type().shape().toString()).isEqualTo(shape);
    NdArray value = derivation.closedForm(quantity.slot()).orElseThrow().term()
        .evaluate(Numerics.NUMBERS, symbol -> derivation.value(symbol).array(), DType.F64);
    assertThat(value.shape()).isEqualTo(quantity.type().shape());
  }

  @Test
  void batchNormalisationIsTheRecurrenceOfThePaper() { // Ioffe and Szegedy 2015, section 3
    Derivation derivation = Derivations.inSymbols(NORMALISATION, "x=(4,3), g=(3), b=(3), d=(4,3)", "x", "g", "b");
    assertThat(Derivations.closedForm(derivation, "g")).isEqualTo("Σ[axis 0] d ⊙ h");
    assertThat(Derivations.closedForm(derivation, "b")).isEqualTo("Σ[axis 0] d");
    assertThat(Derivations.closedForm(derivation, "x")).isEqualTo("∂L/∂m/4 + ∂L/∂c");
    assertThat(Derivations.closedForm(derivation, "m")).isEqualTo("−Σ[axis 0] ∂L/∂c");
  }

  /** The usual form has the gradient's value wherever what it assumes holds. */
  @Test
  void theUsualFormIsTheGradientWhereTheAssumptionHolds() {
    Derivation symbols = Derivations.inSymbols(ROWS, "X=(2,2), W1=(2,2), b1=(2), W2=(2,3), b2=(3), Y=(2,3)");
    Derivation numbers =
        Derivations.of(ROWS, "X=[[1,-2],[3,0.5]],W1=[[1,2],[0.3,-1]],b1=[0.1,0.2],W2=[[1,2,3],[-1,0,1]],b2=[0,1,2],Y=[[0.2,0.3,0.5],[0,1,0]]");
    for (String name : List.of("W1", "b1", "W2", "b2")) {
      ClosedForm form = symbols.closedForm(Derivations.quantity(symbols, name).slot()).orElseThrow();
      double[] value = Derivations.value(numbers, form.usual().orElseThrow().term()).toDoubles();
      double[] gradient = numbers.gradient(Derivations.quantity(numbers, name).slot()).orElseThrow().value().toDoubles();
      assertThat(value).usingComparatorWithPrecision(1e-12).containsExactly(gradient);
    }
  }

  /** Sums of what stands beside no distribution are not taken to be 1. */
  @Test
  void aSumThatMayBeAnythingIsLeft() {
    Derivation shares = Derivations.inSymbols("s = sum(x); L = sum(y*ln(s)) - sum(y*ln(x))", "x=(3), y=(3)", "x");
    assertThat(Derivations.closedForm(shares, "x")).isEqualTo("(Σ y)/s − y ⊘ x");
    assertThat(shares.closedForm(Derivations.quantity(shares, "x").slot()).orElseThrow().usual()).isEmpty();
  }

  private static String usual(Derivation derivation, String name) {
    ClosedForm.Usual usual = derivation.closedForm(Derivations.quantity(derivation, name).slot()).orElseThrow().usual().orElseThrow();
    return Derivations.text(derivation, usual.term()) + " with " + Derivations.text(derivation, usual.assumptions().getFirst());
  }

  @Test
  void shapesAreReadAndMixWithValues() {
    Bindings bindings = Bindings.parse(List.of("x=2"), List.of("z=(3), W=(2, 3)", "n=(), t=(4,)"));
    assertThat(bindings.shapes())
        .containsExactly(Map.entry("z", Shape.of(3)), Map.entry("W", Shape.of(2, 3)), Map.entry("n", Shape.SCALAR), Map.entry("t", Shape.of(4)));
    Derivation mixed =
        Derivation.of(Program.parse("L = sum(W@v)*s"), Bindings.parse(List.of("v=[1,2]")).values(), Map.of("W", Shape.of(3, 2)), List.of("W"));
    assertThat(mixed.assumed()).containsExactlyInAnyOrder("W", "s");
    assertThat(mixed.quantities().stream().filter(q -> q.name().equals("v")).findFirst().orElseThrow().value().toDoubles()[1]).isCloseTo(2, within(0.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x=3           | a shape is written in parentheses | 3",
        "x=(2.5)       | a size is a whole number from 1   | 4",
        "x=(0)         | a size is a whole number from 1   | 4",
        "x=(-1)        | a size is a whole number from 1   | 4",
        "x=(2 3)       | expected a comma or )             | 6",
        "x=(2          | expected a comma or )             | 5",
        "x=(3), x=(3)  | x is given two shapes             | 8",
        "x=(9999999)   | at most 4194304 elements          | 4",
        "x=(3) y       | expected a comma or the end       | 7",
        "x             | expected = and a shape            | 2",
      })
  void whatIsNoShapeIsRefusedWithItsPlace(String text, String problem, int column) {
    assertThatThrownBy(() -> Bindings.parse(List.of(), List.of(text))).isInstanceOfSatisfying(ExpressionException.class, e -> {
      assertThat(e.problem()).contains(problem);
      assertThat(e.column()).isEqualTo(column);
    });
  }

  @Test
  void aNameIsGivenAValueOrAShape() {
    assertThatThrownBy(() -> Bindings.parse(List.of("x=1"), List.of("x=(3)"))).hasMessageContaining("x is given a value and a shape");
    assertThatThrownBy(() -> Bindings.parse(List.of(), List.of("q=(3)")).requireUsedBy(Program.parse("x")))
        .hasMessageContaining("q is given a shape but does not occur");
  }
}
