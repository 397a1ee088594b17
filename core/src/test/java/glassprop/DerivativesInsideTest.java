package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.check.GradCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a derivative function makes of what happens inside its function, and of where it is called. */
class DerivativesInsideTest {
  private static final Tensor TWO = Tensor.of(2, 3);

  /** A way to take the gradient of the sum of a function's elements. */
  record Way(String name, Function<UnaryOperator<Tensor>, UnaryOperator<Tensor>> gradient) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way("vjp", f -> x -> Autodiff.vjp(in -> f.apply(in.getFirst()), List.of(x), Tensor.of(1, 1)).gradients().getFirst()),
        new Way("jacobian", f -> x -> Autodiff.jacobian(f, x).sum(0)),
        new Way("jacobian by columns", f -> x -> Autodiff.jacobian(t -> eightTimes(f.apply(t)), x).sum(0).times(0.125)),
        new Way("hvp", f -> x -> Autodiff.hvp(fromZero(f, x), x, Tensor.of(1, 1)).times(0.5)),
        new Way("hessian", f -> x -> Autodiff.hessian(fromZero(f, x), x).sum(0).times(0.5)),
        new Way("jvp", f -> x -> Autodiff.jvp(in -> f.apply(in.getFirst()), List.of(x), List.of(Tensor.of(1, 1))).tangent()));
  }

  /** So many elements that a Jacobian is taken by columns. */
  private static Tensor eightTimes(Tensor y) {
    return Tensor.concat(0, y, y, y, y, y, y, y, y);
  }

  /** The sum of f(t)·(t − x), whose second derivative at t = x is 2·f′(x) for an f that treats each element alone. */
  private static Function<Tensor, Tensor> fromZero(UnaryOperator<Tensor> f, Tensor x) {
    return t -> f.apply(t).times(t.minus(x)).sum();
  }

  private static double[] gradient(Way way, UnaryOperator<Tensor> f) {
    return way.gradient.apply(f).apply(TWO).toDoubles();
  }

  /** f′ of x·c with a constant c is c: the other x of x² was taken out of the derivative. */
  @ParameterizedTest
  @MethodSource("ways")
  void whatIsDetachedOrComputedInNoGradIsConstantInEveryMode(Way way) {
    assertThat(gradient(way, t -> t.times(t.detach()))).containsExactly(2, 3);
    assertThat(gradient(way, t -> t.times(Autodiff.noGrad(() -> t.times(1))))).containsExactly(2, 3);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aGradientTakenByHandInsideIsDifferentiated(Way way) {
    assertThat(gradient(way, t -> {
      Tensor leaf = t.tracked();
      return Autodiff.grad(leaf.pow(3).sum(), List.of(leaf)).getFirst();
    })).containsExactly(12, 18);
  }

  /** Numbers only were asked for inside: an error in reverse mode; in forward mode they carry their tangents. */
  @ParameterizedTest
  @MethodSource("ways")
  void aGradientLeftByBackwardIsNeverTakenForConstant(Way way) {
    UnaryOperator<Tensor> f =
        t -> {
          Tensor leaf = Tensor.of(1, 1).tracked();
          leaf.times(t).times(t).sum().backward();
          return leaf.grad().plus(t); // t² + t
        };
    if (way.name.equals("jvp") || way.name.equals("jacobian by columns")) {
      assertThat(gradient(way, f)).containsExactly(5, 7);
    } else {
      assertThatThrownBy(() -> gradient(way, f)).isInstanceOf(GraphException.class).hasMessageContaining("backward() without CREATE_GRAPH");
    }
    UnaryOperator<Tensor> recorded =
        t -> {
          Tensor leaf = Tensor.of(1, 1).tracked();
          leaf.times(t).times(t).sum().backward(BackwardOption.CREATE_GRAPH);
          return leaf.grad().plus(t);
        };
    assertThat(gradient(way, recorded)).containsExactly(5, 7);
    UnaryOperator<Tensor> detached =
        t -> {
          Tensor leaf = Tensor.of(1, 1).tracked();
          leaf.times(t).times(t).sum().backward();
          return leaf.grad().detach().times(t);
        };
    assertThat(gradient(way, detached)).containsExactly(4, 9);
  }

  @Test
  void derivativesInsideNoGradAreThoseOutside() {
    Function<Tensor, Tensor> f = t -> t.pow(3).sum();
    assertThat(Autodiff.noGrad(() -> Autodiff.hessian(f, TWO)).toDoubles()).containsExactly(12, 0, 0, 18);
    Tensor leaf = TWO.tracked();
    Tensor hessian = Autodiff.noGrad(() -> Autodiff.hessian(f, leaf));
    assertThat(hessian.toDoubles()).containsExactly(12, 0, 0, 18);
    assertThat(hessian.isTracked()).isFalse();
    assertThat(Autodiff.hessian(f, leaf).isTracked()).isTrue();
  }

  @Test
  void aGradientCheckInsideNoGradIsThatOutside() {
    GradCheck check = GradCheck.strict();
    List<Tensor> at = List.of(TWO);
    Autodiff.noGrad(() -> {
      check.check(in -> in.getFirst().pow(3).sum(), at).requireOk();
      check.checkSecondOrder(in -> in.getFirst().pow(3).sum(), at).requireOk();
      check.checkAlongDirections(in -> in.getFirst().pow(3).sum(), at, 2).requireOk();
    });
  }

  /** What noGrad cuts off outside stays cut off for a derivative inside it, and the other way round. */
  @Test
  void noGradCutsOffTheDerivativesOutsideAlone() {
    Function<Tensor, Tensor> slope = t -> Autodiff.noGrad(() -> Autodiff.vjp(in -> in.getFirst().pow(3).times(t), List.of(t), Tensor.of(1, 1)))
        .gradients().getFirst();
    assertThat(slope.apply(TWO).toDoubles()).containsExactly(24, 81); // 3t²·t
    assertThat(Autodiff.jvp(in -> slope.apply(in.getFirst()), List.of(TWO), List.of(TWO)).tangent().toDoubles()).containsOnly(0);
    assertThat(Autodiff.jacobian(slope, TWO).toDoubles()).containsOnly(0);
  }

  @Test
  void aResultIsTrackedIfWhatItDependsOnIs() {
    Tensor w = Tensor.of(5, 7).tracked();
    Tensor jacobian = Autodiff.jacobian(t -> t.square().times(w), TWO);
    jacobian.sum().backward();
    assertThat(w.grad().toDoubles()).containsExactly(4, 6);
    assertThat(Autodiff.jacobian(Tensor::square, TWO).isTracked()).isFalse();
    assertThat(Autodiff.vjp(in -> in.getFirst().times(w).detach(), List.of(TWO), TWO).value().isTracked()).isFalse();
  }

  /** A Hessian-vector product is linear in its direction: the gradient in it is the Hessian. */
  @Test
  void aResultIsTrackedIfOnlyItsDirectionIs() {
    Tensor v = Tensor.of(5, 7).tracked();
    Autodiff.hvp(t -> t.pow(3).sum(), TWO, v).sum().backward();
    assertThat(v.grad().toDoubles()).containsExactly(12, 18);
    Tensor cotangent = Tensor.of(5, 7).tracked();
    Autodiff.vjp(in -> in.getFirst().square(), List.of(TWO), cotangent).gradients().getFirst().sum().backward();
    assertThat(cotangent.grad().toDoubles()).containsExactly(4, 6);
  }

  /** From one derivative a tensor s = 3x at 2 is kept; in later ones it is the constant 6. */
  @ParameterizedTest
  @MethodSource("ways")
  void whatIsKeptFromADerivativeThatIsOverIsConstant(Way way) {
    List<Tensor> kept = new ArrayList<>();
    CustomFunction spy =
        CustomFunction.of("spy", in -> in.getFirst().times(1), (in, y, cotangent) -> keeping(kept, List.of(in.getFirst().times(3), cotangent.times(6))).subList(0, 1))
            .withPushforward((in, y, tangents) -> keeping(kept, List.of(in.getFirst().times(3), tangents.getFirst().times(6))).getLast());
    gradient(way, t -> {
      Tensor y = t.times(3);
      if (t.isTracked()) {
        y.hook(gradient -> keeping(kept, List.of(gradient)).getFirst());
      }
      Autodiff.checkpoint(in -> keeping(kept, List.of(in.getFirst().times(3))).getFirst(), List.of(t)).sum();
      return keeping(kept, List.of(y, t, spy.apply(t))).getFirst();
    });
    assertThat(kept).hasSizeGreaterThan(4);
    for (Tensor old : List.copyOf(kept)) {
      double[] expected = old.toDoubles();
      assertThat(gradient(way, t -> t.times(old))).containsExactly(expected);
    }
  }

  private static List<Tensor> keeping(List<Tensor> kept, List<Tensor> these) {
    kept.addAll(these);
    return these;
  }

  @Test
  void messagesNameTheFunctionThatWasCalled() {
    assertThatThrownBy(() -> Autodiff.hessian(Tensor::exp, TWO)).hasMessageStartingWith("hessian: ").hasMessageContaining("not a single number");
    assertThatThrownBy(() -> Autodiff.hvp(Tensor::exp, TWO, TWO)).hasMessageStartingWith("hvp: ").hasMessageContaining("not a single number");
    assertThatThrownBy(() -> Autodiff.hvp(Tensor::sum, TWO, Tensor.scalar(1))).hasMessageStartingWith("hvp: the tangent of");
    assertThatThrownBy(() -> Autodiff.vjp(in -> in.getFirst(), List.of(TWO), Tensor.scalar(1))).hasMessageStartingWith("vjp: the upstream gradient");
    assertThatThrownBy(() -> Autodiff.jacobian(t -> t.to(DType.F64), Tensor.indices(1))).hasMessageStartingWith("jacobian: ").hasMessageContaining("I64");
    assertThatThrownBy(() -> Autodiff.noGrad(() -> TWO.tracked().sum().backward()))
        .hasMessageContaining("noGrad records nothing")
        .hasMessageNotContaining("detach()");
  }

  /** An op can't tell which of the two derivatives is the outer one. */
  @Test
  void aTangentThatIsHandedToAnotherThreadIsAnErrorWhereItMeetsAnother() {
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      assertThatThrownBy(
          () -> Autodiff.jvp(
              outer -> CompletableFuture.supplyAsync(() -> Autodiff.jvp(in -> in.getFirst().times(outer.getFirst()), List.of(TWO), List.of(TWO)).tangent(), pool)
                  .join(),
              List.of(TWO), List.of(TWO)))
          .hasRootCauseInstanceOf(GraphException.class)
          .hasStackTraceContaining("another thread");
    }
  }

  @Test
  void aFunctionThatGivesNullIsNamedByWhateverDifferentiatesIt() {
    Tensor x = Tensor.of(1, 2);
    Map<String, ThrowingCallable> derivatives =
        Map.of(
            "vjp", () -> Autodiff.vjp(_ -> nothing(), List.of(x), x),
            "jvp", () -> Autodiff.jvp(_ -> nothing(), List.of(x), List.of(x)),
            "jacobian", () -> Autodiff.jacobian(_ -> nothing(), x),
            "hessian", () -> Autodiff.hessian(_ -> nothing(), x),
            "hvp", () -> Autodiff.hvp(_ -> nothing(), x, x));
    derivatives.forEach(
        (name, derivative) ->
            assertThatThrownBy(derivative).isInstanceOf(GraphException.class).hasMessage(name + ": the function gave null; expected a tensor"));
  }

  @SuppressWarnings("NullAway") // what careless code gives
  private static Tensor nothing() {
    return null;
  }
}
