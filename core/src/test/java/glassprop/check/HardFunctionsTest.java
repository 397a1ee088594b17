package glassprop.check;

import static glassprop.check.GradCheck.Verdict.AGREES;
import static glassprop.check.GradCheck.Verdict.DISAGREES;
import static glassprop.check.GradCheck.Verdict.KINK;
import static glassprop.check.GradCheck.Verdict.NOT_FINITE;
import static glassprop.check.GradCheck.Verdict.SMALL;
import static glassprop.check.GradCheck.Verdict.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.DType;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions on which finite differences with a fixed step fail: each with a gradient that is claimed, and what a check must say. A
 * right gradient is the engine's own where the function is written in ops, and a number known from mathematics elsewhere.
 */
class HardFunctionsTest {

  /** One row. */
  record Row(String name, Function<Tensor, Tensor> f, double at, GradCheck.Verdict required) {
    @Override
    public String toString() {
      return name + " at " + at + ": " + required;
    }
  }

  private static Row row(String name, double at, GradCheck.Verdict required, UnaryOperator<Tensor> f) {
    return new Row(name, f, at, required);
  }

  /** The values of f with another gradient: x − x is 0, with slope 1. */
  private static UnaryOperator<Tensor> claiming(double slope, UnaryOperator<Tensor> f) {
    return x -> f.apply(x.detach()).plus(x.minus(x.detach()).times(slope));
  }

  /** The values of f with its gradient times a factor. */
  private static UnaryOperator<Tensor> off(double factor, UnaryOperator<Tensor> f) {
    return x -> {
      Tensor y = f.apply(x);
      return y.times(factor).minus(y.detach().times(factor)).plus(y.detach());
    };
  }

  /** x, where it is at most 3. */
  private static Tensor refusing(Tensor x) {
    if (x.item() > 3) {
      throw new IllegalArgumentException("refused on purpose");
    }
    return x;
  }

  private static Tensor fastSine(Tensor x) {
    return x.times(1e6).sin();
  }

  /** A sine whose period is the first step of the check. */
  private static Tensor resonant(Tensor x) {
    return x.times(2000 * Math.PI).sin();
  }

