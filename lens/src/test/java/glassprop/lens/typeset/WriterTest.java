package glassprop.lens.typeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.lens.derivation.Derivation;
import glassprop.lens.derivation.Derivations;
import glassprop.lens.derivation.Quantity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format says the same, is well-formed, and stands for itself. */
class WriterTest {
  private static final Numerals SIX = new Numerals(6);
  private static final int WIDTH = 90;

  static List<Derivation> derivations() {
    return List.of(
        Derivations.of("z = w*x + b; a = sigmoid(z); L = (a - y)^2", "x=2,y=0.8,w=0.5,b=0"),
        Derivations.of("z = w*x + b; a = sigmoid(z); L = (a - y)^2", "w=0.5"),
        Derivations.of("yhat = x*y; alpha_1 = x + y; L = yhat^2*alpha_1 + 1e-9*x", "x=2,y=-3"),
        Derivations.of(
            "Z1 = X@W1 + b1; A1 = relu(Z1); p = softmax(A1@W2); L = -mean(sum(y*ln(p), axis=1))",
            "X=[[1,2],[3,4]],W1=[[.1,.2],[.3,-.4]],b1=[.1,.2],W2=[[.1,.2],[.3,.4]],y=[[1,0],[0,1]]"),
        Derivations.of("L = sum([[1,2,3,4,5,6,7],[1,2,3,4,5,6,7]] @ x)", "x=[1,2,3,4,5,6,7]"),
        Derivations.of("relu(x)", "x=0"),
        Derivations.of("1/x", "x=0"));
  }

  @Test
  void textIsAlignedAndSaysEachStep() {
    String text = new TextWriter(derivations().getFirst(), SIX, WIDTH).text();
    assertThat(text.lines())
        .contains(
            "  z = w·x + b = 0.5·2 + 0 = 1",
            "  a = σ(z) = σ(1) = 0.731059",
            "  ∂L/∂w = ∂L/∂a · ∂a/∂z · ∂z/∂w",
            "  ∂a/∂z = a·(1 − a) = 0.731059·(1 − 0.731059) = 0.196612",
            "  ∂L/∂w = 2(a − y)·a·(1 − a)·x = −0.0542188")
        .anyMatch(line -> line.startsWith("  ∂L/∂a = 2(a − y) = 2(0.731059 − 0.8) = −0.137883"))
        .anyMatch(line -> line.startsWith("  ✓ 4 slopes compared"));
  }

  @Test
  void pathsThatJoinAreListedAndSummed() {
    String text = new TextWriter(derivations().get(2), SIX, WIDTH).text();
    assertThat(text).contains("via yhat ", "via alpha_1 ", "via L ", "3 paths join");
  }

  @Test
  void aDirectDependenceIsNoChain() {
    String text = new TextWriter(Derivations.of("x*y", "x=2,y=3"), SIX, WIDTH).text();
    assertThat(text).contains("The result depends on them directly:", "∂f/∂x = y = 3").doesNotContain("∂f/∂x = ∂f/∂x", "chain rule");
    assertThat(new TextWriter(Derivations.of("L = x^2", "x=2", "L"), SIX, WIDTH).text()).contains("∂L/∂L = 1");
  }

  @Test
  void withoutValuesThereAreNoNumbers() {
    String text = new TextWriter(derivations().get(1), SIX, WIDTH).text();
    assertThat(text).contains("A derivation in symbols: x, b, y are single numbers.", "∂L/∂w = 2(a − y)·a·(1 − a)·x\n").doesNotContain("0.5", "Check");
  }

  @Test
  void matricesStandInBrackets() {
    String text = new TextWriter(derivations().get(3), SIX, WIDTH).text();
    assertThat(text).contains("⎡1  2⎤", "⎣3  4⎦", "shape (2, 2)", "with Σ[axis 1] y = 1");
    String abbreviated = new TextWriter(derivations().get(4), SIX, WIDTH).text();
    assertThat(abbreviated).contains("[1  2  3  …  7]");
  }

  @Test
  void kinksAndInfinitiesAreSaid() {
    assertThat(new TextWriter(derivations().get(5), SIX, WIDTH).text()).contains("a kink", "1 on a kink");
    assertThat(new TextWriter(derivations().get(6), SIX, WIDTH).text()).contains("−∞", "none", "not finite", "✗ nothing was compared", "since the value is not finite at this point");
  }

