package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recomputation in the backward pass. */
@Tag("slow")
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
  void whatADerivativeInsideUsesIsRememberedItself() {
    Tensor h = w1.exp();
    Tensor y =
        Autodiff.checkpoint(
            in -> in.getFirst().matmul(Autodiff.vjp(t -> t.getFirst().square(), List.of(h), Tensor.onesLike(h)).gradients().getFirst()), List.of(x));
    Step step = (Step) y.graph().orElseThrow();
    assertThat(step.inputCount()).isEqualTo(2);
    assertThat(step.input(1)).isEqualTo(h.graph());
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

  @Test
  void whatTheFunctionReadsMayNotChangeBetweenForwardAndBackward() {
    Map<String, BiFunction<Tensor, Tensor, Tensor>> readers = new LinkedHashMap<>();
    readers.put("a factor", (x, c) -> x.times(c));
    readers.put("a view of it", (x, c) -> x.times(c.reshape(1, 2).reshape(2)));
    readers.put("something computed from it", (x, c) -> x.times(c.exp().plus(1)));
    readers.put("where the value stays the same", (x, c) -> x.plus(c).abs());
    readers.put("inside a nested part", (x, c) -> Autodiff.checkpoint(in -> in.getFirst().times(c), List.of(x)));
    readers.put(
        "in a leaf of its own", (x, c) -> x.times(Autodiff.vjp(t -> t.getFirst().square(), List.of(c), Tensor.of(1, 1)).gradients().getFirst()));
    readers.put("in a leaf that is a copy", (x, c) -> x.times(c.tracked().exp()));
    readers.put("in a gradient of the part's own", (x, c) -> x.times(slopeOfHalfSquare(c)));
    readers.put("in a Jacobian of the part's own", (x, c) -> x.times(Autodiff.jacobian(Tensor::square, c).sum(1)));
    readers.put("in a copy", (x, c) -> x.times(c.copy()));
    readers.put("in a mask", (x, c) -> x.maskedSelect(c.greaterThan(2)));
    readers.put("read as a number", (x, c) -> x.times(c.get(0)));
    readers.forEach(
        (name, reader) -> {
          Tensor c = Tensor.of(3, 4).named("c");
          Tensor a = Tensor.of(-2, -2).tracked();
          Tensor y = Autodiff.checkpoint(in -> reader.apply(in.getFirst(), c), List.of(a));
          c.updateInPlace(numbers -> numbers.doubles()[0] = 1); // |−2 + 3| = |−2 + 1|
          assertThatThrownBy(() -> y.sum().backward())
              .as(name)
              .isInstanceOf(GraphException.class)
              .hasMessageContaining(name.equals("read as a number") ? "another value" : "c (2), which the function of checkpoint");
          assertThat(a.hasGrad()).isFalse();
        });
  }

  private static Tensor slopeOfHalfSquare(Tensor c) {
    Tensor leaf = c.tracked();
    leaf.square().times(0.5).sum().backward();
    return leaf.grad();
  }

  @Test
  void aLeafThatTheFunctionReadsMayNotChangeEither() {
    Tensor y = Autodiff.checkpoint(in -> block(in.getFirst()), List.of(x));
    w1.updateInPlace(numbers -> numbers.doubles()[0] = 9);
    assertThatThrownBy(() -> y.sum().backward()).isInstanceOf(GraphException.class).hasMessageContaining("W1 (3, 4)");
  }

  @Test
  void whatOnlyAnotherResultDependsOnMayChange() {
    Tensor mean = Tensor.of(1, 2);
    Tensor a = Tensor.of(3, 4).tracked();
    Tensor y =
        Autodiff.checkpoint(
            in -> {
              Tensor next = mean.times(0.9).plus(in.getFirst().detach().times(0.1));
              mean.updateInPlace(numbers -> numbers.copyFrom(next.array()));
              return in.getFirst().square();
            },
            List.of(a));
    double[] once = mean.toDoubles();
    assertThat(once).containsExactly(1 * 0.9 + 3 * 0.1, 2 * 0.9 + 4 * 0.1);
    y.sum().backward();
    assertThat(mean.toDoubles()).containsExactly(once);
    assertThat(a.grad().toDoubles()).containsExactly(6, 8);
  }

  @Test
  void aNestedPartChangesWhatItChangesOnce() {
    Tensor count = Tensor.of(0, 0);
    Function<Tensor, Tensor> counting =
        in -> {
          count.updateInPlace(numbers -> numbers.doubles()[0]++);
          return in.sin();
        };
    Tensor a = Tensor.of(3, 4).tracked();
    Tensor y =
        Autodiff.checkpoint(
            outer -> counting.apply(Autodiff.checkpoint(in -> counting.apply(in.getFirst()), outer)), List.of(a));
    y.sum().backward();
    assertThat(count.get(0)).isEqualTo(2);
  }

  @Test
  void aGradientThatThePartLeavesIsLeftOnce() {
    Tensor w = Tensor.scalar(2).tracked();
    Tensor forgotten = Tensor.scalar(2).tracked();
    forgotten.square().backward();
    Tensor a = Tensor.scalar(5).tracked();
    Tensor y =
        Autodiff.checkpoint(
            in -> {
              w.times(3).backward();
              forgotten.zeroGrad();
              Tensor own = Tensor.scalar(4).tracked(); // made anew in each run
              own.square().backward();
              return in.getFirst().times(own.grad());
            },
            List.of(a));
    forgotten.square().backward();
    y.backward();
    assertThat(w.grad().item()).isEqualTo(3);
    assertThat(forgotten.grad().item()).isEqualTo(4);
    assertThat(a.grad().item()).isEqualTo(8);
  }

  @Test
  void whatIsCapturedMayBeComputedAndUsedElsewhere() {
    Tensor a = Tensor.scalar(5).tracked();
    Tensor w = Tensor.scalar(2).tracked();
    Tensor h = w.exp();
    Tensor y = Autodiff.checkpoint(in -> in.getFirst().times(h), List.of(a)).plus(h.square());
    y.backward();
    double e2 = Math.exp(2);
    assertThat(w.grad().item()).isCloseTo(5 * e2 + 2 * e2 * e2, Offset.offset(1e-12));
    Tensor late = Autodiff.checkpoint(in -> in.getFirst().times(h), List.of(a)); // the graph of h is gone, as without a part
    assertThatThrownBy(late::backward).isInstanceOf(GraphException.class).hasMessageContaining("exp").hasMessageContaining("freed");
  }

  @Test
  void randomnessWithoutASeedIsNamed() {
    Tensor y = Autodiff.checkpoint(in -> in.getFirst().times(Tensor.normal(random, 5, 3)), List.of(x));
    assertThatThrownBy(() -> y.sum().backward()).isInstanceOf(GraphException.class).hasMessageContaining("seed");
    assertThat(x.hasGrad()).isFalse();
  }

  @Test
  void aFunctionThatGivesNullIsNamed() {
    assertThatThrownBy(() -> Autodiff.checkpoint(_ -> nothing(), List.of(x))).isInstanceOf(GraphException.class).hasMessageContaining("gave null");
  }

  @SuppressWarnings("NullAway") // what careless code gives
  private static Tensor nothing() {
    return null;
  }

  @Test
  void hooksOfWhatIsCapturedSeeTheWholeGradientOnce() {
    List<Double> seen = new ArrayList<>();
    Tensor w = Tensor.scalar(2).tracked();
    Tensor h = w.times(3);
    w.hook(
        gradient -> {
          seen.add(gradient.item());
          return gradient;
        });
    h.hook(
        gradient -> {
          seen.add(gradient.item());
          return gradient.times(2);
        });
    Tensor a = Tensor.scalar(5).tracked();
    Tensor first = Autodiff.checkpoint(in -> in.getFirst().times(h), List.of(a));
    Tensor second = Autodiff.checkpoint(in -> in.getFirst().times(h).times(w), List.of(a));
    first.plus(second).plus(w).plus(h).backward();
    // ∂/∂h = 5 + 5·2 + 1 = 16, doubled; ∂/∂w = 32·3 + 5·6 + 1
    assertThat(seen).containsExactly(16.0, 127.0);
    assertThat(w.grad().item()).isEqualTo(127);
    assertThat(a.grad().item()).isEqualTo(6 + 12);
  }

  @Test
  void whatIsGivenAndCapturedAtOnceCountsOnceForEach() {
    Tensor a = Tensor.scalar(3).tracked();
    for (BackwardOption[] options : new BackwardOption[][] {{}, {BackwardOption.CREATE_GRAPH}}) {
      Tensor y = Autodiff.checkpoint(in -> in.getFirst().square().times(a), List.of(a)); // a³
      assertThat(Autodiff.grad(y, List.of(a), options).getFirst().item()).isEqualTo(27);
    }
    Tensor same = Autodiff.checkpoint(_ -> a, List.of(x));
    assertThat(Autodiff.grad(same, List.of(a)).getFirst().item()).isEqualTo(1);
  }

  @Test
  void theHessianThroughAPartIsThatWithoutIt() {
    Function<Tensor, Tensor> plain = in -> in.sin().times(in).sum();
    Function<Tensor, Tensor> part = in -> Autodiff.checkpoint(c -> plain.apply(c.getFirst()), List.of(in));
    Tensor at = Tensor.of(0.3, -1.2, 2);
    assertThat(Autodiff.hessian(part, at).toDoubles()).containsExactly(Autodiff.hessian(plain, at).toDoubles());
    assertThat(Autodiff.jacobian(in -> Autodiff.checkpoint(c -> c.getFirst().sin(), List.of(in)), at).toDoubles())
        .containsExactly(Autodiff.jacobian(Tensor::sin, at).toDoubles());
  }

  @Test
  void aTangentThatTheFunctionCapturesIsNotLost() {
    Tensor rate =
        Autodiff.jvp(
                in -> {
                  Tensor a = Tensor.scalar(5).tracked();
                  return Autodiff.checkpoint(c -> c.getFirst().times(in.getFirst()), List.of(a));
                },
                List.of(Tensor.scalar(2)),
                List.of(Tensor.scalar(1)))
            .tangent();
    assertThat(rate.item()).isEqualTo(5);
  }

  @Test
  void tangentsThatNestedPartsCaptureCostRunsOfTheDepthOnly() {
    int depth = 12;
    Autodiff.jvp(
        in -> {
          runs = 0;
          Tensor a = Tensor.scalar(5).tracked();
          return countedNested(a, in.getFirst(), depth);
        },
        List.of(Tensor.scalar(2)),
        List.of(Tensor.scalar(1)));
    assertThat(runs).isEqualTo((depth + 1) * (depth + 2) / 2); // each level runs what is below it once more, straight
  }

  private Tensor countedNested(Tensor in, Tensor w, int depth) {
    runs++;
    return depth == 0 ? in.times(w) : Autodiff.checkpoint(part -> countedNested(part.getFirst(), w, depth - 1), List.of(in));
  }

  @Test
  void aBackwardPassWithoutRecordingRunsThePartAsItRanFirst() {
    Tensor y = Autodiff.checkpoint(in -> block(in.getFirst()), List.of(x)).sum();
    Autodiff.noGrad(() -> y.backward());
    double[] found = x.grad().toDoubles();
    x.zeroGrad();
    block(x).sum().backward();
    assertThat(found).containsExactly(x.grad().toDoubles());
  }

  /** The forward pass needs the stack that the nested calls of the user's own functions need; a sweep back needs none beside it. */
  @Test
  void twoThousandNestedPartsAreDifferentiated() throws InterruptedException {
    int depth = 2000;
    Tensor w = Tensor.scalar(1.0001).tracked();
    Tensor a = Tensor.scalar(1).tracked();
    onStack(4, () -> nested(a, w, depth).backward());
    assertThat(a.grad().item()).isCloseTo(Math.pow(1.0001, depth), Offset.offset(1e-9));
    assertThat(w.grad().item()).isCloseTo(depth * Math.pow(1.0001, depth - 1), Offset.offset(1e-6));
  }

  @Test
  void partsNestedDeeperThanTheStackAreNamed() throws InterruptedException {
    Tensor w = Tensor.scalar(1.0001).tracked();
    List<Throwable> caught = new ArrayList<>();
    onStack(1, () -> caught.add(catchThrowable(() -> nested(w, w, 1_000_000))));
    assertThat(caught.getFirst()).isInstanceOf(GraphException.class).hasMessageContaining("stack");
  }

  private static void onStack(int megabytes, Runnable computation) throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    Thread thread = new Thread(null, computation, "deep", (long) megabytes << 20);
    thread.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
    thread.start();
    thread.join();
    assertThat(failures).isEmpty();
  }

  private static Tensor nested(Tensor in, Tensor w, int depth) {
    return depth == 0 ? in : Autodiff.checkpoint(part -> nested(part.getFirst().times(w), w, depth - 1), List.of(in));
  }
}