  static Stream<Row> rows() {
    return Stream.of(
        // smooth, of every scale: the right gradient passes
        row("sin(1e6·x)", 1, AGREES, HardFunctionsTest::fastSine),
        row("sin(1e9·x)", 1, AGREES, x -> x.times(1e9).sin()),
        row("sin(1e-6·x)", 1, AGREES, x -> x.times(1e-6).sin()),
        row("sin(2000π·x), whose period is the first step", 0, AGREES, HardFunctionsTest::resonant),
        row("1/x", 1e-12, AGREES, Tensor::reciprocal),
        row("1/x", -1e-12, AGREES, Tensor::reciprocal),
        row("1e9/x, whose value overflows", 1e-300, NOT_FINITE, x -> x.reciprocal().times(1e9)),
        row("1/x, whose slope overflows", 1e-300, UNDECIDED, Tensor::reciprocal),
        row("1/x", 1e-150, AGREES, Tensor::reciprocal),
        row("1/x", 1e12, AGREES, Tensor::reciprocal),
        row("ln x", 1e-300, AGREES, Tensor::log),
        row("ln x", 1e-4, AGREES, Tensor::log),
        row("√x", 1e-10, AGREES, Tensor::sqrt),
        row("exp x", 700, AGREES, Tensor::exp),
        row("exp(1e5·x)", 0, AGREES, x -> x.times(1e5).exp()),
        row("exp x", -40, AGREES, Tensor::exp),
        row("tanh x, whose slope is a few ulps of its value", 18, SMALL, Tensor::tanh),
        row("x³", 1e-5, AGREES, x -> x.pow(3)),
        row("1e-12·x", 1, AGREES, x -> x.times(1e-12)),
        row("1e-200·x", 3, AGREES, x -> x.times(1e-200)),
        row("1e200·x²", 1, AGREES, x -> x.square().times(1e200)),
        row("x²", 1e150, AGREES, Tensor::square),
        row("1e6 + sin x", 1, AGREES, x -> x.sin().plus(1e6)),
        row("1e6 + 1e-3·x, where rounding asks for larger steps", 1, AGREES, x -> x.times(1e-3).plus(1e6)),
        row("(1e10 + x) − 1e10, of few digits", 1, AGREES, x -> x.plus(1e10).minus(1e10)),
        row("cos x, with slope 0", 0, AGREES, Tensor::cos),
        row("5, which depends on nothing", 2, AGREES, x -> x.times(0).plus(5)),
        // the same functions with a wrong gradient
        row("sin(1e6·x), 0.05 % too steep", 1, DISAGREES, off(1.0005, HardFunctionsTest::fastSine)),
        row("sin(1e6·x) with slope 0", 1, DISAGREES, claiming(0, HardFunctionsTest::fastSine)),
        row("sin(2000π·x) with slope 1", 0, DISAGREES, claiming(1, HardFunctionsTest::resonant)),
        row("sin(2000π·x) with slope 0", 0, DISAGREES, claiming(0, HardFunctionsTest::resonant)),
        row("sin(20000π·x) with slope 0", 0, DISAGREES, claiming(0, x -> x.times(2e4 * Math.PI).sin())),
        row("sin(1e12·x), whose neighbours are ulps away", 1, UNDECIDED, x -> x.times(1e12).sin()),
        row("sin(1e12·x) with slope 0", 1, UNDECIDED, claiming(0, x -> x.times(1e12).sin())),
        row("sin(1e11·x)", 1, UNDECIDED, x -> x.times(1e11).sin()),
        row("sin(2000π·x), 0.05 % too steep", 0.3, DISAGREES, off(1.0005, HardFunctionsTest::resonant)),
        row("1/x, 0.05 % too steep", 1e-12, DISAGREES, off(1.0005, Tensor::reciprocal)),
        row("1/x with the other sign", 1e-12, DISAGREES, off(-1, Tensor::reciprocal)),
        row("ln x, 0.05 % too steep", 1e-300, DISAGREES, off(1.0005, Tensor::log)),
        row("exp x, 0.05 % too steep", -40, DISAGREES, off(1.0005, Tensor::exp)),
        row("exp(1e5·x), 0.05 % too steep", 0, DISAGREES, off(1.0005, x -> x.times(1e5).exp())),
        row("1e-12·x with slope 2e-12", 1, DISAGREES, claiming(2e-12, x -> x.times(1e-12))),
        row("1e-12·x with slope 0", 1, DISAGREES, claiming(0, x -> x.times(1e-12))),
        row("1e-12·x, 0.05 % too steep", 1, DISAGREES, off(1.0005, x -> x.times(1e-12))),
        row("1e-200·x, 0.05 % too steep", 3, DISAGREES, off(1.0005, x -> x.times(1e-200))),
        row("1e6 + sin x, 0.05 % too steep", 1, DISAGREES, off(1.0005, x -> x.sin().plus(1e6))),
        row("x² with slope 1e-6 where it has none", 0, DISAGREES, claiming(1e-6, Tensor::square)),
        row("cos x with slope 1e-6 where it has none", 0, DISAGREES, claiming(1e-6, Tensor::cos)),
        row("5 with slope 1e-12", 2, SMALL, claiming(1e-12, x -> x.times(0).plus(5))),
        row("5 with slope 1e-6", 2, DISAGREES, claiming(1e-6, x -> x.times(0).plus(5))),
        row("x² with slope NaN", 1, NOT_FINITE, x -> x.detach().square().plus(x.minus(x.detach()).square().sqrt())),
        // too small beside the value
        row("1 + 1e-14·x", 1, SMALL, x -> x.times(1e-14).plus(1)),
        row("1 + 1e-14·x with slope 2e-14", 1, SMALL, claiming(2e-14, x -> x.times(1e-14).plus(1))),
        row("1e12 + 1e-9·x, which no place above 3 has", 1, UNDECIDED, x -> refusing(x).times(1e-9).plus(1e12)),
        row("1e12 + 1e-9·x", 1, UNDECIDED, x -> x.times(1e-9).plus(1e12)),
        // kinks
        row("|x|", 0, KINK, Tensor::abs),
        row("|x|", 1e-12, AGREES, Tensor::abs),
        row("|x|", -1e-5, AGREES, Tensor::abs),
        row("1e-12·|x|", 0, KINK, x -> x.abs().times(1e-12)),
        row("1e12·|x|", 0, KINK, x -> x.abs().times(1e12)),
        row("|x| + cosh(500·x)", 0, KINK, x -> x.abs().plus(x.times(500).exp().plus(x.times(-500).exp()))),
        row("1e3·x + |x|/100", 0, KINK, x -> x.times(1e3).plus(x.abs().times(1e-2))),
        row("|x − 3|", 3, KINK, x -> x.minus(3).abs()),
        row("|x − 1e5|", 1e5, KINK, x -> x.minus(1e5).abs()),
        row("relu x", 0, KINK, Tensor::relu),
        row("relu x", 1e-4, AGREES, Tensor::relu),
        row("relu x", 1e-12, AGREES, Tensor::relu),
        row("relu x", -1e-4, AGREES, Tensor::relu),
        row("relu x, 0.05 % too steep", 1e-4, DISAGREES, off(1.0005, Tensor::relu)),
        row("relu x with slope 0.5", 0.01, DISAGREES, claiming(0.5, Tensor::relu)),
        row("relu x with slope ½ at the kink, a subgradient", 0, KINK, claiming(0.5, Tensor::relu)),
        row("1e3·x + |x|/1e4 with slope 2e3: no kink explains that", 0, DISAGREES,
            claiming(2e3, x -> x.times(1e3).plus(x.abs().times(1e-4)))),
        row("max(x, 1)", 1, KINK, x -> x.maximum(Tensor.scalar(1))),
        row("max(|x| − 1e-4, 0), flat between two kinks", 0, AGREES, x -> x.abs().minus(1e-4).relu()),
        row("(1e10 + x) − 1e10 with slope 0", 1, DISAGREES, claiming(0, x -> x.plus(1e10).minus(1e10))),
        row("relu x − relu(−x), which is x, with the slope 0 that the kinks give", 0, DISAGREES,
            x -> x.relu().minus(x.negate().relu())),
        // the second derivative jumps, the first does not
        row("x·|x|", 0, SMALL, x -> x.times(x.abs())),
        row("relu(x)²", 0, SMALL, x -> x.relu().square()),
        row("relu(x)² + 3·x", 0, AGREES, x -> x.relu().square().plus(x.times(3))),
        row("|x|^1.5", 0, AGREES, x -> x.abs().pow(1.5)),
        row("relu(x)^1.5 + x", 0, AGREES, x -> x.relu().pow(1.5).plus(x)),
        row("x·|x| with slope 1e-3", 0, DISAGREES, claiming(1e-3, x -> x.times(x.abs()))),
        // no slope, or no value beside the point
        row("√x", 0, UNDECIDED, Tensor::sqrt),
        row("cube root", 0, UNDECIDED, claiming(0, x -> x.abs().pow(1.0 / 3).times(x.sign()))),
        row("x·√x, at the end of its domain", 0, SMALL, claiming(0, x -> x.times(x.sqrt()))),
        row("x·√x with slope 1", 0, DISAGREES, claiming(1, x -> x.times(x.sqrt()))),
        row("x + x·√x", 0, AGREES, claiming(1, x -> x.times(x.sqrt()).plus(x))),
        // no number in the rules, or in the value
        row("x² with slope ∞", 1, NOT_FINITE, x -> x.square().plus(x.minus(x.detach()).sqrt())),
        row("|x| with slope NaN, which no kink explains", 0, NOT_FINITE, x -> x.square().sqrt()),
        row("hypot(x, x), which is √2·|x|, with slope NaN in its own derivative", 0, NOT_FINITE,
            x -> Autodiff.grad(x.hypot(x).square(), List.of(x), BackwardOption.CREATE_GRAPH).getFirst()),
        row("ln x", 0, NOT_FINITE, Tensor::log),
        row("ln x", -1, NOT_FINITE, Tensor::log),
        row("1/x", 0, NOT_FINITE, Tensor::reciprocal),
        row("√x", -1, NOT_FINITE, Tensor::sqrt),
        // steps
        row("sign x", 0, KINK, Tensor::sign),
        row("sign x", 1e-4, AGREES, Tensor::sign),
        row("floor x", 1, KINK, Tensor::floor),
        row("floor x", 1.5, AGREES, Tensor::floor),
        row("floor x", 1.0001, AGREES, Tensor::floor),
        row("floor x with slope 1", 1.5, DISAGREES, claiming(1, Tensor::floor)),
        row("x + floor x", 1.0001, AGREES, x -> x.plus(x.floor())));
  }