  @ParameterizedTest
  @MethodSource("derivations")
  void latexIsBalanced(Derivation derivation) {
    String document = new LatexWriter(derivation, SIX).document();
    assertThat(document).startsWith("\\documentclass{article}").endsWith("\\end{document}\n");
    requireBalanced(document);
    assertThat(document.chars().filter(c -> c > 127).mapToObj(Character::toString)).as("letters that LaTeX doesn't know").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("derivations")
  void markdownIsBalanced(Derivation derivation) {
    String markdown = new LatexWriter(derivation, SIX).markdown();
    requireBalanced(markdown);
    assertThat(markdown).contains("## Forward", "## Chain", "## Backward", "## Closed form");
    assertThat(markdown.chars().filter(c -> c == '$').count() % 2).isZero();
  }

  private static void requireBalanced(String latex) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tokens = Pattern.compile("\\\\(?:begin|end)\\{(\\w+\\*?)}|\\\\left|\\\\right|\\\\.|[{}]").matcher(latex);
    while (tokens.find()) {
      String token = tokens.group();
      if (token.startsWith("\\begin")) {
        open.push(tokens.group(1));
      } else if (token.startsWith("\\end")) {
        assertThat(open.pop()).isEqualTo(tokens.group(1));
      } else if (token.equals("{") || token.equals("\\left")) {
        open.push(token);
      } else if (token.equals("}") || token.equals("\\right")) {
        assertThat(open.pop()).isEqualTo(token.equals("}") ? "{" : "\\left");
      }
    }
    assertThat(open).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("derivations")
  void htmlIsWellFormedAndNeedsNothingElse(Derivation derivation) {
    String html = new HtmlWriter(derivation, SIX).document();
    assertThat(html).startsWith("<!DOCTYPE html>").doesNotContain("http", "src=", "href=", "<script");
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = Pattern.compile("<(/?)(\\w+)[^>]*?(/?)>").matcher(html.replaceFirst("<!DOCTYPE html>", "").replaceAll("(?s)<style>.*?</style>", ""));
    while (tags.find()) {
      if (!tags.group(1).isEmpty()) {
        assertThat(open.pop()).isEqualTo(tags.group(2));
      } else if (tags.group(3).isEmpty()) {
        open.push(tags.group(2));
      }
    }
    assertThat(open).isEmpty();
  }

  /** A line may break before each sign, and what is wider than a line scrolls: no side shares its box with another, and nothing of it is outside. */
  @ParameterizedTest
  @MethodSource("derivations")
  void eachSideOfAnEquationHasABoxOfItsOwn(Derivation derivation) {
    String html = new HtmlWriter(derivation, SIX).document();
    List<String> rows = html.lines().filter(line -> line.startsWith("<div class=\"left\">")).toList();
    String formula = "<math displaystyle=\"true\">(?:(?!</math>).)*</math>";
    Pattern row = Pattern.compile(
        "<div class=\"left\">[^=<]*<math[^>]*>(?:(?!</math>).)*</math></div><div class=\"sides\">(?:<div class=\"side\"><span class=\"first\"><span class=\"equals\">=</span> "
            + formula + "</span>(?:<wbr/>" + formula + ")*</div>)+</div><div class=\"note\">.*</div>");
    assertThat(rows).isNotEmpty().allMatch(line -> row.matcher(line).matches());
    String css = html.substring(html.indexOf("<style>"), html.indexOf("</style>"));
    assertThat(css).containsPattern("\\.sides \\{[^}]*flex-wrap: wrap").containsPattern("\\.side \\{[^}]*max-width: 100%; overflow: auto hidden")
        .containsPattern("\\.equations \\{[^}]*minmax\\(0, max-content\\)").contains("prefers-color-scheme: dark", "max-width: 48rem");
  }

  /** A glyph needs a font for mathematics to grow; a border does not. */
  @ParameterizedTest
  @MethodSource("derivations")
  void noGlyphStandsBesideWhatIsHigherThanALine(Derivation derivation) {
    String html = new HtmlWriter(derivation, SIX).document();
    assertThat(html).doesNotContain("<mo stretchy=\"true\">");
    Set<String> drawn = Pattern.compile("class=\"fence ([a-z]+)").matcher(html).results().map(match -> match.group(1)).collect(Collectors.toSet());
    assertThat(drawn).allMatch(style -> html.contains("." + style + " {") || html.contains("." + style + ", ."));
  }

  @Test
  void linesBreakBeforeTheSignsOfTheOutermostSumOrProduct() {
    assertThat(MathMl.pieces("a + b \\cdot c - \\left(d + e\\right)")).hasSize(4).element(1).isEqualTo("<mrow><mo form=\"infix\">+</mo><mi>b</mi></mrow>");
    assertThat(MathMl.pieces("-a \\cdot -b")).as("a sign in front stays").hasSize(2);
    assertThat(MathMl.pieces("a \\oslash b \\odot c")).hasSize(3);
    assertThat(MathMl.pieces("\\frac{a + b}{c}")).hasSize(1);
    String formula = "-x^{2} + 3 \\odot \\left(a - b\\right)";
    assertThat(String.join("", MathMl.pieces(formula)).replace(" form=\"infix\"", "").replace("</mrow><mrow><mo>", "<mo>")).isEqualTo(MathMl.of(formula));
    assertThatThrownBy(() -> MathMl.pieces("a + {b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bracketsAreAsHighAsWhatTheyHold() {
    assertThat(MathMl.of("\\left(x\\right)")).contains("<mo stretchy=\"false\">(</mo><mrow><mi>x</mi></mrow><mo stretchy=\"false\">)</mo>");
    assertThat(MathMl.of("\\left(\\frac{x}{2}\\right)")).contains("<mtable class=\"fence round\"").doesNotContain("<mo>");
    assertThat(MathMl.of("\\left\\|\\frac{x}{2}\\right\\|")).contains("<mtable class=\"fence norm\"");
    String matrix = "\\begin{pmatrix} 1 & 2 \\end{pmatrix}";
    assertThat(MathMl.of("\\left(" + matrix + "\\right)")).as("one pair is enough").isEqualTo(MathMl.of("{" + matrix + "}"));
    assertThat(MathMl.of("\\left|" + matrix + "\\right|")).contains("class=\"fence bars\"", "class=\"fence round matrix\"");
    assertThat(MathMl.of("\\left(" + matrix + matrix + "\\right)")).contains("<mtable class=\"fence round\"");
  }

  @Test
  void mathMlReadsWhatNotationsAreWrittenIn() {
    assertThat(MathMl.of("\\frac{x_{1}}{2}")).isEqualTo(
        "<mrow><mfrac><mrow><msub><mi>x</mi><mrow><mn>1</mn></mrow></msub></mrow><mrow><mn>2</mn></mrow></mfrac></mrow>");
    assertThat(MathMl.of("\\hat{y} < 1")).contains("<mover accent=\"true\">", "<mo>&lt;</mo>");
    assertThat(MathMl.of("\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}")).contains("<mtr><mtd><mrow><mn>3</mn></mrow></mtd>");
    for (String wrong : List.of("\\frac{1}", "{x", "x}", "\\left( x", "\\unheardof{x}", "\\begin{pmatrix} 1")) {
      assertThatThrownBy(() -> MathMl.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void numbersHaveTheirDigits() {
    assertThat(Stream.of(1.0, -0.5, 1 / 3.0, 1e-7, -2.5e9, 123456.7).map(SIX::text))
        .containsExactly("1", "−0.5", "0.333333", "1·10⁻⁷", "−2.5·10⁹", "123457");
    assertThat(SIX.latex(-1.5e-7)).isEqualTo("-1.5 \\cdot 10^{-7}");
    assertThat(SIX.text(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    assertThatThrownBy(() -> new Numerals(0)).hasMessage("digits: expected 1 to 17, came 0");
  }

  @Test
  void namesAreSetAsMathematics() {
    assertThat(Stream.of("W1", "yhat", "ŷ", "alpha", "σ", "loss", "b_2", "x").map(Names::latexName))
        .containsExactly("W_{1}", "\\hat{y}", "\\hat{y}", "\\alpha", "\\sigma", "\\mathrm{loss}", "b_{2}", "x");
  }

  private static String written(Derivation derivation) {
    return new TextWriter(derivation, SIX, WIDTH).text();
  }

  @Test
  void whatGoesByElementLooksSo() {
    String several = written(Derivations.inSymbols("L = sum(X^2 + X/Y + 1/X + X^0.5 + X^Y + X*Y)", "X=(2,2), Y=(2,2)"));
    assertThat(several).contains("X⊙² + X ⊘ Y + 1 ⊘ X + X^⊙0.5 + X^⊙Y + X ⊙ Y");
    assertThat(written(Derivations.inSymbols("L = sum(A^2)/5 + x^2 + x/y", "A=(2,2)"))).contains("(Σ A⊙²)/5 + x² + x/y");
    String latex = new LatexWriter(Derivations.inSymbols("L = sum(X^2/Y)", "X=(2,2), Y=(2,2)"), SIX).document();
    assertThat(latex).contains("X^{\\odot 2} \\oslash Y");
    assertThat(new HtmlWriter(Derivations.inSymbols("L = sum(X^2/Y)", "X=(2,2), Y=(2,2)"), SIX).document()).contains("⊘", "⊙");
  }

  @Test
  void theChainSaysWhatIsTrueOfArrays() {
    String arrays = written(Derivations.inSymbols("p = softmax(z); L = -sum(y*ln(p))", "z=(3), y=(3)", "z"));
    assertThat(arrays).contains("So, by the chain rule:", "∂L/∂z[j] = Σₖ ∂L/∂p[k] · ∂p[k]/∂z[j]").doesNotContain("summed over the paths");
    String numbers = written(Derivations.of("u = x^2; L = sin(u)*u", "x=1"));
    assertThat(numbers).doesNotContain("summed over the paths", "Σₖ");
    assertThat(written(Derivations.of("u = x^2; v = x^3; L = sin(u)*v", "x=1"))).contains("summed over the paths");
    for (String format : List.of(
        new LatexWriter(Derivations.inSymbols("p = tanh(Z1); L = sum(p)", "Z1=(3)"), SIX).markdown(),
        new HtmlWriter(Derivations.inSymbols("p = tanh(Z1); L = sum(p)", "Z1=(3)"), SIX).document())) {
      assertThat(format).contains("a dot is a sum over all elements");
    }
  }

  @Test
  void theStepThroughASoftmaxStatesWhatItComesTo() {
    String numbers = written(Derivations.of("p = softmax(z); L = -sum(y*ln(p))", "z=[1,2,3],y=[0,1,0]", "z"));
    String backward = numbers.substring(numbers.indexOf("Backward"), numbers.indexOf("Closed form"));
    assertThat(backward).contains("p ⊙ (∂L/∂p − Σ ∂L/∂p ⊙ p)", "= p − y", "with Σ y = 1");
    String symbols = written(Derivations.inSymbols("P = softmax(Z); L = -sum(Y*ln(P))", "Z=(2,3), Y=(2,3)", "Z"));
    assertThat(symbols).contains("P = softmax[axis 1](Z)", "Σ[axis 1] ∂L/∂P ⊙ P", "= P − Y", "the last with Σ[axis 1] Y = 1");
    assertThat(written(Derivations.of("a = sigmoid(z); L = (a - y)^2", "z=1,y=0.5"))).contains("∂L/∂z = ∂L/∂a·a·(1 − a) = "); // nothing simpler
  }

  @Test
  void theMaskOfAnExtremumIsABracket() {
    assertThat(written(Derivations.of("max(x)", "x=[1,3,2]"))).contains("[x = max(x)]/(Σ [x = max(x)])").doesNotContain("where(");
    assertThat(written(Derivations.of("sum(relu(x))", "x=[1,3,2]"))).contains("[x > 0]");
  }

  @Test
  void aLargeOperandIsItsName() {
    Derivation network = Derivations.of("L = mean((X@w - y)^2)", "X=[[1,2,3,4,5,6,7],[1,2,3,4,5,6,8]],w=[1,2,3,4,5,6,7],y=[1,2]");
    assertThat(written(network)).contains("X·[1  2  3  …  7] − [1  2]").doesNotContain("(2, 7)·");
    assertThat(new LatexWriter(network, SIX).document()).contains("X \\begin{pmatrix}").doesNotContain("\\left(2, 7\\right)");
  }

  /** Numbers stand in for symbols while a program runs: none of them is ever written, in no format. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p = softmax(z); L = -sum(y*ln(p)) | z=(3), y=(3)",
        "Z1 = W1@X + b1; A1 = relu(Z1); Z2 = W2@A1 + b2; P = softmax(Z2, axis=0); L = -mean(sum(Y*ln(P), axis=0)) | X=(2,5), W1=(4,2), b1=(4,1), W2=(3,4), b2=(3,1), Y=(3,5)",
        "Z1 = X@W1 + b1; A1 = tanh(Z1); Z2 = A1@W2 + b2; P = softmax(Z2); L = -mean(sum(Y*ln(P), axis=1)) | X=(5,2), W1=(2,4), b1=(4), W2=(4,3), b2=(3), Y=(5,3)",
        "m = mean(x, axis=0); c = x - m; v = mean(c^2, axis=0); h = c/sqrt(v + e); o = g*h + b; L = sum(d*o) | x=(4,3), g=(3), b=(3), d=(4,3)",
      })
  void symbolsHaveNoNumbers(String program, String shapes) {
    Derivation derivation = Derivations.inSymbols(program, shapes);
    LatexWriter latex = new LatexWriter(derivation, SIX);
    String html = new HtmlWriter(derivation, SIX).document().replaceAll("(?s)<style>.*?</style>", "");
    for (String text : List.of(written(derivation), latex.document(), latex.markdown(), html.replaceAll("<[^>]*>", " "))) {
      assertThat(text.replaceAll("margin=2cm", "")).contains("A derivation in symbols").doesNotContainPattern("\\d\\.\\d").doesNotContain("finite differences");
    }
    for (Quantity quantity : derivation.steps()) {
      if (quantity.type().shape().rank() > 0) {
        assertThat(written(derivation)).contains("shape " + quantity.type().shape());
      }
    }
  }
}
