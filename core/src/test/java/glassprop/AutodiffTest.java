package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.check.NumericalGradient;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Every way to differentiate, against each other and against finite differences. */
class AutodiffTest {
  private static final Offset<Double> TINY = Offset.offset(1e-12);
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
  private final Tensor w = Tensor.normal(random, 3, 4);
  private final Tensor x = Tensor.normal(random, 4);

  /** The loss of a small network, as a function of its weights. */
  private Tensor loss(Tensor weights) {
    return weights.matmul(x).tanh().softmax(0).log().mean().negate();
  }

  @Test
  void jvpIsTheGradientAlongADirection() {
    Tensor v = Tensor.normal(random, 3, 4);
    var forward = Autodiff.jvp(in -> loss(in.getFirst()), List.of(w), List.of(v));
    double alongGradient = NumericalGradient.of(this::loss, w).times(v).sum().item();
    assertThat(forward.tangent().item()).isCloseTo(alongGradient, Offset.offset(1e-8));
    assertThat(forward.value().item()).isEqualTo(loss(w).item());
    var backward = Autodiff.vjp(in -> loss(in.getFirst()), List.of(w), Tensor.scalar(1));
    assertThat(backward.gradients().getFirst().times(v).sum().item()).isCloseTo(forward.tangent().item(), TINY);
  }

  @Test
  void tangentsOfNestedPassesDoNotMix() { // d/dx [x · d/dy (x + y)] = 1, not 2 (Siskind and Pearlmutter, 2005)
    Function<List<Tensor>, Tensor> outer =
        xs -> {
          Tensor a = xs.getFirst();
          Tensor inner =
              Autodiff.jvp(ys -> a.plus(ys.getFirst()), List.of(Tensor.scalar(1)), List.of(Tensor.scalar(1))).tangent();
          return a.times(inner);
        };
    assertThat(Autodiff.jvp(outer, List.of(Tensor.scalar(1)), List.of(Tensor.scalar(1))).tangent().item()).isEqualTo(1);
  }

  @Test
  void derivativesOfEveryOrderByForwardModeOverForwardMode() {
    Function<Tensor, Tensor> f = a -> a.square().plus(a.times(3)).sin();
    Function<Tensor, Tensor> first = derivative(f);
    Function<Tensor, Tensor> second = derivative(first);
    Function<Tensor, Tensor> third = derivative(second);
    Tensor one = Tensor.scalar(1);
    assertThat(first.apply(one).item()).isCloseTo(-3.2682181043180596, TINY);
    assertThat(second.apply(one).item()).isCloseTo(NumericalGradient.of(first, one).item(), Offset.offset(1e-6));
    assertThat(third.apply(one).item()).isCloseTo(NumericalGradient.of(second, one).item(), Offset.offset(1e-5));
  }

  private static Function<Tensor, Tensor> derivative(Function<Tensor, Tensor> f) {
    return a -> Autodiff.jvp(in -> f.apply(in.getFirst()), List.of(a), List.of(Tensor.scalar(1))).tangent();
  }

  @Test
  void reverseModeGoesThroughForwardMode() {
    Tensor a = Tensor.scalar(0.7).tracked();
    Tensor slope = derivative(t -> t.exp().sin()).apply(a);
    slope.backward();
    double e = Math.exp(0.7);
    assertThat(a.grad().item()).isCloseTo(e * Math.cos(e) - e * e * Math.sin(e), TINY);
  }

