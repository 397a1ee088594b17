package glassprop.check;

import static glassprop.check.GradCheck.Verdict.DISAGREES;
import static glassprop.check.GradCheck.Verdict.KINK;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At a kink a gradient is right if it lies between the slopes to both sides, and wrong if it does not, however near it is to one of them. */
class KinkVerdictTest {

  /** A function at a point, and the slopes to both sides of its first element, known from mathematics. */
  record Row(String name, UnaryOperator<Tensor> f, Tensor at, double left, double right) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, double left, double right, UnaryOperator<Tensor> f, double... at) {
    return new Row(name, f, Tensor.of(at), left, right);
  }

  static Stream<Row> rows() {
    return Stream.of(
        row("relu(x) at 0", 0, 1, Tensor::relu, 0),
        row("|x| at 0", -1, 1, Tensor::abs, 0),
        row("|x|/1000 at 0", -1e-3, 1e-3, x -> x.abs().times(1e-3), 0),
        row("2000·|x| + 1000·x at 0", -1000, 3000, x -> x.abs().times(2000).plus(x.times(1000)), 0),
        row("the largest of two equal numbers", 0, 1, Tensor::max, 1.5, 1.5),
        row("the largest of three, of which two are equal", 0, 1, Tensor::max, 1.5, -2, 1.5),
        row("the largest of three equal numbers", 0, 1, Tensor::max, 1.5, 1.5, 1.5),
        row("the smallest of three equal numbers", 1, 0, Tensor::min, 1.5, 1.5, 1.5),
        row("max(x, 2) at 2", 0, 1, x -> x.maximum(2), 2),
        row("min(x, 2) at 2", 1, 0, x -> x.minimum(2), 2),
        row("leaky relu at 0", 0.1, 1, x -> x.leakyRelu(0.1), 0),
        row("elu at 0, with another slope", 2, 1, x -> x.elu(2), 0),
        row("clamp at its lower end", 0, 1, x -> x.clamp(-1, 2), -1),
        row("clamp at its upper end", 1, 0, x -> x.clamp(-1, 2), 2),
        row("relu6 at 6", 1, 0, Tensor::relu6, 6),
        row("the hinge max(0, 1 − x) at 1", -1, 0, x -> x.subtractedFrom(1).relu(), 1),
        row("‖x‖₁ at 0", -1, 1, x -> x.norm(1), 0, 3),
        row("‖x‖₂ at 0", -1, 1, x -> x.norm(2), 0, 0),
        row("‖x‖∞ with ties", 0, 1, x -> x.norm(Double.POSITIVE_INFINITY), 2, -2),
        row("⌊x⌋ + 3·x at 1, which jumps", 3, 3, x -> x.floor().plus(x.times(3)), 1),
        row("sign(x) at 0, which jumps to both sides", 0, 0, Tensor::sign, 0),
        row("sign(x)·(x² + x + 1) + |x| at 0, which jumps and turns", -2, 2,
            x -> x.sign().times(x.square().plus(x).plus(1)).plus(x.abs()), 0));
  }

  private static GradCheck.Element checked(Row row, UnaryOperator<Tensor> f) {
    return GradCheck.strict().check(in -> f.apply(in.getFirst()).sum(), List.of(row.at)).elements().getFirst();
  }

  /** The values of f with another gradient: x − x is 0, with slope 1. */
  private static UnaryOperator<Tensor> claiming(double slope, UnaryOperator<Tensor> f) {
    return x -> f.apply(x.detach()).sum().plus(x.minus(x.detach()).slice(0, 0, 1).sum().times(slope));
  }

  private static DoubleStream inside(Row row) {
    return DoubleStream.of(0, 0.01, 0.3, 0.5, 0.99, 1).map(part -> row.left + part * (row.right - row.left));
  }

  private static DoubleStream outside(Row row) {
    double low = Math.min(row.left, row.right);
    double high = Math.max(row.left, row.right);
    double size = Math.max(high, -low);
    double unit = size == 0 ? 1 : size;
    return DoubleStream.of(5e-4, 0.1, 1, 10, 1e6).flatMap(part -> DoubleStream.of(low - part * unit, high + part * unit));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theGradientThatAnOpStatesLiesBetweenBothSlopes(Row row) {
    GradCheck.Element element = checked(row, row.f);
    assertThat(element.verdict()).as(element.toString()).isEqualTo(KINK);
    assertThat(element.slope().left()).isCloseTo(row.left, Offset.offset(1e-6 * Math.max(1, Math.abs(row.left))));
    assertThat(element.slope().right()).isCloseTo(row.right, Offset.offset(1e-6 * Math.max(1, Math.abs(row.right))));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aGradientBetweenBothSlopesOrAtAnEndIsAdmitted(Row row) {
    assertThat(inside(row).mapToObj(slope -> checked(row, claiming(slope, row.f))))
        .allSatisfy(element -> assertThat(element.verdict()).as(element.toString()).isEqualTo(KINK));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aGradientOutsideBothSlopesIsAFailureThatNamesAllThree(Row row) {
    assertThat(outside(row).mapToObj(slope -> checked(row, claiming(slope, row.f))))
        .allSatisfy(element -> {
          assertThat(element.verdict()).as(element.toString()).isEqualTo(DISAGREES);
          assertThat(element.toString()).contains(
              "backward gives " + element.analytic() + ", outside the slopes at a ",
              element.slope().left() + " to the left and " + element.slope().right() + " to the right");
        });
  }
}
