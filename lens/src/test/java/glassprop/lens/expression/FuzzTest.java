package glassprop.lens.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import glassprop.Tensor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text does anything but give a value or an error with a place. */
@Tag("slow")
class FuzzTest {
  private static final List<String> WORDS =
      List.of(
          "x", "w", "W", "e", "pi", "sin", "sum", "max", "softmax", "gather", "where", "pow", "axis", "keep",
          "(", ")", "(", ")",
          "[", "]", ",", ";", "\n", "=", "==", "<", "+", "-", "*", "/", "@", "^", "'", "²", "1", "2", "0.5",
          "1e3", "axis=0", "[1,2]",
          "[[1,2],[3,4]]", " ", "# c\n", "ŷ", "−", "matmul", "σ", "(x)", "logsumexp", "concat", "ᵀ", "1e309", "$",
          "[0]", "[-1]", "[:,0]", "[1:", ":", "given ", "given x = ", "\"ij->ji\"", "'ij,jk'", "einsum(", "reshape(",
          "expand(", "repeat(", "one_hot(", "pad(", "topk(", "var(", "stack(", "unsqueeze(", "conv2d(", "max_pool2d(",
          "cross_entropy(", "scatter(", "-1", "99999999", "[2,2]", "keep=1", "padding=", "\"");

  private static final List<String> PROGRAMS =
      List.of(
          "z = w*x + b; a = sigmoid(z); L = (a - y)^2",
          "sin(x^2 + 3x)",
          "Z1 = X @ W1 + b1\nA1 = relu(Z1) # hidden\nmean(softmax(A1 @ W1', axis=1)^2)",
          "H = -p ln(p) - (1-p) ln(1-p); where(p > 0.5, H, max([H, p]))",
          "Z = X @ W; A = tanh(Z); given A = [[1,2],[3,4]]; L = sum(A[0] * Z[:,1]) + A[1,-1]",
          "einsum('ij,jk->ik', W, W)[0] + cumsum(reshape(W, 4))[1:3] * norm(W, 2, axis=0)",
          "x1 = reshape(repeat(W, [2,2]), [1,1,4,4]); sum(conv2d(x1, reshape(W, [1,1,2,2]), padding=1)) + topk(W, 1)[0,0]",
          "sum([[x, 2x], [x², -x]] @ [[1,2],[3,4]]', axis=[0,1], keep=1)");

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260101);

  @Test
  void randomBytes() {
    bounded(() -> {
      for (int i = 0; i < 10_000; i++) {
        byte[] bytes = new byte[random.nextInt(1, 40)];
        random.nextBytes(bytes);
        run(new String(bytes, StandardCharsets.UTF_8));
        run(new String(bytes, StandardCharsets.UTF_16));
        run(new String(bytes, StandardCharsets.ISO_8859_1));
      }
    });
  }

  @Test
  void soupsOfWords() {
    int[] valid = {0};
    bounded(() -> {
      for (int i = 0; i < 30_000; i++) {
        StringBuilder soup = new StringBuilder();
        for (int n = random.nextInt(1, 16); n > 0; n--) {
          soup.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        valid[0] += run(soup.toString()) ? 1 : 0;
      }
    });
    assertThat(valid[0]).as("soups that have a value").isGreaterThan(100);
  }

  @Test
  void mutationsOfPrograms() {
    int[] valid = {0};
    bounded(() -> {
      for (int i = 0; i < 30_000; i++) {
        StringBuilder text = new StringBuilder(PROGRAMS.get(random.nextInt(PROGRAMS.size())));
        for (int n = random.nextInt(1, 4); n > 0 && !text.isEmpty(); n--) {
          int at = random.nextInt(text.length());
          switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
          }
        }
        valid[0] += run(text.toString()) ? 1 : 0;
      }
    });
    assertThat(valid[0]).as("mutations that have a value").isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "sin(", "x^", "x^-", "-(", "x(", "sum([", "2^(", "(((x+1)*", "where(x,", "x=(",
      "x+(", "x[", "x[1:", "einsum(\"a\","})
  void deepNestingIsRefused(String piece) {
    bounded(() ->
        assertThatExceptionOfType(ExpressionException.class).isThrownBy(
                () -> Program.parse(piece.repeat(100_000) + "x"))
            .withMessageContaining(piece.startsWith("x=") ? "" : "nested deeper than 200 levels"));
  }

  @Test
  void marksBehindAValueNestToo() {
    for (String mark : List.of("'", "²'", "[0]")) {
      bounded(() ->
          assertThatExceptionOfType(ExpressionException.class)
              .isThrownBy(() -> Program.parse("x" + mark.repeat(100_000)))
              .withMessageContaining("nested deeper than 200 levels"));
    }
  }

  @Test
  void nestingUpToTheLimitHasAValue() {
    String deep = "-(2+3*sin(x^".repeat(60) + "x" + "))".repeat(60);
    bounded(() -> assertThat(Double.isNaN(evaluate(deep).item())).isFalse());
  }

  /** On a stack of the size that threads have at least on any platform. */
  @Test
  void theDeepestNestingFitsASmallStack() throws InterruptedException {
    boolean[] done = {false};
    String deep = "0<-2*x^(".repeat(100) + "x" + ")".repeat(100);
    Thread thread = new Thread(null, () -> done[0] = run(deep), "small", 256 << 10);
    thread.start();
    thread.join();
    assertThat(done[0]).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", "-x", "*x", " x", "/x", ";y", "-", "+", "\n", " ", "é", "1", "#",
      "\n#x", "<", "=", ",1", "$", "@x", ".", "e", "0e",
      "[", ":", "\"", "[0]", "\"\"", "x[0],"})
  void longTextsTakeTimeInProportion(String piece) {
    bounded(() -> run("x" + piece.repeat(100_000)));
    bounded(() -> run("x" + piece.repeat(100_000) + "+x"));
  }

  @Test
  void longProgramsHaveValues() {
    bounded(() -> assertThat(evaluate("x" + "+x".repeat(100_000)).item()).isEqualTo(2 * 100_001));
    bounded(() -> assertThat(evaluate("[" + "1,".repeat(100_000) + "1]").shape().size()).isEqualTo(100_001));
    bounded(() -> assertThat(evaluate("-".repeat(100_001) + "x").item()).isEqualTo(-2));
    StringBuilder statements = new StringBuilder("a0 = x");
    for (int i = 1; i < 20_000; i++) {
      statements.append("; a").append(i).append(" = a").append(i - 1).append(" + 1");
    }
    bounded(() -> assertThat(evaluate(statements.toString()).item()).isEqualTo(20_001));
  }

  private static void bounded(Runnable work) {
    assertTimeoutPreemptively(Duration.ofSeconds(60), work::run);
  }

  private static boolean run(String text) {
    boolean binds = succeeds(() -> Bindings.parse(List.of(text)).values());
    return succeeds(() -> evaluate(text)) || binds;
  }

  private static boolean succeeds(Supplier<?> value) {
    try {
      assertThat(value.get()).isNotNull();
      return true;
    } catch (ExpressionException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isPositive();
      assertThat(e.rendering().lines().count()).isGreaterThanOrEqualTo(3);
      return false;
    }
  }

  private static Tensor evaluate(String text) {
    Program program = Program.parse(text);
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (String name : program.free()) {
      boolean matrix = Character.isUpperCase(name.codePointAt(0));
      values.put(name, (matrix ? Tensor.of(new double[][] {{1, -2}, {3, 4}}) : Tensor.scalar(2)).tracked().named(name));
    }
    return program.evaluate(values).result();
  }
}
