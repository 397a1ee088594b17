package glassprop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every derivative function of a function that is recomputed, given its input, capturing it, or both, is that of the function itself. */
class CheckpointedDerivativesTest {
  private static final Tensor AT = Tensor.of(0.5, -1.25);
  private static final Tensor ALONG = Tensor.of(1.5, 2);

  /** A way to recompute: of x³·y, with y = x in the end. */
  record Recomputed(String name, UnaryOperator<Tensor> f) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Tensor plain(Tensor x, Tensor y) {
    return x.square().times(x).times(y);
  }

  static Stream<Recomputed> recomputed() {
    return Stream.of(
        new Recomputed("given", x -> Autodiff.checkpoint(in -> plain(in.getFirst(), in.getFirst()), List.of(x))),
        new Recomputed("given twice", x -> Autodiff.checkpoint(in -> plain(in.get(0), in.get(1)), List.of(x, x))),
        new Recomputed("captured", x -> Autodiff.checkpoint(in -> plain(in.getFirst(), x), List.of(x))),
        new Recomputed("captured alone", x -> Autodiff.checkpoint(in -> plain(x, x), List.of(Tensor.of(1, 1)))),
        new Recomputed("given what was computed", x -> Autodiff.checkpoint(in -> plain(in.getFirst(), in.getFirst()), List.of(x.times(0.5).plus(x.times(0.5))))),
        new Recomputed("captured what was computed", x -> {
          Tensor h = x.times(0.5).plus(x.times(0.5));
          return Autodiff.checkpoint(in -> plain(h, h), List.of(Tensor.of(1, 1)));
        }),
        new Recomputed("captured by nested parts", x -> {
          Tensor h = x.times(0.5).plus(x.times(0.5));
          return Autodiff.checkpoint(
              in -> Autodiff.checkpoint(deep -> deep.getFirst().times(h), in).times(Autodiff.checkpoint(deep -> h.times(x), in)), List.of(x));
        }),
        new Recomputed("with a derivative inside of what it captures", x -> {
          Tensor h = x.times(0.5).plus(x.times(0.5));
          return Autodiff.checkpoint(
              in -> Autodiff.vjp(t -> t.getFirst().square().square(), List.of(h), Tensor.of(0.25, 0.25)).gradients().getFirst().times(x), List.of(x));
        }),
        new Recomputed("with a rate inside", x -> Autodiff.checkpoint(
            in -> Autodiff.jvp(t -> t.getFirst().square().square(), in, List.of(Tensor.of(0.25, 0.25))).tangent().times(x), List.of(x))),
        new Recomputed("with a Jacobian inside", x -> Autodiff.checkpoint(
            in -> Autodiff.jacobian(t -> t.square().square().times(0.25), in.getFirst()).sum(1).times(x), List.of(x))),
        new Recomputed("nested", x -> Autodiff.checkpoint(
            in -> Autodiff.checkpoint(deep -> plain(deep.getFirst(), in.getFirst()), in), List.of(x))),
        new Recomputed("with a gradient inside", x -> Autodiff.checkpoint(
            in -> {
              Tensor t = in.getFirst().isTracked() ? in.getFirst() : in.getFirst().tracked();
              return Autodiff.grad(t.square().square().sum(), List.of(t)).getFirst().times(0.25).times(in.getFirst());
            },
            List.of(x))),
        new Recomputed("that is a gradient", x -> Autodiff.checkpoint(
            in -> {
              Tensor t = in.getFirst().isTracked() ? in.getFirst() : in.getFirst().tracked();
              return Autodiff.grad(t.square().square().sum(), List.of(t)).getFirst().times(0.25);
            },
            List.of(x)).times(x)),
        new Recomputed("with a derivative inside", x -> Autodiff.checkpoint(
            in -> Autodiff.vjp(t -> t.getFirst().square().square(), in, Tensor.of(0.25, 0.25)).gradients().getFirst().times(in.getFirst()),
            List.of(x))));
  }

  @ParameterizedTest
  @MethodSource("recomputed")
  void derivativesAreThoseOfTheFunctionItself(Recomputed recomputed) {
    UnaryOperator<Tensor> plain = x -> plain(x, x);
    assertThat(jacobian(recomputed.f).toDoubles()).containsExactly(jacobian(plain).toDoubles(), Offset.offset(0.0)); // −0 is 0
    compare(recomputed, f -> Autodiff.vjp(in -> f.apply(in.getFirst()), List.of(AT), ALONG).gradients().getFirst());
    compare(recomputed, f -> Autodiff.jvp(in -> f.apply(in.getFirst()), List.of(AT), List.of(ALONG)).tangent());
    compare(recomputed, f -> Autodiff.hvp(t -> f.apply(t).sum(), AT, ALONG));
    compare(recomputed, f -> Autodiff.hessian(t -> f.apply(t).sum(), AT));
    compare(recomputed, f -> Autodiff.jacobian(t -> Autodiff.jacobian(f, t), AT));
    compare(recomputed, f -> Autodiff.jacobian(t -> Autodiff.hessian(u -> f.apply(u).sum(), t), AT));
    compare(recomputed, f -> Autodiff.noGrad(() -> Autodiff.hessian(t -> f.apply(t).sum(), AT.tracked())));
    compare(recomputed, f -> {
      Tensor leaf = AT.tracked();
      Autodiff.hvp(t -> f.apply(t).sum(), leaf, ALONG).sum().backward();
      return leaf.grad();
    });
  }

  private static Tensor jacobian(UnaryOperator<Tensor> f) {
    return Autodiff.jacobian(f, AT);
  }

  private static void compare(Recomputed recomputed, Function<UnaryOperator<Tensor>, Tensor> derivative) {
    double[] expected = derivative.apply(x -> plain(x, x)).toDoubles();
    double[] found = derivative.apply(recomputed.f).toDoubles();
    assertThat(found).containsExactly(expected, Offset.offset(1e-12));
  }
}
