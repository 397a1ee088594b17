package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.check.GradCheck;
import glassprop.kernel.AllocationException;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Reduction;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers and the networks made of them. */
class NetworkTest {

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @ParameterizedTest
  @EnumSource
  void aNetworkOfEveryActivationPassesTheGradientCheck(Activation activation) {
    Sequential network = new Mlp(4, List.of(8, 5), 3, activation).network(DType.F64, random(1));
    Tensor x = Tensor.normal(random(2), 6, 4);
    Tensor labels = Tensor.indices(0, 1, 2, 2, 1, 0);
    GradCheck.Report report =
        GradCheck.strict()
            .withTolerance(1e-8, 1e-9)
            .checkLeaves(() -> new CrossEntropy(Reduction.MEAN).of(network.forward(x), labels), network.parameters());
    report.requireOk();
    assertThat(report.checked() + report.kinks()).isEqualTo(4 * 8 + 8 + 8 * 5 + 5 + 5 * 3 + 3);
  }

  @Test
  void parametersAreLabelledByLayer() {
    Mlp shape = new Mlp(4, List.of(8), 3, Activation.RELU);
    Sequential network = shape.network(DType.F32, random(1));
    assertThat(network.parameters()).extracting(Tensor::label).containsExactly("W1", "b1", "W2", "b2");
    assertThat(network.parameters().get(0).shape()).isEqualTo(Shape.of(4, 8));
    assertThat(shape.parameterCount()).isEqualTo(4 * 8 + 8 + 8 * 3 + 3);
    assertThat(network.forward(Tensor.zeros(DType.F32, 5, 4)).shape()).isEqualTo(Shape.of(5, 3));
  }

  @Test
  void sizesBeyondAllCountingAreRefusedAndLargeOnesCountedRight() {
    int max = Integer.MAX_VALUE;
    assertThatThrownBy(() -> new Mlp(max, List.of(max, max, max), max, Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2^63 parameters");
    assertThat(new Mlp(max, List.of(), max, Activation.RELU).parameterCount()).isEqualTo((max + 1L) * max);
    assertThat(Initializer.xavier().deviation(max, max)).isCloseTo(Math.sqrt(1.0 / max), Offset.offset(1e-12));
    assertThatThrownBy(() -> new Linear("1", max, max, Initializer.he(), DType.F32, random(1)))
        .isInstanceOf(ShapeException.class).hasMessageContaining("elements");
    assertThatThrownBy(() -> new Linear("1", Shape.MAX_SIZE, 1, Initializer.he(), DType.F32, random(1)))
        .isInstanceOf(AllocationException.class).hasMessageContaining("bytes");
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    Mlp shape = new Mlp(4, List.of(8), 3, Activation.TANH);
    assertThat(shape.network(DType.F64, random(7)).parameters().getFirst().toDoubles())
        .containsExactly(shape.network(DType.F64, random(7)).parameters().getFirst().toDoubles());
  }

  @Test
  void initialisersHaveTheirVariance() {
    assertThat(deviation(Initializer.he().weights(200, 300, random(3)))).isCloseTo(Math.sqrt(2.0 / 200), Percentage.withPercentage(2));
    assertThat(deviation(Initializer.xavier().weights(200, 300, random(3))))
        .isCloseTo(Math.sqrt(2.0 / 500), Percentage.withPercentage(2));
    assertThat(deviation(Initializer.normal(0.3).weights(200, 300, random(3)))).isCloseTo(0.3, Percentage.withPercentage(2));
    assertThat(Initializer.zeros().weights(2, 2, random(3)).toDoubles()).containsOnly(0);
  }

  private static double deviation(Tensor weights) {
    return Math.sqrt(weights.minus(weights.mean()).square().mean().item());
  }

  @Test
  void aSharedLayersParametersAreListedOnce() {
    Linear layer = new Linear("", 3, 3, Initializer.he(), DType.F64, random(1));
    Sequential twice = new Sequential(List.of(layer, Activation.TANH, layer));
    assertThat(twice.parameters()).containsExactly(layer.weight(), layer.bias());
    GradCheck.strict().checkLeaves(() -> twice.forward(Tensor.normal(random(2), 2, 3)).sum(), twice.parameters()).requireOk();
  }

  @Test
  void aNormalisedNetworkHasScalesAndShiftsInsteadOfHiddenBiases() {
    Mlp shape = new Mlp(4, List.of(8, 5), 3, Activation.TANH, true);
    Sequential network = shape.network(DType.F64, random(1));
    assertThat(network.parameters()).extracting(Tensor::label)
        .containsExactly("W1", "gamma1", "beta1", "W2", "gamma2", "beta2", "W3", "b3");
    assertThat(network.buffers()).extracting(Tensor::label).containsExactly("mean1", "variance1", "mean2", "variance2");
    Tensor x = Tensor.normal(random(2), 6, 4);
    Tensor labels = Tensor.indices(0, 1, 2, 0, 1, 2);
    Layer learning = network.training();
    GradCheck.strict().withTolerance(1e-8, 1e-8)
        .checkLeaves(() -> new CrossEntropy(Reduction.MEAN).of(learning.forward(x), labels), network.parameters())
        .requireOk();
    assertThat(network.buffers().getFirst().toDoubles()).doesNotContain(0); // the view reaches the layers inside
  }

  @Test
  void theSizesOfANetworkAreKnownWithoutMakingIt() {
    for (boolean batchNorm : new boolean[] {false, true}) {
      Mlp shape = new Mlp(4, List.of(8, 5), 3, Activation.TANH, batchNorm);
      Sequential network = shape.network(DType.F32, random(1));
      assertThat(shape.stateSizes()).hasSize(network.state().size());
      for (Tensor part : network.state()) {
        assertThat(shape.stateSizes()).containsEntry(part.label(), IntStream.of(part.shape().toArray()).boxed().toList());
      }
      assertThat(shape.parameterCount()).isEqualTo(network.parameters().stream().mapToLong(p -> p.shape().size()).sum());
    }
  }

  @Test
  void aLinearLayerWithoutBiasIsAProductAlone() {
    Linear layer = Linear.withoutBias("1", 3, 2, Initializer.he(), DType.F64, random(1));
    Tensor x = Tensor.normal(random(2), 4, 3);
    assertThat(layer.forward(x).toDoubles()).containsExactly(x.matmul(layer.weight()).toDoubles());
    assertThat(layer.parameters()).containsExactly(layer.weight());
    assertThatThrownBy(layer::bias).hasMessageContaining("W1 (3, 2)").hasMessageContaining("without a bias");
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatThrownBy(() -> new Mlp(4, List.of(0), 3, Activation.RELU)).hasMessageContaining("[4, 0, 3]");
    assertThatThrownBy(() -> new Linear("", 3, -1, Initializer.he(), DType.F64, random(1))).hasMessageContaining("-1");
    assertThatThrownBy(() -> Initializer.normal(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void anInputOfTheWrongWidthIsNamedWithTheWeights() {
    Sequential network = new Mlp(4, List.of(8), 3, Activation.RELU).network(DType.F64, random(1));
    assertThatThrownBy(() -> network.forward(Tensor.zeros(DType.F64, 2, 5).named("x")))
        .hasMessageContaining("x (2, 5)")
        .hasMessageContaining("W1 (4, 8)");
  }
}
