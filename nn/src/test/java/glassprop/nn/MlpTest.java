package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.TensorType;
import glassprop.array.Shape;
import glassprop.nn.network.Architecture;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The perceptron as a value, and how weights begin. */
class MlpTest {

  @Test
  void parametersHaveThePathsOfTheirLayers() {
    assertThat(new Mlp(4, List.of(8), 3, Activation.RELU).architecture(DType.F32).initialized(1).state().keySet())
        .containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
    assertThat(new Mlp(4, List.of(8), 3, Activation.RELU, true).architecture(DType.F32).initialized(1).state().keySet())
        .containsExactly("0.weight", "1.running_mean", "1.running_var", "1.weight", "1.bias", "3.weight", "3.bias");
  }

  @Test
  void theParametersAreCountedAsTheNetworkHasThem() {
    for (boolean batchNorm : new boolean[] {false, true}) {
      Mlp shape = new Mlp(4, List.of(8, 5), 3, Activation.TANH, batchNorm);
      Architecture architecture = shape.architecture(DType.F32);
      assertThat(shape.parameterCount()).isEqualTo(architecture.describe().parameterCount())
          .isEqualTo(architecture.initialized(1).parameters().stream().mapToLong(p -> p.shape().size()).sum());
    }
  }

  @Test
  void sizesBeyondAllCountingAreRefusedAndLargeOnesCountedRight() {
    int max = Integer.MAX_VALUE;
    assertThatThrownBy(() -> new Mlp(max, List.of(max, max, max), max, Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2^63 parameters");
    assertThat(new Mlp(max, List.of(), max, Activation.RELU).parameterCount()).isEqualTo((max + 1L) * max);
    assertThatThrownBy(() -> new Mlp(max, List.of(), max, Activation.RELU).architecture(DType.F32).describe()).hasMessageContaining("elements");
    assertThatThrownBy(() -> new Mlp(4, List.of(0), 3, Activation.RELU)).hasMessageContaining("[4, 0, 3]");
  }

  @Test
  void initialisersHaveTheirVariance() {
    assertThat(deviation(Initializer.he())).isCloseTo(Math.sqrt(2.0 / 200), Percentage.withPercentage(2));
    assertThat(deviation(Initializer.xavier())).isCloseTo(Math.sqrt(2.0 / 500), Percentage.withPercentage(2));
    assertThat(deviation(Initializer.normal(0.3))).isCloseTo(0.3, Percentage.withPercentage(2));
    assertThat(values(Initializer.zeros())).containsOnly(0);
    assertThat(values(Initializer.constant(1.5))).containsOnly(1.5);
    int max = Integer.MAX_VALUE;
    assertThat(Initializer.xavier().deviation(max, max)).isCloseTo(Math.sqrt(1.0 / max), Offset.offset(1e-12));
    assertThatThrownBy(() -> Initializer.normal(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Initializer.constant(Double.NaN)).hasMessageContaining("NaN");
  }

  private static double[] values(Initializer initializer) {
    return initializer.values(new TensorType(Shape.of(200, 300), DType.F64), 200, 300, RandomGeneratorFactory.of("L64X128MixRandom").create(3)).toDoubles();
  }

  private static double deviation(Initializer initializer) {
    double sum = 0;
    double squares = 0;
    double[] values = values(initializer);
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    return Math.sqrt(squares / values.length - sum * sum / values.length / values.length);
  }
}
