package glassprop.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.Team;
import glassprop.op.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equations run as the loops that one would write by hand: the same bits, whatever the size, the type and the number of threads. */
class EquationsTest {
  private static final int STEPS = 20;

  /** A rule by its equations alone. */
  record Stated(double rate, Equations equations) implements UpdateRule {
    static Stated of(Consumer<Equations.Statement> author) {
      Equations.Statement statement = Equations.of("Test", 0.25);
      author.accept(statement);
      return new Stated(0.25, statement.end());
    }
  }

  private static NdArray numbers(SplittableRandom random, DType type, int n) {
    return NdArray.over(random.doubles(n, -1, 1).toArray(), Shape.of(n)).to(type);
  }

  private interface Loop {
    void step(int t, float[] w, float[] g, float[][] memory);

    void step(int t, double[] w, double[] g, double[][] memory);
  }

  /** Adam as a loop by hand. */
  private record AdamLoop(double rate, double beta1, double beta2, double epsilon) implements Loop {
    @Override
    public void step(int t, float[] w, float[] g, float[][] memory) {
      float eta = (float) (rate / (1 - Math.pow(beta1, t)));
      float scale = (float) (1 / Math.sqrt(1 - Math.pow(beta2, t)));
      for (int i = 0; i < w.length; i++) {
        memory[0][i] = (float) beta1 * memory[0][i] + (float) (1 - beta1) * g[i];
        memory[1][i] = (float) beta2 * memory[1][i] + (float) (1 - beta2) * g[i] * g[i];
        w[i] -= eta * memory[0][i] / ((float) Math.sqrt(memory[1][i]) * scale + (float) epsilon);
      }
    }

    @Override
    public void step(int t, double[] w, double[] g, double[][] memory) {
      double eta = rate / (1 - Math.pow(beta1, t));
      double scale = 1 / Math.sqrt(1 - Math.pow(beta2, t));
      for (int i = 0; i < w.length; i++) {
        memory[0][i] = beta1 * memory[0][i] + (1 - beta1) * g[i];
        memory[1][i] = beta2 * memory[1][i] + (1 - beta2) * g[i] * g[i];
        w[i] -= eta * memory[0][i] / (Math.sqrt(memory[1][i]) * scale + epsilon);
      }
    }
  }

  /** Gradient descent as a loop by hand. */
  private record SgdLoop(double rate, double momentum) implements Loop {
    @Override
    public void step(int t, float[] w, float[] g, float[][] memory) {
      for (int i = 0; i < w.length; i++) {
        memory[0][i] = (float) momentum * memory[0][i] + g[i];
        w[i] -= (float) rate * memory[0][i];
      }
    }

    @Override
    public void step(int t, double[] w, double[] g, double[][] memory) {
      for (int i = 0; i < w.length; i++) {
        memory[0][i] = momentum * memory[0][i] + g[i];
        w[i] -= rate * memory[0][i];
      }
    }
  }

