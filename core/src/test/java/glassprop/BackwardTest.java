package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Backward passes from several roots, gradients of what is not used, and the scopes around them. */
class BackwardTest {
  private final Tensor x = Tensor.of(2, 3).tracked().named("x");
  private final Tensor unused = Tensor.of(1, 1, 1).tracked().named("unused");

  /** d/dx (Σx² + Σx³): both go through a shared square, which is freed once, and hooks see the whole. */
  @Test
  void severalRootsAreSweptAtOnce() {
    List<double[]> seen = new ArrayList<>();
    Tensor shared = x.square();
    shared.hook(gradient -> {
      seen.add(gradient.toDoubles());
      return gradient;
    });
    Autodiff.backward(List.of(shared.sum(), shared.times(x).sum()));
    assertThat(x.grad().toDoubles()).containsExactly(4 + 12, 6 + 27);
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst()).containsExactly(1 + 2, 1 + 3);
    assertThatThrownBy(() -> shared.sum().backward()).isInstanceOf(GraphException.class).hasMessageContaining("freed");
  }

  @Test
  void aRootMayLieBelowAnotherOrBeALeaf() {
    Tensor square = x.square();
    Autodiff.backward(List.of(square.times(x), square, square, x), List.of(Tensor.of(1, 1), Tensor.of(1, 10), Tensor.of(1, 0), Tensor.of(7, 7)));
    assertThat(x.grad().toDoubles()).containsExactly(12 + 4 + 4 + 7, 27 + 60 + 7);
  }

  @Test
  void rootsThatDoNotFitAreRefusedBeforeAnythingHappens() {
    Tensor y = x.sum();
    assertThatThrownBy(() -> Autodiff.backward(List.of(y, x.square()))).hasMessageStartingWith("backward: ").hasMessageContaining("not a single number");
    assertThatThrownBy(() -> Autodiff.backward(List.of(y, Tensor.scalar(1)))).hasMessageContaining("not tracked");
    assertThatThrownBy(() -> Autodiff.backward(List.of())).hasMessageStartingWith("backward: no tensor came");
    assertThatThrownBy(() -> Autodiff.backward(List.of(), List.of())).hasMessageStartingWith("backward: no tensor came");
    assertThatThrownBy(() -> Autodiff.backward(List.of(y), List.of())).hasMessageContaining("1 tensor, but 0 upstream gradients");
    assertThatThrownBy(() -> Autodiff.backward(List.of(y), List.of(Tensor.of(1, 2)))).hasMessageContaining("upstream gradient is F64 (2)");
    assertThat(x.hasGrad()).isFalse();
    y.backward();
    assertThat(x.grad().toDoubles()).containsExactly(1, 1);
  }

  @Test
  void aGradientOfWhatIsNotUsedIsAnErrorOrZerosIfAskedFor() {
    Tensor y = x.square().sum();
    assertThatThrownBy(() -> Autodiff.grad(y, List.of(x, unused), BackwardOption.RETAIN_GRAPH))
        .hasMessageContaining("unused")
        .hasMessageContaining("ZERO_IF_UNUSED");
    List<Tensor> gradients = Autodiff.grad(y, List.of(x, unused), BackwardOption.ZERO_IF_UNUSED);
    assertThat(gradients.get(0).toDoubles()).containsExactly(4, 6);
    assertThat(gradients.get(1).toDoubles()).containsExactly(0, 0, 0);
    assertThatThrownBy(() -> Autodiff.grad(x.sum(), List.of(Tensor.scalar(1)), BackwardOption.ZERO_IF_UNUSED)).hasMessageContaining("not tracked");
  }

  @Test
  void aDerivativeFunctionGivesZerosForAnInputThatItsFunctionIgnores() {
    List<Tensor> xs = List.of(x, unused);
    List<Tensor> gradients = Autodiff.vjp(in -> in.getFirst().square(), xs, Tensor.of(1, 1)).gradients();
    assertThat(gradients.get(1).toDoubles()).containsExactly(0, 0, 0);
    assertThat(Autodiff.jacobian(t -> x.square(), Tensor.of(1, 2)).toDoubles()).containsOnly(0);
  }

  @Test
  void scopesTakeCodeWithAndWithoutAResult() {
    List<Boolean> tracked = new ArrayList<>();
    Autodiff.noGrad(() -> {
      tracked.add(x.square().isTracked());
    });
    Autodiff.noGrad(() -> tracked.add(x.square().isTracked())); // an expression is a result
    boolean result = Autodiff.noGrad(() -> Autodiff.recording(() -> x.square().isTracked()));
    assertThat(tracked).containsExactly(false, false);
    assertThat(result).isTrue();
    assertThatThrownBy(() -> Anomaly.trace(() -> {
      x.minus(x).log();
    })).isInstanceOf(AnomalyException.class);
    double traced = Anomaly.trace(() -> x.sum().item());
    assertThat(traced).isEqualTo(5);
  }

  /** A scope belongs to the thread that opened it: what another thread computes meanwhile is recorded. */
  @Test
  void scopesDoNotReachThreadsOfAPool() {
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Tensor elsewhere = Autodiff.noGrad(() -> CompletableFuture.supplyAsync(x::square, pool).join());
      assertThat(elsewhere.isTracked()).isTrue();
      Tensor log = Anomaly.trace(() -> CompletableFuture.supplyAsync(() -> x.minus(x).log(), pool).join());
      assertThat(log.toDoubles()).containsOnly(Double.NEGATIVE_INFINITY);
      Tensor inside = CompletableFuture.supplyAsync(() -> Autodiff.noGrad(x::square), pool).join();
      assertThat(inside.isTracked()).isFalse();
    }
  }
}
