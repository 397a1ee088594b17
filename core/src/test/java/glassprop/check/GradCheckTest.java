package glassprop.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.op.Elementwise;
import glassprop.op.Domain;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finite differences against known derivatives, and gradient checks that must fail. */
class GradCheckTest {
  private final Tensor w = Tensor.of(new double[][] {{0.3, -0.2}, {0.5, 0.7}}).named("W1");
  private final Tensor x = Tensor.of(1.5, -0.5).named("x");

  @Test
  void theNumericalGradientHasTheShapeOfItsInputAndFiveDigits() {
    Tensor slope = NumericalGradient.of(v -> v.square().plus(v.times(3)).sin().sum(), Tensor.of(new double[][] {{1}}));
    assertThat(slope.shape().toArray()).containsExactly(1, 1);
    assertThat(slope.item()).isCloseTo(-3.2682181043180596, Offset.offset(1e-8));
  }

  @Test
  void aRightGradientPassesToNineDigits() {
    GradCheck.Report report = GradCheck.strict().check(in -> in.get(0).matmul(in.get(1)).tanh().sum(), List.of(w, x));
    assertThat(report.ok()).isTrue();
    assertThat(report.checked()).isEqualTo(6);
    assertThat(report.maxRelativeError()).isLessThan(1e-9);
    assertThat(report.elements()).extracting(GradCheck.Element::leaf).containsExactly("W1", "W1", "W1", "W1", "x", "x");
    assertThat(report.elements()).extracting(GradCheck.Element::input).containsExactly(0, 0, 0, 0, 1, 1);
    assertThat(report.elements()).allSatisfy(element ->
        assertThat(element.numeric()).isCloseTo(element.analytic(), Offset.offset(1e-9)));
  }

  /** tanh whose slope is 0.05 % too large. */
  private record TooSteep() implements Elementwise {
    @Override
    public String mnemonic() {
      return "tanh";
    }

    @Override
    public double of(double... v) {
      return Math.tanh(v[0]);
    }

    @Override
    public List<Term> slopes() {
      return List.of(Terms.ONE.minus(Terms.Y.square()).times(1.0005));
    }

    @Override
    public Domain.Reals domain(int slot) {
      return Domain.everywhere();
    }
  }

  @Test
  void aGradientThatIsTooLargeByOneInTwoThousandFailsAndIsNamed() {
    GradCheck.Report report =
        GradCheck.strict().check(in -> Tensor.apply(new TooSteep(), in.get(0).matmul(in.get(1))).sum(), List.of(w, x));
    assertThat(report.ok()).isFalse();
    assertThat(report.failures()).hasSize(6);
    assertThat(report.maxRelativeError()).isBetween(0.0004, 0.0006);
    assertThatThrownBy(report::requireOk)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("W1[0, 0]")
        .hasMessageContaining("finite differences");
  }

  @Test
  void whereTheRulesGiveNoNumberNothingIsComparedAndTheOpIsNamed() {
    GradCheck.Report report =
        GradCheck.strict().checkSecondOrder(
            in -> in.get(0).hypot(in.get(1)).square().sum(), List.of(Tensor.of(0, 3).named("a"), Tensor.of(0, 4).named("b")));
    assertThat(report.failures()).isEmpty();
    assertThat(report.notFinite()).extracting(GradCheck.Element::toString)
        .containsExactly(
            "a[0]: backward gives NaN, not a finite number, where finite differences give " + report.elements().get(0).numeric(),
            "b[0]: backward gives NaN, not a finite number, where finite differences give " + report.elements().get(2).numeric());
    assertThat(report.checked()).isEqualTo(2);
    assertThat(report.anomaly().orElseThrow().event()).contains("a part of the rule of hypot (2)");
    assertThatThrownBy(report::requireOk).hasMessageContaining("0 of 2 elements disagree, and 2 are not finite (").hasMessageContaining("hypot");
  }

  @Test
  void anInputThatIsNotFiniteIsNoOpsFault() {
    GradCheck.Report report = GradCheck.strict().check(in -> in.getFirst().times(2).sum(), List.of(Tensor.of(1, Double.NaN)));
    assertThat(report.notFinite()).hasSize(2).allSatisfy(element -> assertThat(element.toString()).contains("the value is not finite"));
    assertThat(report.anomaly()).isEmpty();
  }

  @Test
  void noRelativeErrorIsNaN() {
    double[] numbers = {0, -0.0, 1, -2, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double analytic : numbers) {
      for (double slope : numbers) {
        double error = new GradCheck.Element(0, "x", List.of(), analytic, Slope.smooth(slope, 0), GradCheck.Verdict.DISAGREES).error();
        assertThat(error).isBetween(0.0, 2.0).isEqualTo(analytic == slope ? 0 : error);
        assertThat(error > 0).isEqualTo(analytic != slope);
      }
    }
  }

