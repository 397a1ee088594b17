package glassprop.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Bounds on gradients: what they change, what they leave, and the gradients they refuse. */
class ClippingTest {
  private static final Offset<Double> TINY = Offset.offset(1e-14);
  private final Tensor first = Tensor.of(new double[][] {{3, -4}}).named("W1");
  private final Tensor second = Tensor.of(0, 12).named("b1"); // together of norm 13

  @Test
  void gradientsThatAreTooLongAreShortenedToTheBoundTogether() {
    List<Tensor> clipped = Clipping.byNorm(1.3).of(List.of(first, second));
    assertThat(clipped.get(0).toDoubles()).containsExactly(new double[] {0.3, -0.4}, TINY);
    assertThat(clipped.get(1).toDoubles()).containsExactly(new double[] {0, 1.2}, TINY);
    assertThat(clipped.get(0).shape()).isEqualTo(first.shape());
    assertThat(first.toDoubles()).containsExactly(3, -4);
  }

  @Test
  void gradientsUpToTheBoundPassBitForBit() {
    Tensor odd = Tensor.of(0.1, 1.0 / 3, -0.0, Double.MIN_VALUE);
    assertThat(Clipping.byNorm(13).of(List.of(first, second)).get(0).toDoubles()).containsExactly(3, -4);
    assertThat(Clipping.byNorm(0.36).of(List.of(odd)).getFirst().toDoubles()).containsExactly(odd.toDoubles());
    assertThat(Clipping.byValue(1.0 / 3).of(List.of(odd)).getFirst().toDoubles()).containsExactly(odd.toDoubles());
    assertThat(Clipping.none().of(List.of(odd))).containsExactly(odd);
  }

  @Test
  void gradientsOfZeroStayZero() {
    assertThat(Clipping.byNorm(1).of(List.of(Tensor.zeros(DType.F64, 3))).getFirst().toDoubles()).containsExactly(0, 0, 0);
    assertThat(Clipping.byNorm(1).of(List.of())).isEmpty();
    assertThat(Clipping.norm(List.of())).isZero();
  }

  @Test
  void theNormNeitherOverflowsNorVanishesOnTheWay() {
    assertThat(Clipping.norm(List.of(Tensor.of(3e200, 4e200)))).isCloseTo(5e200, Offset.offset(1e186));
    assertThat(Clipping.norm(List.of(Tensor.of(3e-200, 4e-200)))).isCloseTo(5e-200, Offset.offset(1e-214));
    Tensor single = Tensor.of(3e30, 4e30).to(DType.F32);
    double[] clipped = Clipping.byNorm(1).of(List.of(single)).getFirst().toDoubles();
    assertThat(clipped).containsExactly(new double[] {0.6, 0.8}, Offset.offset(1e-7));
    assertThatThrownBy(() -> Clipping.norm(List.of(Tensor.of(1.7e308, 1.7e308))))
        .isInstanceOf(NonFiniteGradientException.class);
  }

  @Test
  void aScaleThatFloat32CanNotHoldStillGivesTheTrueLength() {
    Tensor single = Tensor.of(3e30, 4e30).to(DType.F32);
    double[] clipped = Clipping.byNorm(1e-25).of(List.of(single)).getFirst().toDoubles(); // a scale of 2e-56
    assertThat(clipped).containsExactly(new double[] {0.6e-25, 0.8e-25}, Offset.offset(1e-32));
    assertThatThrownBy(() -> Clipping.byValue(1e-50).of(List.of(single))).hasMessageContaining("clamp").hasMessageContaining("0 in F32");
  }

  @Test
  void byValueEachNumberIsBoundAlone() {
    assertThat(Clipping.byValue(3.5).of(List.of(first, second)).get(0).toDoubles()).containsExactly(3, -3.5);
    assertThat(Clipping.byValue(3.5).of(List.of(first, second)).get(1).toDoubles()).containsExactly(0, 3.5);
  }

  @Test
  void aGradientThatIsNotFiniteIsNamedAndNothingChanges() {
    for (Clipping clipping : List.of(Clipping.byNorm(1), Clipping.byValue(1))) {
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        Tensor a = Tensor.of(1, 2).tracked().named("W1");
        Tensor b = Tensor.of(1, 2).tracked().named("W2");
        Optimizer optimizer = new Optimizer(new Adam(0.1), clipping, List.of(a, b));
        a.sum().plus(b.times(Tensor.of(1, bad)).sum()).backward();
        assertThatThrownBy(optimizer::step)
            .isInstanceOf(NonFiniteGradientException.class)
            .hasMessageContaining("W2 (2) is " + bad + " at [1]");
        assertThat(a.toDoubles()).containsExactly(1, 2);
        assertThat(b.toDoubles()).containsExactly(1, 2);
        optimizer.zeroGrad();
        a.sum().backward();
        optimizer.step(); // Adam's first: the failed one didn't count
        assertThat(a.toDoubles()).containsExactly(new double[] {0.9, 1.9}, Offset.offset(1e-7));
      }
    }
  }

  @Test
  void aStepGoesAlongTheClippedGradientAndLeavesGradAsItWas() {
    Tensor w = Tensor.of(3, 4).tracked();
    Optimizer optimizer = new Optimizer(new Sgd(0.1, 0), Clipping.byNorm(1), List.of(w));
    w.square().sum().times(0.5).backward(); // gradient w, of norm 5
    optimizer.step();
    assertThat(w.toDoubles()).containsExactly(new double[] {3 - 0.06, 4 - 0.08}, TINY);
    assertThat(w.grad().toDoubles()).containsExactly(3, 4);
  }

  @Test
  void twoLeavesThatShareAGradientAreEachScaledOnce() {
    Tensor a = Tensor.of(0, 0).tracked();
    Tensor b = Tensor.of(0, 0).tracked();
    Optimizer optimizer = new Optimizer(new Sgd(1, 0), Clipping.byNorm(1), List.of(a, b));
    a.plus(b).sum().backward(); // four ones, of norm 2
    optimizer.step();
    assertThat(a.toDoubles()).containsExactly(-0.5, -0.5);
    assertThat(b.toDoubles()).containsExactly(-0.5, -0.5);
  }

  @Test
  void impossibleBoundsAreRefused() {
    for (double bound : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Clipping.byNorm(bound)).hasMessageContaining("norm").hasMessageContaining(String.valueOf(bound));
      assertThatThrownBy(() -> Clipping.byValue(bound)).hasMessageContaining("value");
    }
  }
}
