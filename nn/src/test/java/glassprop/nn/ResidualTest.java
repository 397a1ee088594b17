package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.check.GradCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Shortcuts past layers: the path that gradients take along them. */
class ResidualTest {
  private final Tensor x = Tensor.normal(random(1), 2, 3);

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static Linear linear(String suffix, int outputs, Initializer initializer) {
    return new Linear(suffix, 3, outputs, initializer, DType.F64, random(2));
  }

  @Test
  void theGradientHasTheIdentityPathBesideTheLayers() {
    Linear inside = linear("1", 3, Initializer.xavier());
    Tensor upstream = Tensor.normal(random(3), 2, 3);
    Tensor alone = x.tracked();
    inside.forward(alone).backward(upstream);
    Tensor around = x.tracked();
    new Residual(inside).forward(around).backward(upstream);
    assertThat(around.grad().minus(alone.grad()).toDoubles()).containsExactly(upstream.toDoubles(), Offset.offset(1e-14));
  }

  @Test
  void throughLayersThatGiveNothingTheGradientArrivesWholeHoweverManyThereAre() {
    List<Layer> blocks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      blocks.add(new Residual(linear(String.valueOf(i), 3, Initializer.zeros())));
    }
    Tensor input = x.tracked();
    Tensor upstream = Tensor.normal(random(3), 2, 3);
    new Sequential(blocks).forward(input).backward(upstream);
    assertThat(input.grad().toDoubles()).containsExactly(upstream.toDoubles());
  }

  @Test
  void theGradientIsThatOfTheValue() {
    Residual block = new Residual(
        new Sequential(List.of(linear("1", 3, Initializer.xavier()), Activation.TANH)),
        linear("s", 3, Initializer.xavier()));
    GradCheck.strict().checkLeaves(() -> block.forward(x).square().sum(), block.parameters()).requireOk();
    GradCheck.strict().check(in -> block.forward(in.getFirst()).square().sum(), List.of(x)).requireOk();
    assertThat(block.parameters()).extracting(Tensor::label).containsExactly("W1", "b1", "Ws", "bs");
  }

  @Test
  void layersInsideAreTrainedInTheTrainingViewOnly() {
    BatchNorm norm = new BatchNorm("", 3, DType.F64);
    Residual block = new Residual(norm);
    assertThat(block.forward(x).toDoubles()).containsExactly(norm.forward(x).plus(x).toDoubles());
    assertThat(norm.buffers().getFirst().toDoubles()).containsOnly(0);
    assertThat(block.training().forward(x).toDoubles()).containsExactly(norm.training().forward(x).plus(x).toDoubles());
    assertThat(norm.buffers().getFirst().toDoubles()).doesNotContain(0);
    assertThat(block.buffers()).isEqualTo(norm.buffers());
  }

  @Test
  void aLayerThatChangesTheShapeNeedsAShortcutThatDoesToo() {
    Linear narrow = linear("1", 1, Initializer.xavier()); // (2, 1) would broadcast
    assertThatThrownBy(() -> new Residual(narrow).forward(x))
        .hasMessageContaining("(2, 1)").hasMessageContaining("(2, 3)").hasMessageContaining("shortcut");
    assertThat(new Residual(narrow, linear("s", 1, Initializer.xavier())).forward(x).shape().get(1)).isEqualTo(1);
  }
}