  @Test
  void aFunctionThatGivesNoNumberIsNamed() {
    List<Function<List<Tensor>, @Nullable Tensor>> wrong = List.of(_ -> null, List::getFirst, in -> in.getFirst().greaterThan(0).slice(0, 0, 1));
    List<String> told = List.of("gave null; expected a tensor of one number", "x0 (2)", "BOOL");
    for (int i = 0; i < wrong.size(); i++) {
      Function<List<Tensor>, Tensor> f = f(wrong.get(i));
      List<Tensor> at = List.of(Tensor.of(1, 2));
      String words = told.get(i);
      for (ThrowingCallable check : List.<ThrowingCallable>of(
          () -> GradCheck.strict().check(f, at), () -> GradCheck.strict().checkAlongDirections(f, at, 1),
          () -> GradCheck.strict().checkSecondOrder(f, at), () -> NumericalGradient.of(x -> f.apply(List.of(x)), at.getFirst()))) {
        assertThatThrownBy(check).isInstanceOf(GraphException.class).hasMessageContaining("the function gave").hasMessageContaining(i == 1 ? "(2)" : words);
      }
    }
  }

  /** What the compiler would not let pass: a user's code may not know of null marks. */
  @SuppressWarnings("NullAway")
  private static Function<List<Tensor>, Tensor> f(Function<List<Tensor>, @Nullable Tensor> f) {
    return in -> f.apply(in);
  }

  @Test
  void whatWasPerturbedIsRestoredBitForBit() {
    Tensor leaf = w.tracked();
    double[] before = leaf.toDoubles();
    GradCheck.strict().checkLeaves(() -> leaf.exp().sum(), List.of(leaf));
    assertThat(leaf.toDoubles()).containsExactly(before);
    assertThatThrownBy(
            () -> GradCheck.strict().checkLeaves(() -> failing(leaf.toDoubles()[0] == before[0], leaf), List.of(leaf)))
        .hasMessage("on purpose");
    assertThat(leaf.toDoubles()).containsExactly(before);
  }

  private static Tensor failing(boolean untouched, Tensor leaf) {
    if (!untouched) {
      throw new IllegalStateException("on purpose");
    }
    return leaf.sum();
  }