  @Test
  void theJacobianOfSoftmaxIsDiagonalMinusOuterProduct() {
    Tensor z = Tensor.of(0.3, -1, 2, 0.5);
    Tensor jacobian = Autodiff.jacobian(t -> t.softmax(0), z);
    double[] y = z.softmax(0).toDoubles();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(jacobian.get(i, j)).isCloseTo((i == j ? y[i] : 0) - y[i] * y[j], TINY);
      }
    }
  }

  @Test
  void tallAndWideJacobiansAgreeWithFiniteDifferences() {
    Tensor tall = Autodiff.jacobian(t -> t.matmul(w), Tensor.of(1, 2, 3));
    assertThat(tall.shape()).isEqualTo(Shape.of(4, 3));
    assertThat(tall.toDoubles()).containsExactly(w.transpose().toDoubles(), TINY);
    Tensor wide = Autodiff.jacobian(t -> t.sum(1).exp(), w);
    assertThat(wide.shape()).isEqualTo(Shape.of(3, 3, 4));
    assertThat(wide.get(1, 1, 2)).isCloseTo(Math.exp(w.sum(1).get(1)), TINY);
    assertThat(wide.get(1, 0, 2)).isZero();
  }

  @Test
  void theHessianByReverseOverReverseIsThatByForwardOverReverse() {
    Tensor hessian = Autodiff.hessian(this::loss, w);
    assertThat(hessian.shape()).isEqualTo(Shape.of(3, 4, 3, 4));
    for (int element = 0; element < 12; element++) {
      double[] direction = new double[12];
      direction[element] = 1;
      Tensor column = Autodiff.hvp(this::loss, w, Tensor.of(direction).reshape(3, 4));
      assertThat(hessian.reshape(12, 12).select(1, element).toDoubles()).containsExactly(column.toDoubles(), TINY);
    }
  }

  /** ∂exp(x + Σx)ᵢ/∂xⱼ = yᵢ(1 + [i = j]), with more elements than one sweep carries rows. */
  @Test
  void aLargeJacobianIsSweptInParts() {
    int n = 1100;
    Tensor x = Tensor.full(1e-3, DType.F64, n);
    Tensor jacobian = Autodiff.jacobian(t -> t.plus(t.sum()).exp(), x);
    double y = Math.exp(1e-3 + 1.1);
    assertThat(jacobian.shape()).isEqualTo(Shape.of(n, n));
    for (int i : new int[] {0, 952, 953, 954, n - 1}) {
      assertThat(jacobian.get(i, i)).isCloseTo(2 * y, TINY);
      assertThat(jacobian.get(i, (i + 1) % n)).isCloseTo(y, TINY);
    }
  }

  /** Hooks, code and recomputation are written for one cotangent: each row passes them by itself. */
  @Test
  void rowsOfAJacobianPassHooksCodeAndRecomputation() {
    CustomFunction cube = CustomFunction.of(
        "cube", in -> in.getFirst().pow(3), (in, y, ybar) -> List.of(ybar.times(in.getFirst().square()).times(3)));
    Tensor jacobian = Autodiff.jacobian(
        t -> {
          Tensor cubed = cube.apply(t);
          Tensor y = Autodiff.checkpoint(in -> in.getFirst().sin(), List.of(cubed));
          y.hook(gradient -> gradient.get(1) == 1 ? gradient.times(2) : gradient);
          return y;
        },
        Tensor.of(0.2, 0.5, 1));
    assertThat(jacobian.get(0, 0)).isCloseTo(Math.cos(0.008) * 3 * 0.04, TINY);
    assertThat(jacobian.get(1, 1)).isCloseTo(2 * Math.cos(0.125) * 3 * 0.25, TINY);
    assertThat(jacobian.get(0, 1)).isZero();
  }

  @Test
  void hessiansAreExactlySymmetric() {
    Tensor hessian = Autodiff.hessian(this::loss, w).reshape(12, 12);
    assertThat(hessian.transpose().toDoubles()).containsExactly(hessian.toDoubles());
  }

  @Test
  void theHessianOfAPowerAtAZeroExponentHasItsMixedDerivative() {
    Tensor hessian = Autodiff.hessian(t -> t.select(0, 0).pow(t.select(0, 1)), Tensor.of(4, 0));
    assertThat(hessian.toDoubles()).containsExactly(new double[] {0, 0.25, 0.25, Math.log(4) * Math.log(4)}, TINY);
  }

  @Test
  void forwardModeRecordsNothing() {
    Tensor[] last = new Tensor[1];
    Autodiff.jvp(
        in -> {
          last[0] = in.getFirst().sin();
          return last[0];
        },
        List.of(Tensor.scalar(1)),
        List.of(Tensor.scalar(1)));
    assertThat(last[0].isTracked()).isFalse();
  }

  @Test
  void aChainOfAMillionNodesInForwardMode() {
    Function<List<Tensor>, Tensor> chain =
        in -> {
          Tensor y = in.getFirst();
          for (int i = 0; i < 500_000; i++) {
            y = y.plus(y.times(1e-9));
          }
          return y;
        };
    var result = Autodiff.jvp(chain, List.of(Tensor.scalar(1)), List.of(Tensor.scalar(1)));
    assertThat(result.tangent().item()).isCloseTo(Math.exp(500_000 * 1e-9), Offset.offset(1e-9));
  }

  @Test
  void aFunctionThatIgnoresItsInputHasATangentOfZero() {
    var result = Autodiff.jvp(in -> Tensor.scalar(3), List.of(x), List.of(x));
    assertThat(result.tangent().item()).isZero();
    assertThat(Autodiff.jacobian(t -> Tensor.of(1, 2), x).toDoubles()).containsOnly(0);
    assertThat(Autodiff.hessian(t -> t.sum(), x).toDoubles()).containsOnly(0);
  }

  @Test
  void tangentsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Autodiff.jvp(in -> in.getFirst(), List.of(x), List.of(w)))
        .hasMessageContaining("(3, 4)")
        .hasMessageContaining("(4)");
    assertThatThrownBy(() -> Autodiff.jvp(in -> in.getFirst(), List.of(x), List.of())).hasMessageContaining("0 tangents");
    assertThatThrownBy(() -> Autodiff.jvp(in -> in.getFirst(), List.of(x), List.of(x.to(DType.F32))))
        .hasMessageContaining("F32");
  }
}
