package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Binary;
import glassprop.op.Op;
import glassprop.op.Reading;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Recording, backward passes, and the errors that keep a gradient from being silently wrong. */
class GraphTest {

  @Test
  void theChainRuleOfTheFirstLesson() { // y = x², z = 3y at x = 2
    Tensor x = Tensor.scalar(2).tracked().named("x");
    x.square().times(3).backward();
    assertThat(x.grad().item()).isEqualTo(12);
  }

  @Test
  void aNeuronBuiltFromOps() { // σ(wx + b) at x = 2, w = 3, b = 1
    Tensor x = Tensor.scalar(2).tracked();
    Tensor w = Tensor.scalar(3).tracked();
    Tensor b = Tensor.scalar(1).tracked();
    Tensor y = w.times(x).plus(b).sigmoid();
    y.backward();
    assertThat(y.item()).isEqualTo(0.9990889488055994);
    assertThat(w.grad().item()).isCloseTo(0.001820442360243568, within(1e-15));
    assertThat(x.grad().item()).isCloseTo(0.0027306635403653522, within(1e-15));
    assertThat(b.grad().item()).isCloseTo(0.000910221180121784, within(1e-15));
  }

  private static Offset<Double> within(double distance) {
    return Offset.offset(distance);
  }

  @Test
  void gradientsAddUpUntilTheyAreZeroed() {
    Tensor x = Tensor.scalar(3).tracked();
    x.square().backward();
    x.square().backward();
    assertThat(x.grad().item()).isEqualTo(12);
    x.zeroGrad();
    assertThat(x.hasGrad()).isFalse();
    x.square().backward();
    assertThat(x.grad().item()).isEqualTo(6);
  }

  @Test
  void aRetainedGraphGivesExactlyDoubleTheSecondTime() {
    Tensor x = Tensor.scalar(3).tracked();
    Tensor y = Tensor.scalar(4).tracked();
    Tensor z = x.square().plus(y.square());
    z.backward(BackwardOption.RETAIN_GRAPH);
    z.backward(BackwardOption.RETAIN_GRAPH);
    assertThat(x.grad().item()).isEqualTo(12);
    assertThat(y.grad().item()).isEqualTo(16);
  }

  @Test
  void aSecondBackwardNamesTheOpAndTheRemedy() {
    Tensor x = Tensor.scalar(3).tracked();
    Tensor z = x.square().named("z");
    z.backward();
    assertThatThrownBy(z::backward)
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("pow z (a scalar)")
        .hasMessageContaining("RETAIN_GRAPH");
  }

  @Test
  void backwardNeedsASingleNumberOrAnUpstreamGradient() {
    Tensor x = Tensor.of(1, 2).tracked();
    Tensor y = x.times(2).named("y");
    assertThatThrownBy(y::backward).hasMessageContaining("y (2)").hasMessageContaining("sum()");
    y.backward(Tensor.of(1, 10));
    assertThat(x.grad().toDoubles()).containsExactly(2, 20);
    assertThatThrownBy(() -> x.times(2).backward(Tensor.of(1, 2, 3)))
        .hasMessageContaining("F64 (3)")
        .hasMessageContaining("F64 (2)");
  }

