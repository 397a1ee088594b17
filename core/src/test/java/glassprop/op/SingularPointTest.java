package glassprop.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Anomaly;
import glassprop.AnomalyException;
import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Second and third derivatives where a slope is stated rather than derived: true, or not finite. */
class SingularPointTest {

  private static double[] gradient(UnaryOperator<Tensor> f, double... at) {
    Tensor x = Tensor.of(at).tracked();
    return Autodiff.grad(f.apply(x).sum(), List.of(x)).getFirst().toDoubles();
  }

  private static double[] hessian(UnaryOperator<Tensor> f, double... at) {
    return Autodiff.hessian(x -> f.apply(x).sum(), Tensor.of(at)).toDoubles();
  }

  private static UnaryOperator<Tensor> ofTwo(BinaryOperator<Tensor> f) {
    return x -> f.apply(x.select(0, 0), x.select(0, 1));
  }

  /** A function of two numbers that has no second derivatives where both are equal to one, and by convention a gradient of 0. */
  record Singular(String name, UnaryOperator<Tensor> f, double both) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Singular> functionsWithoutSecondDerivatives() {
    return Stream.of(
        new Singular("hypot", ofTwo(Tensor::hypot), 0),
        new Singular("hypot²", ofTwo((x, y) -> x.hypot(y).square()), 0),
        new Singular("0.5-norm", x -> x.norm(0.5), 0),
        new Singular("1.5-norm", x -> x.norm(1.5), 0),
        new Singular("2-norm", x -> x.norm(2), 0),
        new Singular("3-norm", x -> x.norm(3), 0),
        new Singular("2-norm squared", x -> x.norm(2).square(), 0),
        new Singular("std of a constant", x -> x.std(1), 2),
        new Singular("std² of a constant", x -> x.std(1).square(), 2));
  }

  @ParameterizedTest
  @MethodSource("functionsWithoutSecondDerivatives")
  void aStatedSlopeHasNoFiniteSlopeOfItsOwn(Singular singular) {
    double[] at = {singular.both, singular.both};
    assertThat(gradient(singular.f, at)).containsExactly(0, 0);
    assertThat(DoubleStream.of(hessian(singular.f, at))).noneMatch(Double::isFinite);
    Tensor product = Autodiff.hvp(x -> singular.f.apply(x).sum(), Tensor.of(at), Tensor.of(1, -0.5));
    assertThat(DoubleStream.of(product.toDoubles())).noneMatch(Double::isFinite);
    assertThatThrownBy(() -> Anomaly.trace(() -> hessian(singular.f, at))).isInstanceOf(AnomalyException.class);
  }

  @Test
  void theSlopeOfAnElementThatIsZeroIsInfiniteInNormsBelowTwo() {
    double[] h = hessian(x -> x.norm(1.5), 0, 3);
    assertThat(h[0]).isEqualTo(POSITIVE_INFINITY);
    assertThat(h[3]).isCloseTo(0, within(1e-15)); // along the other axis it is |x|
    assertThat(gradient(x -> x.norm(1.5), 0, 3)).containsExactly(0, 1);
  }

  @Test
  void normsFromTwoOnAreSmoothWhereOneElementIsZero() {
    assertThat(hessian(x -> x.norm(2), 0, 4)).containsExactly(0.25, 0, 0, 0);
    assertThat(hessian(x -> x.norm(3), 0, 4)).containsExactly(new double[4], within(1e-15));
    assertThat(hessian(x -> x.norm(4), 0, 4)).containsExactly(new double[4], within(1e-15));
  }

  @Test
  void whereOnlyTheSecondDerivativeJumpsTheGradientIsTrue() {
    assertThat(gradient(x -> x.times(x.abs()), 0)).containsExactly(0);
    assertThat(gradient(x -> x.relu().square(), 0)).containsExactly(0);
    assertThat(hessian(x -> x.times(x.abs()), 0)).as("between −2 and 2").containsExactly(0);
    assertThat(hessian(x -> x.relu().square(), 0)).as("the branch that is chosen").containsExactly(0);
    assertThat(hessian(Tensor::abs, 0)).as("that of both branches").containsExactly(0);
    assertThat(hessian(x -> x.elu(0.5), 0)).as("the branch that is chosen").containsExactly(0.5);
  }

  /** A point of xʸ and its second derivatives there: limits for x → 0 of x^(y−2)·y(y−1), x^(y−1)(1 + y·ln x) and x^y·ln²x. */
  record PowerAt(double x, double y, double xx, double xy, double yy) {}

  static Stream<PowerAt> powers() {
    return Stream.of(
        new PowerAt(0, 0, 0, POSITIVE_INFINITY, POSITIVE_INFINITY),
        new PowerAt(0, 0.5, NEGATIVE_INFINITY, NEGATIVE_INFINITY, 0),
        new PowerAt(0, 1, 0, NEGATIVE_INFINITY, 0),
        new PowerAt(0, 1.5, POSITIVE_INFINITY, 0, 0),
        new PowerAt(0, 2, 2, 0, 0),
        new PowerAt(0, 3, 0, 0, 0),
        new PowerAt(4, 0, 0, 0.25, Math.log(4) * Math.log(4)),
        new PowerAt(-2, 3, -12, NaN, NaN));
  }

  @ParameterizedTest
  @MethodSource("powers")
  void thePowerHasItsLimits(PowerAt power) {
    Tensor x = Tensor.scalar(power.x).tracked();
    Tensor y = Tensor.scalar(power.y).tracked();
    Tensor byX = Autodiff.grad(x.pow(y), List.of(x), BackwardOption.CREATE_GRAPH).getFirst();
    Tensor byY = Autodiff.grad(x.pow(y), List.of(y), BackwardOption.CREATE_GRAPH).getFirst();
    double[] second =
        Stream.of(Autodiff.grad(byX, List.of(x, y)), Autodiff.grad(byY, List.of(x, y)))
            .flatMap(List::stream).mapToDouble(Tensor::item).toArray();
    assertThat(second).containsExactly(new double[] {power.xx, power.xy, power.xy, power.yy}, within(1e-14));
  }

  @Test
  void aPowerWithAWholeExponentIsAPolynomialToAnyOrder() {
    for (int degree = 0; degree <= 4; degree++) {
      Tensor x = Tensor.scalar(0).tracked();
      Tensor y = x.pow(Tensor.scalar(degree));
      double factorial = 1;
      for (int order = 1; order <= 5; order++) {
        y = Autodiff.grad(y, List.of(x), BackwardOption.CREATE_GRAPH).getFirst().plus(x.times(0));
        factorial *= order;
        assertThat(y.item()).as("derivative %d of x to the %d", order, degree).isEqualTo(order == degree ? factorial : 0);
      }
    }
  }

  @Test
  void forwardModeSaysTheSame() {
    Tensor origin = Tensor.of(0, 0);
    Tensor along = Tensor.of(1, 0);
    double tangent =
        Autodiff.jvp(
                in -> Autodiff.jvp(x -> x.getFirst().norm(2), in, List.of(along)).tangent(), List.of(origin), List.of(along))
            .tangent().item();
    assertThat(Double.isFinite(tangent)).isFalse();
  }
}