  @Test
  void float32IsRefusedUnlessAskedFor() {
    Tensor single = w.to(DType.F32);
    assertThatThrownBy(() -> GradCheck.strict().check(in -> in.getFirst().exp().sum(), List.of(single)))
        .hasMessageContaining("F32")
        .hasMessageContaining("allowingFloat32");
    assertThat(GradCheck.strict().allowingFloat32().check(in -> in.getFirst().exp().sum(), List.of(single)).ok()).isTrue();
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** A function with noise on some calls. */
  private static Function<List<Tensor>, Tensor> noisy(double size, int every, Function<Tensor, Tensor> f) {
    RandomGenerator random = random(every);
    return in -> {
      double noise = random.nextInt(every) == 0 ? random.nextDouble(-size, size) : 0;
      return f.apply(in.getFirst()).sum().plus(noise);
    };
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 1", "1e-12, 1", "1e-13, 1", "1e-3, 3", "1e-9, 3", "1e-3, 20", "1e-6, 20", "1e-12, 3"})
  void aFunctionThatIsNotDeterministicIsReported(double size, int every) {
    Tensor many = Tensor.uniform(random(2), 0.1, 0.2, 30);
    assertThatThrownBy(() -> GradCheck.strict().check(noisy(size, every, Tensor::exp), List.of(many)))
        .hasMessageContaining("the function is not deterministic")
        .hasMessageContaining("fix its seed");
    assertThatThrownBy(() -> GradCheck.strict().checkAlongDirections(noisy(size, every, Tensor::exp), List.of(many), 20))
        .hasMessageContaining("the function is not deterministic");
  }

  @Test
  void aBackwardPassThatIsNotDeterministicIsReported() {
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () -> GradCheck.strict().check(in -> {
              Tensor v = in.getFirst();
              Tensor nothing = v.minus(v.detach()).times(calls.incrementAndGet()); // 0, with a slope that counts the calls
              return v.exp().plus(nothing).sum();
            }, List.of(x)))
        .hasMessageContaining("the backward pass is not deterministic");
  }

  @Test
  void aKinkNearThePointIsNotAFailure() {
    Tensor nearlyZero = Tensor.of(1e-4, -1e-4, 0.5);
    assertThat(GradCheck.strict().check(in -> in.getFirst().relu().sum(), List.of(nearlyZero)).ok()).isTrue();
  }

  @Test
  void aPointOnAKinkIsReportedAsOneAndNotCompared() {
    GradCheck.Report report =
        GradCheck.strict().check(in -> in.getFirst().relu().plus(in.getFirst().exp()).sum(), List.of(Tensor.of(0, 0.5, -1)));
    assertThat(report.ok()).isTrue();
    assertThat(report.kinks()).isEqualTo(1);
    assertThat(report.checked()).isEqualTo(2);
    GradCheck.Element kink = report.elements().getFirst();
    assertThat(kink.verdict()).isEqualTo(GradCheck.Verdict.KINK);
    assertThat(kink.slope().left()).isCloseTo(1, Offset.offset(1e-9));
    assertThat(kink.slope().right()).isCloseTo(2, Offset.offset(1e-9));
    assertThat(kink.toString()).startsWith("x0[0]: backward gives 1.0 at a kink, with slopes 1.0000000");
  }

  @Test
  void aWrongGradientOfASmoothFunctionIsNeverTakenForAKink() {
    Tensor curved = Tensor.of(0.1, 3, -20);
    GradCheck.Report report =
        GradCheck.strict().check(in -> Tensor.apply(new TooSteep(), in.getFirst().times(0.1)).sum(), List.of(curved));
    assertThat(report.kinks()).isZero();
    assertThat(report.failures()).hasSize(3);
  }

  @Test
  void aSampleOfALargeLeafIsChecked() {
    Tensor large = Tensor.zeros(DType.F64, 50, 40);
    GradCheck sampling = GradCheck.strict().withSampling(7, RandomGenerator.of("L64X128MixRandom"));
    assertThat(sampling.check(in -> in.getFirst().cos().sum(), List.of(large)).checked()).isEqualTo(7);
  }

  @Test
  void secondDerivativesAreCheckedToo() {
    assertThat(GradCheck.strict().checkSecondOrder(in -> in.get(0).matmul(in.get(1)).tanh().sum(), List.of(w, x)).ok()).isTrue();
    assertThat(
            GradCheck.strict()
                .checkSecondOrder(in -> Tensor.apply(new TooSteep(), in.get(0).square()).times(in.get(1)).sum(), List.of(w, x))
                .checked())
        .isEqualTo(6);
  }

  @Test
  void theFastCheckPassesWhatIsRightAndExplainsWhatIsWrong() {
    GradCheck check = GradCheck.strict();
    GradCheck.Report right = check.checkAlongDirections(in -> in.get(0).matmul(in.get(1)).tanh().sum(), List.of(w, x), 3);
    assertThat(right.ok()).isTrue();
    assertThat(right.checked()).isEqualTo(3);
    GradCheck.Report wrong = check.checkAlongDirections(in -> Tensor.apply(new TooSteep(), in.getFirst()).sum(), List.of(w), 3);
    assertThat(wrong.ok()).isFalse();
    assertThat(wrong.failures()).extracting(GradCheck.Element::leaf).contains("W1");
  }

  @Test
  void aCheckThatCouldNotHaveFailedIsRefused() {
    GradCheck.Report report = GradCheck.strict().check(in -> in.getFirst().times(1e-14).plus(1).sum(), List.of(x));
    assertThat(report.small()).isEqualTo(2);
    assertThat(report.ok()).isTrue();
    assertThat(report.control()).isFalse();
    assertThatThrownBy(report::requireOk).hasMessageContaining("would not have been seen");
    assertThat(GradCheck.strict().check(in -> in.getFirst().sum(), List.of(x)).control()).isTrue();
  }

  @Test
  void whatCouldNotBeDecidedSaysHowFarItCame() {
    GradCheck.Report report = GradCheck.strict().check(in -> in.getFirst().times(1e-9).plus(1e12).sum(), List.of(x));
    assertThat(report.ok()).isFalse();
    assertThat(report.failures()).isEmpty();
    assertThat(report.checked()).isZero();
    assertThat(report.undecided()).hasSize(2).allSatisfy(
        element -> assertThat(element.toString()).contains("undecided, since finite differences give", "±"));
    assertThatThrownBy(report::requireOk).hasMessageContaining("0 of 0 elements disagree, and 2 could not be decided");
  }

  /** The price of a right gradient, which is what nearly every check finds: four values an element. */
  @Test
  void aRightGradientCostsFourValuesForEachElement() {
    AtomicInteger calls = new AtomicInteger();
    Tensor many = Tensor.uniform(random(1), 0.2, 1, 64);
    GradCheck.strict().check(in -> {
      calls.incrementAndGet();
      return in.getFirst().tanh().square().sum();
    }, List.of(many)).requireOk();
    int atThePoint = 5 + 64 / 16;
    assertThat(calls.get()).isEqualTo(4 * 64 + atThePoint);
  }

  @Test
  void nothingIsComparedWhereThereIsNothing() {
    List<Tensor> empty = List.of(Tensor.zeros(DType.F64, 0, 3));
    assertThat(GradCheck.strict().check(in -> in.getFirst().sum(), empty).checked()).isZero();
    assertThat(GradCheck.strict().checkAlongDirections(in -> in.getFirst().sum(), empty, 3).checked()).isZero();
  }
}
