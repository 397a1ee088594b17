package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;

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
}