  private static void holdTogether(UpdateRule rule, Loop loop, DType type, int n) {
    SplittableRandom random = new SplittableRandom(n);
    NdArray w = numbers(random, type, n);
    NdArray mine = w.copy();
    PreparedRule prepared = new PreparedRule(rule.equations());
    List<NdArray> memories = prepared.memories().stream().map(_ -> NdArray.zeros(w.type())).toList();
    BlockLoop blocks = new BlockLoop(prepared, type);
    float[][] floats = new float[2][n];
    double[][] doubles = new double[2][n];
    for (int t = 1; t <= STEPS; t++) {
      NdArray g = numbers(random, type, n);
      blocks.run(w, g, memories, t, rule.rate());
      if (type == DType.F32) {
        loop.step(t, mine.floats(), g.floats(), floats);
      } else {
        loop.step(t, mine.doubles(), g.doubles(), doubles);
      }
    }
    assertThat(w.toDoubles()).as("%s, %s, %d", rule, type, n).containsExactly(mine.toDoubles());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1024, 1025, 5000, 131_071})
  void equationsGiveTheBitsOfALoop(int n) {
    for (DType type : List.of(DType.F32, DType.F64)) {
      holdTogether(new Adam(0.01), new AdamLoop(0.01, 0.9, 0.999, 1e-8), type, n);
      holdTogether(new Adam(0.1, 0.3, 0.6, 1e-3), new AdamLoop(0.1, 0.3, 0.6, 1e-3), type, n);
      holdTogether(new Sgd(0.1, 0.9), new SgdLoop(0.1, 0.9), type, n);
      holdTogether(new Sgd(0.1, 0), new SgdLoop(0.1, 0), type, n);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void theNumberOfThreadsIsNotSeen(int threads) {
    try (Team team = new Team(threads)) {
      team.call(() -> {
        holdTogether(new Adam(0.01), new AdamLoop(0.01, 0.9, 0.999, 1e-8), DType.F32, 200_003);
        return true;
      });
    }
  }

  @Test
  void aRuleIsPrintedInItsSymbols() {
    assertThat(new Adam(0.1).equations().lines())
        .containsExactly("m ← β₁·m + (1 − β₁)·g", "v ← β₂·v + (1 − β₂)·g·g", "a ← η/(1 − β₁^t)", "s ← 1/√(1 − β₂^t)", "w ← w − a·m/(√v·s + ε)");
    assertThat(new Sgd(0.1, 0.9).equations().lines()).containsExactly("g ← g + λ·w", "v ← μ·v + g", "w ← w − η·v");
    assertThat(new AdamW(0.1).equations().lines()).startsWith("w ← w·(1 − η·λ)", "m ← β₁·m + (1 − β₁)·g").hasSize(6);
    assertThat(new AdaDelta(1).equations().lines()).contains("d ← √(u + ε)/√(v + ε)·g");
  }

  @Test
  void aConstantOfZeroTakesItsPartAlong() {
    PreparedRule plain = new PreparedRule(new Sgd(0.1, 0).equations());
    assertThat(plain.memories()).isEmpty();
    assertThat(plain.instructions()).hasSize(2); // η·g, and the difference
    assertThat(new PreparedRule(new Adam(0.1, 0, 0.9, 1e-8).equations()).memories()).containsExactly("v");
  }

  /** One step with w = 1, 2 and g = 3, 5, from memories a = 0 and b = 0, and then another. */
  private static List<double[]> twoSteps(UpdateRule rule) {
    PreparedRule prepared = new PreparedRule(rule.equations());
    NdArray w = NdArray.over(new double[] {1, 2}, Shape.of(2));
    NdArray g = NdArray.over(new double[] {3, 5}, Shape.of(2));
    List<NdArray> memories = prepared.memories().stream().map(_ -> NdArray.zeros(w.type())).toList();
    BlockLoop loop = new BlockLoop(prepared, DType.F64);
    loop.run(w, g, memories, 1, rule.rate());
    loop.run(w, g, memories, 2, rule.rate());
    assertThat(g.toDoubles()).as("the gradient stays").containsExactly(3, 5);
    List<double[]> after = new ArrayList<>(List.of(w.toDoubles()));
    memories.forEach(memory -> after.add(memory.toDoubles()));
    return after;
  }

  @Test
  void equationsComeOneAfterTheOther() {
    assertThat(twoSteps(Stated.of(rule -> { // the weight before the step is remembered, and used: w ← w − g + a
      Term.Symbol a = rule.memory("a");
      Term.Symbol old = rule.let("old", a);
      rule.set(a, rule.parameter());
      rule.set(rule.parameter(), rule.parameter().minus(rule.gradient()).plus(old));
    }))).containsExactly(new double[] {-2 - 3 + 1, -3 - 5 + 2}, new double[] {-2, -3});
  }

  @Test
  void memoriesMayChangePlaces() {
    assertThat(twoSteps(Stated.of(rule -> {
      Term.Symbol a = rule.memory("a");
      Term.Symbol b = rule.memory("b");
      Term.Symbol old = rule.let("old", a);
      rule.set(a, b.plus(rule.gradient()));
      rule.set(b, old);
      rule.set(rule.parameter(), rule.parameter().minus(a).minus(b));
    }))).containsExactly(new double[] {1 - 3 - 3 - 3, 2 - 5 - 5 - 5}, new double[] {3, 5}, new double[] {3, 5});
  }

  @Test
  void aWeightAndTheGradientMayBeChangedOnTheWay() {
    assertThat(twoSteps(Stated.of(rule -> { // decay, and a gradient that holds what is decayed: w ← w/2, g ← g + w, w ← w − g
      Term.Symbol w = rule.parameter();
      rule.set(w, w.times(0.5));
      rule.set(rule.gradient(), rule.gradient().plus(w));
      rule.set(w, w.minus(rule.gradient()));
    }))).containsExactly(new double[] {-3, -5});
  }

  @Test
  void aProductThatIsUsedAgainIsKept() {
    assertThat(twoSteps(Stated.of(rule -> { // w ← w − g/4 + g/4·2
      Term.Symbol w = rule.parameter();
      Term.Symbol d = rule.let("d", rule.rate().times(rule.gradient()));
      rule.set(w, w.minus(d));
      rule.set(w, w.plus(d.times(2)));
    }))).containsExactly(new double[] {1 + 2 * 0.75, 2 + 2 * 1.25});
  }

  @Test
  void equalPartsAreComputedOnce() {
    PreparedRule prepared = new PreparedRule(Stated.of(rule -> {
      Term.Symbol g = rule.gradient();
      Term root = g.square().plus(1).sqrt();
      rule.set(rule.parameter(), rule.parameter().minus(g.dividedBy(root)).minus(g.square().plus(1).sqrt()));
    }).equations());
    assertThat(prepared.instructions()).hasSize(6); // g², + 1, √, g/√, and two differences
    assertThat(prepared.rooms()).isEqualTo(2);
  }

  @Test
  void whatIsNoEquationOfNumbersIsRefused() {
    assertThatThrownBy(() -> twoSteps(Stated.of(rule -> rule.set(rule.parameter(), rule.parameter().matmul(rule.gradient())))))
        .hasMessageContaining("Test: matmul").hasMessageContaining("no function of numbers");
    assertThatThrownBy(() -> twoSteps(Stated.of(rule -> rule.set(rule.parameter(), rule.rate())))).hasMessageContaining("w becomes η");
    assertThatThrownBy(() -> twoSteps(Stated.of(rule -> {}))).hasMessageContaining("w becomes w");
    assertThatThrownBy(() -> twoSteps(Stated.of(rule -> {
      Term.Symbol later = new Term.Symbol(Term.Role.INPUT, 4);
      rule.set(rule.parameter(), rule.parameter().minus(later));
      rule.let("q", rule.gradient());
    }))).hasMessageContaining("q is used before");
  }
}
