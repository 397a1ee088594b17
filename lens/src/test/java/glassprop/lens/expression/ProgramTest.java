package glassprop.lens.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.array.Shape;
import glassprop.op.Elementwise;
import glassprop.op.Specimen;
import glassprop.op.catalogue.Ops;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {
  private static Tensor value(String program, String... bindings) {
    return Program.parse(program).evaluate(Bindings.parse(List.of(bindings)).values()).result();
  }

  /** With x = 3, y = 5, each text beside one that says the same with all parentheses written. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "-x^2            | -(x^2)",
    "(-x)^2          | 9",
    "2^x^2           | 512",
    "2^-x            | 0.125",
    "2^-x^2          | 1/512",
    "x - y - 2       | -4",
    "x - (y - 2)     | 0",
    "60/x/y          | 4",
    "60/x*y          | 100",
    "2x^2            | 18",
    "x^2y            | 45",
    "2x y            | 30",
    "2(x+1)          | 8",
    "x(x+1)          | 12",
    "(x+1)(y+1)      | 24",
    "(x+1)2^2        | none",
    "3 sin(x)        | 3*sin(x)",
    "x sin(x)^2      | x*(sin(x)*sin(x))",
    "-2x             | -6",
    "-x*y            | -15",
    "2*-x            | -6",
    "2--x            | 5",
    "x/-y            | -0.6",
    "2x/y            | 1.2",
    "x*2y            | 30",
    "2e              | 2*e",
    "2e1             | 20",
    "2e-1            | 0.2",
    "2pi             | 2*π",
    "x² + x³         | 36",
    "x⁻²             | 1/9",
    "2^x²            | 512",
    "x²y             | 45",
    "x − y·2 × x     | -27",
    "x**2            | 9",
    "x < y           | 1",
    "x + 3 <= y      | 0",
    "(x < y) + (x ≠ y) + (x >= 3) + (x == 3) | 4",
    ".5 + 1.         | 1.5",
    "max(x, y)       | 5",
    "max([x, y, 1])  | 5",
    "min(x, y)       | 3",
    "pow(x, 2)       | 9",
    "log(exp(x))     | 3",
    "ln(e^x)         | 3",
    "where(x > 4, 1, 2) | 2",
    "σ(0)            | 0.5"
  })
  void precedence(String text, String same) {
    String[] point = {"x=3,y=5"};
    if (same.equals("none")) {
      assertThatThrownBy(() -> value(text, point)).isInstanceOf(ExpressionException.class)
          .hasMessageContaining("write *");
    } else {
      Program program = Program.parse(text);
      Map<String, Tensor> values = Bindings.parse(List.of(point)).values();
      double expected = Program.parse(same).evaluate(values).result().item();
      assertThat(program.evaluate(values).result().item()).isCloseTo(expected, within(1e-13));
    }
  }

  @Test
  void statementsAreSeparatedBySemicolonsAndNewLines() {
    String program = "# a neuron\nz = w*x +   # the sum goes on\n  b\na = sigmoid(\n z\n)\n\n; L = (a - y)^2;";
    assertThat(value(program, "w=0.5,b=0.1", "x=1,y=0.8").item()).isCloseTo(0.023821975807865457, within(1e-16));
  }

  @Test
  void whatIsComputedIsLabelledWithItsName() {
    Tensor x = Tensor.scalar(2).tracked().named("x");
    Program.Values values = Program.parse("z = x; y = 3x; y^2").evaluate(Map.of("x", x));
    assertThat(values.named().keySet()).containsExactly("x", "z", "y");
    assertThat(values.of("y").label()).isEqualTo("y");
    assertThat(x.graph().orElseThrow().label()).isEqualTo("x");
    assertThat(values.result().item()).isEqualTo(36);
  }

  @Test
  void listsAreVectorsAndMatrices() {
    assertThat(value("[1, 2, 3]").shape()).isEqualTo(Shape.of(3));
    assertThat(value("[[1,2],[3,4],[5,6]]").shape()).isEqualTo(Shape.of(3, 2));
    assertThat(value("[[1,2],[3,4]]'").toDoubles()).containsExactly(1, 3, 2, 4);
    assertThat(value("[x, 2x, x^2]", "x=3").toDoubles()).containsExactly(3, 6, 9);
    assertThat(value("[[x], [y]]", "x=[1,2],y=[3,4]").shape()).isEqualTo(Shape.of(2, 1, 2));
    assertThat(value("[-1, 1/4, pi]").toDoubles()).containsExactly(-1, 0.25, Math.PI);
    assertThat(value("[]").shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void productsOfMatrices() {
    assertThat(value("X @ W1 + b1", "X=[[2,3]], W1=[[0.1,0.2],[0.3,0.4]], b1=[0.5,0.6]").toDoubles())
        .containsExactly(new double[] {1.6, 2.2}, within(1e-15));
    assertThat(value("A1' @ d2", "A1=[[0.9,0.95]],d2=[[0.2,-0.3]]").toDoubles())
        .containsExactly(new double[] {0.18, -0.27, 0.19, -0.285}, within(1e-15));
    assertThat(value("[1,2,3] @ [4,5,6]").item()).isEqualTo(32);
  }

  @Test
  void reductionsTakeAxes() {
    String x = "x=[[1,2,3],[4,5,6]]";
    assertThat(value("sum(x)", x).item()).isEqualTo(21);
    assertThat(value("sum(x, axis=1)", x).toDoubles()).containsExactly(6, 15);
    assertThat(value("mean(x, axis=-2)", x).toDoubles()).containsExactly(2.5, 3.5, 4.5);
    assertThat(value("max(x, axis=[0,1])", x).item()).isEqualTo(6);
    assertThat(value("x / sum(x, axis=1, keep=1)", x).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(value("sum(softmax(x), axis=1)", x).toDoubles()).containsExactly(new double[] {1, 1}, within(1e-15));
    assertThat(value("argmax(x, axis=0)", x).toDoubles()).containsExactly(1, 1, 1);
  }

  @Test
  void everyFunctionOfNumbersInTheCatalogueCanBeCalled() {
    int called = 0;
    for (Specimen specimen : Ops.all()) {
      if (specimen.op() instanceof Enum<?> && specimen.op() instanceof Elementwise f) {
        called++;
        double[] at = new double[f.arity()];
        java.util.Arrays.fill(at, 0.75);
        String arguments = String.join(", ", java.util.Collections.nCopies(f.arity(), "0.75"));
        assertThat(value(f.mnemonic() + "(" + arguments + ")").item())
            .as(f.mnemonic()).isCloseTo(f.of(at), within(1e-14));
      }
    }
    assertThat(called).isGreaterThan(20);
  }

  @Test
  void aStatementWithoutNamesMayBeGivenAnotherValue() {
    Program program = Program.parse("w = 0.5; x = [1, 2]; sum(w*x)");
    assertThat(program.free()).isEmpty();
    assertThat(program.constants().keySet()).containsExactly("w", "x");
    assertThat(program.evaluate(Map.of()).result().item()).isEqualTo(1.5);
    assertThat(program.evaluate(Map.of("w", Tensor.scalar(2))).result().item()).isEqualTo(6);
  }

  @Test
  void constantsGiveWayToValues() {
    assertThat(value("e = y - 1; e^2", "y=4").item()).isEqualTo(9);
    assertThat(value("2e", "e=5").item()).isEqualTo(10);
  }

  @Test
  void namesMayBeGreekAccentedAndSubscripted() {
    assertThat(value("δ₁ + ŷ + y\u0302 + x_1 + W2", "δ₁=1, ŷ=2, x_1=3, W2=4").item()).isEqualTo(12);
  }

  @Test
  void fixedExponentsAreDifferentiableAtNegativeBases() {
    Tensor x = Tensor.scalar(-2).tracked();
    Program.parse("x^3 + x^(1 + 1) + pow(x, 4)").evaluate(Map.of("x", x)).result().backward();
    assertThat(x.grad().item()).isEqualTo(12 - 4 - 32);
  }

  /** What derivations print can be typed. */
  @Test
  void signsByElementAreRead() {
    Map<String, Tensor> x = Map.of("x", Tensor.scalar(3), "y", Tensor.scalar(2));
    assertThat(Program.parse("x⊙² + x ⊘ y").evaluate(x).result().item()).isEqualTo(10.5);
    assertThat(Program.parse("x^⊙y ⊙ x⊙⁻¹").evaluate(x).result().item()).isEqualTo(3);
  }
}
