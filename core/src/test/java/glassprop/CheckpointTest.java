package glassprop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recomputation in the backward pass. */
class CheckpointTest {
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
  private final Tensor w1 = Tensor.normal(random, 3, 4).tracked().named("W1");
  private final Tensor w2 = Tensor.normal(random, 4, 2).tracked().named("W2");
  private final Tensor x = Tensor.normal(random, 5, 3).tracked().named("x");
  private int runs;

  @BeforeEach
  void forget() {
    runs = 0;
  }

  private Tensor block(Tensor in) {
    runs++;
    return in.matmul(w1).tanh().matmul(w2).sigmoid();
  }

  @Test
  void gradientsAreBitIdenticalAndThePartRunsTwice() {
    block(x).square().sum().backward();
    List<double[]> plain = List.of(x.grad().toDoubles(), w1.grad().toDoubles(), w2.grad().toDoubles());
    List.of(x, w1, w2).forEach(Tensor::zeroGrad);
    runs = 0;
    Tensor y = Autodiff.checkpoint(in -> block(in.getFirst()), List.of(x));
    y.square().sum().backward();
    assertThat(runs).isEqualTo(2);
    assertThat(x.grad().toDoubles()).containsExactly(plain.get(0));
    assertThat(w1.grad().toDoubles()).containsExactly(plain.get(1));
    assertThat(w2.grad().toDoubles()).containsExactly(plain.get(2));
  }

  @Test
  void onlyTheInputsAreRemembered() {
    Step step = (Step) Autodiff.checkpoint(in -> block(in.getFirst()), List.of(x)).graph().orElseThrow();
    assertThat(step.op().mnemonic()).isEqualTo("checkpoint");
    assertThat(step.inputCount()).isEqualTo(3);
    assertThat(step.level()).isEqualTo(1);
  }

  @Test
  void randomnessBeginsWithTheSameSeedInBothRuns() {
    Tensor y =
        Autodiff.checkpoint(
            (in, generator) -> in.getFirst().times(Tensor.normal(generator, 5, 3)), 42L, List.of(x));
    y.sum().backward();
    Tensor mask = Tensor.normal(RandomGeneratorFactory.of("L64X128MixRandom").create(42), 5, 3);
    assertThat(x.grad().toDoubles()).containsExactly(mask.toDoubles());
  }

  @Test
  void aCheckpointedGradientCanBeDifferentiatedAgain() {
    Tensor a = Tensor.scalar(0.7).tracked();
    Tensor y = Autodiff.checkpoint(in -> in.getFirst().exp().sin(), List.of(a));
    Tensor first = Autodiff.grad(y, List.of(a), BackwardOption.CREATE_GRAPH).getFirst();
    Tensor second = Autodiff.grad(first, List.of(a)).getFirst();
    double e = Math.exp(0.7);
    assertThat(second.item()).isCloseTo(e * Math.cos(e) - e * e * Math.sin(e), Offset.offset(1e-14));
  }

  @Test
  void forwardModeRunsStraightThrough() {
    var result =
        Autodiff.jvp(in -> Autodiff.checkpoint(c -> c.getFirst().exp(), in), List.of(Tensor.scalar(1)), List.of(Tensor.scalar(1)));
    assertThat(result.tangent().item()).isCloseTo(Math.E, Offset.offset(1e-15));
  }

  @Test
  void aChainOfCheckpointsNeedsNoStack() {
    Tensor a = Tensor.scalar(1).tracked();
    Tensor y = a;
    for (int segment = 0; segment < 1000; segment++) {
      y =
          Autodiff.checkpoint(
              in -> {
                Tensor z = in.getFirst();
                for (int i = 0; i < 500; i++) {
                  z = z.plus(z.times(1e-9));
                }
                return z;
              },
              List.of(y));
    }
    y.backward();
    assertThat(a.grad().item()).isCloseTo(Math.exp(500_000 * 1e-9), Offset.offset(1e-9));
  }
}
