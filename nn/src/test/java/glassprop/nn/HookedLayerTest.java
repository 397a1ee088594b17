package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Autodiff;
import glassprop.GradientHook;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Hooks on layers. */
class HookedLayerTest {
  private final Linear inside =
      new Linear("1", 3, 2, Initializer.he(), DType.F64, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
  private final HookedLayer layer = new HookedLayer(inside);
  private final Tensor x = Tensor.of(new double[][] {{1, 2, 3}});

  @Test
  void aForwardHookSeesInputAndOutputAndMayReplaceIt() {
    List<Shape> seen = new ArrayList<>();
    GradientHook.Registration hook =
        layer.onForward(
            (watched, in, out) -> {
              seen.add(in.shape());
              seen.add(out.shape());
              return out.times(2);
            });
    double[] doubled = layer.forward(x).toDoubles();
    assertThat(seen).containsExactly(Shape.of(1, 3), Shape.of(1, 2));
    hook.remove();
    assertThat(doubled).containsExactly(inside.forward(x).times(2).toDoubles());
    assertThat(layer.forward(x).toDoubles()).containsExactly(inside.forward(x).toDoubles());
  }

  @Test
  void aBackwardHookSeesTheOutputsGradientAndMayReplaceIt() {
    List<double[]> seen = new ArrayList<>();
    layer.onBackward(
        (watched, gradient) -> {
          seen.add(gradient.toDoubles());
          return gradient.times(0);
        });
    layer.forward(x).sum().backward();
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst()).containsExactly(1, 1);
    assertThat(inside.weight().grad().toDoubles()).containsOnly(0);
    assertThat(layer.parameters()).containsExactly(inside.weight(), inside.bias());
  }

  @Test
  void theTrainingViewHasTheSameHooks() {
    BatchNorm norm = new BatchNorm("", 3, DType.F64);
    HookedLayer watched = new HookedLayer(norm);
    List<Layer> seen = new ArrayList<>();
    HookedLayer learning = watched.training();
    watched.onForward(
        (layer, in, out) -> {
          seen.add(layer);
          return out;
        });
    Tensor batch = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 7}});
    assertThat(learning.forward(batch).toDoubles()).containsExactly(norm.training().forward(batch).toDoubles());
    assertThat(watched.forward(batch).toDoubles()).containsExactly(norm.forward(batch).toDoubles());
    assertThat(seen).containsExactly(norm, norm);
    assertThat(watched.buffers()).isEqualTo(norm.buffers());
  }

  @Test
  void hooksAroundAnIdentitySeeEachCallsOwnGradientAndLeaveNoTrace() {
    List<Double> seen = new ArrayList<>();
    HookedLayer identity = new HookedLayer(Activation.IDENTITY);
    identity.onBackward(
        (watched, gradient) -> {
          seen.add(gradient.item());
          return gradient.times(2);
        });
    Tensor leaf = Tensor.scalar(3).tracked();
    identity.forward(leaf);
    identity.forward(leaf);
    identity.forward(leaf).plus(leaf).backward();
    assertThat(seen).containsExactly(1.0);
    assertThat(leaf.grad().item()).isEqualTo(3);
  }

  @Test
  void anInputHookSeesWhatThisCallGivesBack() {
    List<Double> seen = new ArrayList<>();
    HookedLayer watched = new HookedLayer(Activation.RELU);
    watched.onInputGradient(
        (layer, gradient) -> {
          seen.add(gradient.item());
          return gradient.times(10);
        });
    Tensor leaf = Tensor.scalar(3).tracked();
    watched.forward(leaf).times(4).plus(leaf).backward();
    assertThat(seen).containsExactly(4.0);
    assertThat(leaf.grad().item()).isEqualTo(41);
    watched.forward(leaf.detach()); // has no gradient to see
  }

  @Test
  void aRegistrationRemovesItsOwnHookAlone() {
    HookedLayer watched = new HookedLayer(Activation.IDENTITY);
    HookedLayer.ForwardHook doubling = (layer, in, out) -> out.times(2);
    HookedLayer.BackwardHook tripling = (layer, gradient) -> gradient.times(3);
    GradientHook.Registration forward = watched.onForward(doubling);
    watched.onForward(doubling);
    GradientHook.Registration backward = watched.onBackward(tripling);
    watched.onBackward(tripling);
    forward.remove();
    forward.remove();
    backward.remove();
    backward.remove();
    Tensor leaf = Tensor.scalar(1).tracked();
    Tensor y = watched.forward(leaf);
    y.backward();
    assertThat(y.item()).isEqualTo(2);
    assertThat(leaf.grad().item()).isEqualTo(6);
  }

  @Test
  void hooksAndLayersThatGiveNullAreNamed() {
    Tensor leaf = Tensor.scalar(1).tracked();
    HookedLayer forward = new HookedLayer(Activation.TANH);
    forward.onForward((layer, in, out) -> nothing());
    HookedLayer backward = new HookedLayer(Activation.TANH);
    backward.onBackward((layer, gradient) -> nothing());
    assertThatThrownBy(() -> forward.forward(leaf)).hasMessageContaining("a forward hook of TANH gave null");
    assertThatThrownBy(() -> backward.forward(leaf).backward()).hasMessageContaining("a backward hook of TANH gave null");
    Layer empty =
        new Layer() {
          @Override
          public Tensor forward(Tensor x) {
            return nothing();
          }

          @Override
          public List<Tensor> parameters() {
            return List.of();
          }

          @Override
          @SuppressWarnings("NullAway") // what careless code gives
          public Layer training() {
            return null;
          }

          @Override
          public String toString() {
            return "empty";
          }
        };
    assertThatThrownBy(() -> new Sequential(List.of(empty, Activation.TANH)).forward(leaf)).hasMessageContaining("empty gave null");
    assertThatThrownBy(() -> new Residual(empty).forward(leaf)).hasMessageContaining("empty gave null");
    assertThatThrownBy(() -> new HookedLayer(empty).forward(leaf)).hasMessageContaining("empty gave null");
    for (Layer around : List.of(new Sequential(List.of(empty)), new Residual(empty), new HookedLayer(empty))) {
      assertThatThrownBy(around::training).hasMessageContaining("training() of empty gave null; expected a layer");
    }
    assertThat(leaf.hasGrad()).isFalse();
  }

  @SuppressWarnings("NullAway") // what careless code gives
  private static Tensor nothing() {
    return null;
  }

  @Test
  void statisticsUnderACheckpointMoveOnce() {
    BatchNorm plain = new BatchNorm("", 3, DType.F64);
    BatchNorm parted = new BatchNorm("", 3, DType.F64);
    Tensor batch = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 7}, {0, 1, 1}}).tracked();
    plain.training().forward(batch).square().sum().backward();
    double[] gradient = batch.grad().toDoubles();
    batch.zeroGrad();
    Autodiff.checkpoint(in -> parted.training().forward(in.getFirst()), List.of(batch)).square().sum().backward();
    assertThat(parted.buffers().getFirst().toDoubles()).containsExactly(plain.buffers().getFirst().toDoubles());
    assertThat(parted.buffers().getLast().toDoubles()).containsExactly(plain.buffers().getLast().toDoubles());
    assertThat(batch.grad().toDoubles()).containsExactly(gradient);
  }
}