  private static GradCheck.Element checked(Row row) {
    return GradCheck.strict().check(in -> row.f.apply(in.getFirst()), List.of(Tensor.scalar(row.at))).elements().getFirst();
  }

  static Stream<Row> rowsInFloat32() {
    return Stream.of(
        row("exp x", 0.5, AGREES, Tensor::exp),
        row("exp x, 5 % too steep", 0.5, DISAGREES, off(1.05, Tensor::exp)),
        row("exp x, 0.05 % too steep", 0.5, DISAGREES, off(1.0005, Tensor::exp)),
        row("sin(10·x), 0.05 % too steep", 1, DISAGREES, off(1.0005, x -> x.times(10).sin())),
        row("1000 + x, 0.05 % too steep, which larger steps show", 1, DISAGREES, off(1.0005, x -> x.plus(1000))),
        row("1000 + x, 5 % too steep", 1, DISAGREES, off(1.05, x -> x.plus(1000))),
        row("sin(10·x)", 1, AGREES, x -> x.times(10).sin()),
        row("sin(100·x), whose turns are few steps of this type away", 1, UNDECIDED, x -> x.times(100).sin()),
        row("1000 + x", 1, AGREES, x -> x.plus(1000)),
        row("1e-12·x", 1, AGREES, x -> x.times(1e-12)),
        row("1e-12·x with slope 2e-12", 1, DISAGREES, claiming(2e-12, x -> x.times(1e-12))),
        row("1e7 + x, of few digits", 1, AGREES, x -> x.plus(1e7)),
        row("|x|", 0, KINK, Tensor::abs),
        row("x·|x|", 0, SMALL, x -> x.times(x.abs())),
        row("relu x", 0.01, AGREES, Tensor::relu),
        row("floor x", 1.5, AGREES, Tensor::floor));
  }

  @ParameterizedTest
  @MethodSource("rowsInFloat32")
  void aCheckOfFloat32SaysWhatIsTrue(Row row) {
    GradCheck.Element element = GradCheck.strict().allowingFloat32()
        .check(in -> row.f.apply(in.getFirst()), List.of(Tensor.scalar(row.at).to(DType.F32))).elements().getFirst();
    assertThat(element.verdict()).as(element.toString()).isEqualTo(row.required);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aCheckSaysWhatIsTrue(Row row) {
    GradCheck.Element element = checked(row);
    assertThat(element.verdict()).as(element.toString()).isEqualTo(row.required);
  }
}