  @Test
  void backwardOfAnUntrackedTensorSaysHowToTrackIt() {
    assertThatThrownBy(() -> Tensor.scalar(1).named("c").backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("the scalar c")
        .hasMessageContaining("tracked()");
  }

  @Test
  void aLeafThatChangedBetweenForwardAndBackwardIsNamed() {
    Tensor w = Tensor.of(new double[][] {{1, 2}, {3, 4}}).tracked().named("W1");
    Tensor loss = w.matmul(w.transpose()).sum();
    w.updateInPlace(values -> values.doubles()[0] = 9);
    assertThatThrownBy(loss::backward)
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("the transpose of W1 (2, 2)")
        .hasMessageContaining("matmul")
        .hasMessageContaining("version 0, now 1");
  }

  @Test
  void aLeafThatNoRuleMentionsMayChange() {
    Tensor w = Tensor.scalar(2).tracked();
    Tensor loss = w.plus(1).times(3);
    w.updateInPlace(values -> values.doubles()[0] = 9);
    loss.backward();
    assertThat(w.grad().item()).isEqualTo(3);
  }

  @Test
  void anUntrackedTensorMayChangeAndIsNamedIfAGraphNeedsIt() {
    Tensor mean = Tensor.of(1, 2).named("mean");
    Tensor w = Tensor.of(3, 4).tracked();
    Tensor loss = w.times(mean).sum();
    mean.updateInPlace(values -> values.doubles()[0] = 9);
    assertThat(mean.toDoubles()).containsExactly(9, 2);
    assertThatThrownBy(loss::backward).isInstanceOf(GraphException.class).hasMessageContaining("mul (2) needs, was changed in place");
    assertThatThrownBy(() -> w.times(mean).updateInPlace(values -> {}))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("computed by mul");
    assertThatThrownBy(() -> Tensor.scalar(1).expand(3).updateInPlace(values -> {}))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("is a view");
  }

  @Test
  void noGradAndDetachStopRecording() {
    Tensor x = Tensor.scalar(2).tracked();
    assertThat(Autodiff.noGrad(() -> x.times(3)).isTracked()).isFalse();
    assertThat(x.detach().isTracked()).isFalse();
    x.times(x.detach()).backward();
    assertThat(x.grad().item()).isEqualTo(2);
  }

  @Test
  void aMissingGradientIsNotAZeroOne() {
    Tensor x = Tensor.scalar(2).tracked().named("x");
    Tensor y = Tensor.scalar(3).tracked().named("y");
    x.times(2).backward();
    assertThatThrownBy(y::grad).hasMessageContaining("the scalar y");
    assertThatThrownBy(() -> Autodiff.grad(x.times(2), List.of(y))).hasMessageContaining("not computed from the scalar y");
    x.plus(y.times(0)).backward();
    assertThat(y.grad().item()).isZero();
  }

  @Test
  void onlyFloatingPointNumbersAreTracked() {
    assertThatThrownBy(() -> Tensor.indices(1, 2).tracked()).hasMessageContaining("I64");
  }

  @Test
  void gradientsOfStepsInBetweenAreGivenToo() {
    Tensor x = Tensor.scalar(2).tracked();
    Tensor h = x.square();
    assertThat(Autodiff.grad(h.times(3), List.of(h)).getFirst().item()).isEqualTo(3);
  }

  @Test
  void aGradientCanBeDifferentiatedAgain() {
    Tensor x = Tensor.scalar(1).tracked();
    Tensor f = x.square().plus(x.times(3)).sin();
    Tensor first = Autodiff.grad(f, List.of(x), BackwardOption.CREATE_GRAPH).getFirst();
    assertThat(first.item()).isCloseTo(-3.2682181043180596, within(1e-14));
    Tensor second = Autodiff.grad(first, List.of(x), BackwardOption.CREATE_GRAPH).getFirst();
    assertThat(second.item()).isCloseTo(-Math.sin(4) * 25 + Math.cos(4) * 2, within(1e-12));
  }

  @Test
  void aChainOfAMillionNodesNeedsNoStack() {
    Tensor x = Tensor.scalar(1).tracked();
    Tensor y = x;
    for (int i = 0; i < 500_000; i++) { // two nodes each
      y = y.plus(y.times(1e-9));
    }
    y.backward();
    assertThat(x.grad().item()).isCloseTo(Math.exp(500_000 * 1e-9), within(1e-9));
  }

  @Test
  void fortyDoublingsVisitFortyNodes() {
    List<Integer> visits = new ArrayList<>();
    Tensor x = Tensor.scalar(1).tracked();
    Tensor y = x;
    for (int i = 0; i < 40; i++) {
      y = Tensor.apply(new Counted(visits), y, y);
    }
    y.backward();
    assertThat(x.grad().item()).isEqualTo(0x1p40);
    assertThat(visits).hasSize(40);
  }

  /** Addition whose first pullback reports when it is evaluated. */
  private record Counted(List<Integer> visits) implements Op {
    @Override
    public String mnemonic() {
      return "add";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return Binary.ADD.type(inputs);
    }

    @Override
    public Rule rule(Site site) {
      Term seen = Term.of(new Seen(visits), Terms.YBAR);
      return new Rule.Pullback(List.of(seen, Terms.YBAR));
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return Binary.ADD.reference(site, inputs, index);
    }
  }

  private record Seen(List<Integer> visits) implements Op {
    @Override
    public String mnemonic() {
      return "seen";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return inputs.getFirst();
    }

    @Override
    public NdArray value(
        Kernels kernels, List<NdArray> inputs, TensorType type) {
      visits.add(1);
      return inputs.getFirst();
    }

    @Override
    public Rule rule(Site site) {
      return new Rule.None();
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return inputs.getFirst().at(index);
    }
  }

  @Test
  void backwardPassesOnManyThreadsShareALeafWithoutLosingAnUpdate() throws Exception {
    Tensor w = Tensor.zeros(DType.F64, 3).tracked();
    int threads = 8;
    int passes = 1000;
    try (var pool = Executors.newFixedThreadPool(threads)) {
      Callable<Void> work =
          () -> {
            for (int i = 0; i < passes; i++) {
              w.times(2).sum().backward();
            }
            return null;
          };
      for (var done : pool.invokeAll(Collections.nCopies(threads, work))) {
        done.get();
      }
    }
    assertThat(w.grad().toDoubles()).containsOnly(2.0 * threads * passes);
  }

  @Test
  void anInterruptedBackwardPassStopsAndLeavesNoGradient() {
    Tensor w = Tensor.scalar(1).tracked();
    Tensor y = w.times(2).sin();
    Thread.currentThread().interrupt();
    assertThatThrownBy(y::backward).isInstanceOf(GraphException.class).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).as("the flag is still set").isTrue();
    assertThat(w.hasGrad()).isFalse();
  }
}
