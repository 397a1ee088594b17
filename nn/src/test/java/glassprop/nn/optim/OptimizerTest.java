package glassprop.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Update rules against steps worked out by hand, and the settings they refuse. */
class OptimizerTest {
  private static final Offset<Double> TINY = Offset.offset(1e-15);

  private static double[] after(int steps, UpdateRule rule, Tensor w) {
    Optimizer optimizer = new Optimizer(rule, List.of(w));
    for (int i = 0; i < steps; i++) {
      optimizer.zeroGrad();
      w.square().sum().backward(); // gradient 2w
      optimizer.step();
    }
    return w.toDoubles();
  }

  @Test
  void plainDescentSubtractsTheScaledGradient() {
    assertThat(after(2, new Sgd(0.1, 0), Tensor.of(1, -2).tracked())).containsExactly(new double[] {0.64, -1.28}, TINY);
  }

  @Test
  void momentumKeepsAVelocity() { // v = 2; w = 1 − 0.2 = 0.8; v = 0.9·2 + 1.6 = 3.4; w = 0.8 − 0.34
    assertThat(after(2, new Sgd(0.1, 0.9), Tensor.of(1).tracked())).containsExactly(new double[] {0.46}, TINY);
  }

  @Test
  void adamsFirstStepIsTheRateWhateverTheGradientsSize() { // m̂/√v̂ is the sign of the gradient
    assertThat(after(1, new Adam(0.01), Tensor.of(3, -2000).tracked()))
        .containsExactly(new double[] {2.99, -1999.99}, Offset.offset(1e-9));
  }

  @Test
  void adamsSecondStepIsThePapers() { // g₁ = 2, g₂ = 1.98: m̂ = (0.09·2 + 0.1·1.98)/0.19, v̂ = (0.000999·4 + 0.001·3.9204)/0.001999
    double m = (0.9 * 0.1 * 2 + 0.1 * 1.98) / (1 - 0.81);
    double v = (0.999 * 0.001 * 4 + 0.001 * 1.98 * 1.98) / (1 - 0.999 * 0.999);
    double expected = 0.99 - 0.01 * m / (Math.sqrt(v) + 1e-8);
    assertThat(after(2, new Adam(0.01), Tensor.of(1).tracked())).containsExactly(new double[] {expected}, Offset.offset(1e-9));
  }

  @Test
  void float32FollowsFloat64() {
    for (UpdateRule rule : List.of(new Sgd(0.1, 0.9), new Adam(0.05))) {
      double[] exact = after(20, rule, Tensor.of(1, -0.5, 2).tracked());
      double[] single = after(20, rule, Tensor.of(1, -0.5, 2).to(DType.F32).tracked());
      assertThat(single).containsExactly(exact, Offset.offset(2e-6));
    }
  }

