package glassprop.rule;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Binary;
import glassprop.op.MatMul;
import glassprop.op.Op;
import glassprop.op.Reduction;
import glassprop.op.Site;
import glassprop.op.Sum;
import glassprop.op.Term;
import glassprop.op.Unary;
import glassprop.op.catalogue.Softmax;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules as people read them. */
class WriterTest {

  private static String pullback(Op op, int slot, Shape... shapes) {
    Site site = Site.of(op, Stream.of(shapes).map(shape -> new TensorType(shape, DType.F64)).toList());
    return Writer.text(Derivatives.pullback(op, site, slot));
  }

  @Test
  void rulesReadAsInTheLiterature() {
    Shape s = Shape.of(3);
    assertThat(pullback(Unary.TANH, 0, s)).isEqualTo("ȳ·(1 − y²)");
    assertThat(pullback(Unary.SIGMOID, 0, s)).isEqualTo("ȳ·y·(1 − y)");
    assertThat(pullback(Unary.RELU, 0, s)).isEqualTo("ȳ·[y > 0]");
    assertThat(pullback(new MatMul(), 0, Shape.of(2, 3), Shape.of(3, 4))).isEqualTo("ȳ·x1ᵀ");
    assertThat(pullback(new MatMul(), 1, Shape.of(2, 3), Shape.of(3, 4))).isEqualTo("xᵀ·ȳ");
    assertThat(pullback(new Softmax(0, false), 0, s)).isEqualTo("y·(ȳ − Σ[axis 0] ȳ·y)");
  }

  @Test
  void parenthesesStandWhereTheyAreNeededAndNowhereElse() {
    assertThat(Writer.text(X.plus(X1).times(Y))).isEqualTo("(x + x1)·y");
    assertThat(Writer.text(X.minus(X1.minus(Y)))).isEqualTo("x − (x1 − y)");
    assertThat(Writer.text(X.minus(X1).minus(Y))).isEqualTo("x − x1 − y");
    assertThat(Writer.text(X.plus(X1).square())).isEqualTo("(x + x1)²");
    assertThat(Writer.text(X.dividedBy(X1.times(Y)))).isEqualTo("x/(x1·y)");
    assertThat(Writer.text(X.plus(X1).negate())).isEqualTo("−(x + x1)");
  }

  @Test
  void identitiesThatAlwaysHoldAreUsedWhenATermIsMade() {
    assertThat(Writer.text(YBAR.times(ONE))).isEqualTo("ȳ");
    assertThat(Writer.text(X.plus(Term.of(0)))).isEqualTo("x");
    assertThat(Writer.text(X.times(Term.of(0)))).isEqualTo("0");
    assertThat(Writer.text(X.pow(1))).isEqualTo("x");
  }

  @Test
  void aNumberInFrontNeedsNoSign() {
    assertThat(Writer.text(Term.of(2).times(X))).isEqualTo("2x");
    assertThat(Writer.text(Term.of(2).times(X.plus(Y)).times(Y))).isEqualTo("2(x + y)·y");
    assertThat(Writer.text(Term.of(2).times(X.sin()))).isEqualTo("2·sin(x)");
    assertThat(Writer.text(new Term.Apply(Binary.MULTIPLY, List.of(Term.of(2), Term.of(3))))).isEqualTo("2·3");
    assertThat(Writer.text(Term.of(2).times(X), symbol -> "e1")).as("2e1 would be twenty").isEqualTo("2·e1");
  }

  @Test
  void whereTypesAreKnownProductsByElementHaveASignOfTheirOwn() {
    TensorType matrix = new TensorType(Shape.of(2, 2), DType.F64);
    TensorType number = new TensorType(Shape.SCALAR, DType.F64);
    assertThat(Writer.text(X.times(X1).matmul(Y), s -> s.equals(X) ? "A" : s.equals(X1) ? "B" : "C", s -> matrix))
        .isEqualTo("(A ⊙ B)·C");
    assertThat(Writer.text(X.matmul(X1).times(Y), s -> s.equals(X) ? "A" : s.equals(X1) ? "B" : "C", s -> matrix))
        .isEqualTo("A·B ⊙ C");
    assertThat(Writer.text(X.times(Y), s -> s.equals(X) ? "a" : "B", s -> s.equals(X) ? number : matrix)).isEqualTo("a·B");
  }

  @Test
  void whatStandsBehindASumIsSummed() {
    Term sum = Term.of(new Sum(new Reduction(List.of(0), true)), X);
    assertThat(Writer.text(sum.times(Y))).isEqualTo("(Σ[axis 0] x)·y");
    assertThat(Writer.text(Term.of(new Sum(new Reduction(List.of(0), true)), X.times(Y)))).isEqualTo("Σ[axis 0] x·y");
    assertThat(Writer.text(Y.minus(sum))).isEqualTo("y − Σ[axis 0] x");
  }

  @Test
  void aFractionNeedsNoParentheses() {
    assertThat(Writer.latex(X.dividedBy(X.times(Y)), symbol -> symbol.equals(X) ? "x" : "y")).isEqualTo("\\frac{x}{x \\cdot y}");
  }

  @Test
  void latexIsLatex() {
    assertThat(Writer.latex(X.dividedBy(Y).sigmoid(), symbol -> symbol.equals(X) ? "x" : "y"))
        .isEqualTo("\\sigma\\left(\\frac{x}{y}\\right)");
  }

  @Test
  void aNumberWithAnExponentIsAPowerOfTen() {
    assertThat(Writer.text(X.plus(1e-5))).isEqualTo("x + 1e−5");
    assertThat(Writer.text(X.times(1.5e20))).isEqualTo("x·1.5e20");
    assertThat(Writer.latex(X.plus(1e-5), _ -> "x")).isEqualTo("x + 10^{-5}");
    assertThat(Writer.latex(X.times(1.5e20), _ -> "x")).isEqualTo("x \\cdot 1.5 \\cdot 10^{20}");
    assertThat(Writer.latex(Term.of(1e-5).pow(X), _ -> "x")).isEqualTo("\\left(10^{-5}\\right)^{x}");
    assertThat(Writer.latex(X.pow(Math.PI), _ -> "x")).isEqualTo("x^{\\pi}");
    assertThat(Writer.latex(X.plus(Math.E), _ -> "x")).isEqualTo("x + e");
  }

  @Test
  void aStatedPushforwardIsTransposed() {
    assertThat(List.of(pullback(Unary.EXP, 0, Shape.of(2)))).containsExactly("ȳ·y");
  }
}