  @Test
  void parametersWithoutAGradientStay() {
    Tensor reached = Tensor.scalar(1).tracked();
    Tensor apart = Tensor.scalar(1).tracked();
    Optimizer optimizer = new Optimizer(new Sgd(0.1, 0), List.of(reached, apart));
    reached.square().backward();
    optimizer.step();
    assertThat(reached.item()).isCloseTo(0.8, TINY);
    assertThat(apart.item()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateThatIsNotFiniteOrIsNegativeIsRefused(double rate) {
    assertThatThrownBy(() -> new Sgd(rate, 0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("" + rate);
    assertThatThrownBy(() -> new Adam(rate)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("" + rate);
  }

  @Test
  void aRateOfZeroLeavesParametersWhereTheyAre() {
    for (UpdateRule rule : List.of(new Sgd(0, 0.9), new Adam(0))) {
      assertThat(after(3, rule, Tensor.of(1, -2).tracked())).containsExactly(1, -2);
    }
  }

  @Test
  void decaysOutsideZeroToOneAreRefused() {
    assertThatThrownBy(() -> new Sgd(0.1, Double.NaN)).hasMessageContaining("momentum NaN");
    assertThatThrownBy(() -> new Adam(0.1, 1, 0.9, 1e-8)).hasMessageContaining("beta1 1.0");
    assertThatThrownBy(() -> new Adam(0.1, 0.9, -0.1, 1e-8)).hasMessageContaining("beta2 -0.1");
    assertThatThrownBy(() -> new Adam(0.1, 0.9, 0.99, 0)).hasMessageContaining("epsilon 0.0");
  }

  @Test
  void aGradientThatIsNotFiniteIsNamedAndNothingChanges() {
    for (DType type : List.of(DType.F32, DType.F64)) {
      for (UpdateRule rule : List.of(new Sgd(0.1, 0), new Sgd(0.1, 0.9), new Adam(0.1))) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
          Tensor a = Tensor.of(1, 2).to(type).tracked().named("W1");
          Tensor b = Tensor.full(1, type, 3, 50).plus(0).tracked().named("W2");
          double[] weights = new double[150];
          weights[120] = bad;
          Optimizer optimizer = new Optimizer(rule, List.of(a, b));
          a.sum().plus(b.times(Tensor.of(weights).reshape(3, 50).to(type)).sum()).backward();
          assertThatThrownBy(optimizer::step)
              .isInstanceOf(NonFiniteGradientException.class)
              .hasMessageContaining("optimizer: the gradient of W2 (3, 50) is " + bad + " at [2, 20]");
          assertThat(a.toDoubles()).containsExactly(1, 2);
          assertThat(b.toDoubles()).containsOnly(1);
          optimizer.zeroGrad();
          a.sum().backward();
          optimizer.step(); // the first: the failed one didn't count
          assertThat(a.toDoubles()).containsExactly(new double[] {0.9, 1.9}, Offset.offset(1e-6));
        }
      }
    }
  }

  @Test
  void finiteGradientsPassAlsoIfTheirSumIsInfinite() {
    for (double huge : new double[] {1.5e308, -1.5e308}) {
      Tensor w = Tensor.of(0, 0).tracked();
      w.times(Tensor.of(huge, huge)).sum().backward();
      new Optimizer(new Sgd(1e-308, 0), List.of(w)).step();
      assertThat(w.toDoubles()).containsExactly(new double[] {-1.5 * Math.signum(huge), -1.5 * Math.signum(huge)}, Offset.offset(1e-9));
    }
  }

  @Test
  void gradientsThatAreNotFinitePassWhereThatIsAllowed() {
    Tensor w = Tensor.of(1, 2).tracked();
    w.times(Tensor.of(Double.NaN, 1)).sum().backward();
    new Optimizer(new Sgd(1, 0), Clipping.unchecked(), List.of(w)).step();
    assertThat(w.toDoubles()).containsExactly(Double.NaN, 1);
  }

  @Test
  void constantsThatVanishOrOverflowInTheTypeOfAParameterAreRefused() {
    record Row(UpdateRule rule, String said) {}
    List<Row> rows =
        List.of(
            new Row(new Adam(0.1, 0.9, 0.999, 1e-50), "Adam: epsilon 1.0E-50 is 0 in F32"),
            new Row(new Adam(0.1, 0.9, 0.999, 1e50), "Adam: epsilon 1.0E50 is infinite in F32"),
            new Row(new Adam(1e-50), "Adam: the learning rate 1.0E-50 is 0 in F32"),
            new Row(new Adam(1e50), "is infinite in F32"), new Row(new Adam(1e38), "in the first step, η/(1 − β₁^t) = "),
            new Row(new Adam(0.1, 1 - 1e-9, 0.999, 1e-8), "beta1 0.999999999 is 1 in F32"),
            new Row(new Adam(0.1, 0.9, 1 - 1e-9, 1e-8), "beta2 0.999999999 is 1 in F32"),
            new Row(new Adam(0.1, 1e-50, 0.9, 1e-8), "beta1 1.0E-50 is 0"),
            new Row(new Sgd(1e-50, 0), "SGD: the learning rate 1.0E-50 is 0"), new Row(new Sgd(1e50, 0), "1.0E50 is infinite"),
            new Row(new Sgd(0.1, 1e-50), "momentum 1.0E-50 is 0"), new Row(new Sgd(0.1, 1 - 1e-9), "momentum 0.999999999 is 1"));
    for (Row row : rows) {
      Tensor w = Tensor.of(1, 2).tracked();
      assertThatThrownBy(() -> new Optimizer(row.rule, List.of(w, w.to(DType.F32).detach().tracked()))).as(row.toString())
          .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(row.said).hasMessageContaining("F64");
      assertThat(new Optimizer(row.rule, List.of(w))).as(row + " in F64").isNotNull();
    }
  }

  @Test
  void aParameterListedTwiceOrNotALeafIsRefused() {
    Tensor w = Tensor.scalar(1).tracked().named("w");
    assertThatThrownBy(() -> new Optimizer(new Adam(0.1), List.of(w, w))).hasMessageContaining("the scalar w").hasMessageContaining("twice");
    assertThatThrownBy(() -> new Optimizer(new Adam(0.1), List.of(w.times(2).named("y")))).hasMessageContaining("not a leaf");
  }
}
