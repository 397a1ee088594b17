package glassprop.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.Activation;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.LayerNorm;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Network;
import glassprop.nn.network.NetworkException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a network's tensors are called elsewhere. */
class NamingTest {
  @TempDir private Path folder;

  private static Network network(long seed) {
    Sequential inner = Sequential.of(new Dense(4, Activation.TANH), new LayerNorm());
    return Architecture.of(
        Sequential.of(new Dense(5, Activation.RELU), new BatchNorm(), new Dropout(0.1), new Dense(4), Activation.TANH, inner, inner).then("head", new Dense(2)),
        DType.F32, 3).initialized(seed);
  }

  @Test
  void numbersOfAChainCountTheActivationsThatPyTorchHasAsModules() {
    assertThat(Naming.PYTORCH.tensors(network(1)).keySet()).containsExactly(
        "0.weight", "0.bias", "2.running_mean", "2.running_var", "2.weight", "2.bias", "4.weight", "4.bias",
        "6.0.weight", "6.0.bias", "6.2.weight", "6.2.bias", "7.0.weight", "7.0.bias", "7.2.weight", "7.2.bias", "head.weight", "head.bias");
  }

  @Test
  void weightsOfLinearMapsAreTransposedThere() {
    Network network = network(1);
    NdArray theirs = Objects.requireNonNull(Naming.PYTORCH.tensors(network).get("0.weight"));
    assertThat(theirs.shape()).isEqualTo(Shape.of(5, 3));
    assertThat(Tensor.of(theirs).transpose().toDoubles()).containsExactly(network.tensor("0.weight").toDoubles());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadAgain(Naming naming) {
    Path file = folder.resolve("net.safetensors");
    Network one = network(1);
    Safetensors.write(file, naming.tensors(one), Map.of());
    Network other = network(2);
    Tensor x = Tensor.normal(new SplittableRandom(3), 4, 3).to(DType.F32);
    assertThat(other.apply(x).toDoubles()).isNotEqualTo(one.apply(x).toDoubles());
    Safetensors.read(file).into(other, naming);
    assertThat(other.apply(x).toDoubles()).containsExactly(one.apply(x).toDoubles());
  }

  @Test
  void everythingThatDoesNotFitIsNamedInOneErrorAndNothingHasChanged() {
    Map<String, NdArray> tensors = new LinkedHashMap<>(Naming.PYTORCH.tensors(network(1)));
    tensors.remove("4.bias");
    tensors.put("0.weight", NdArray.zeros(new TensorType(Shape.of(3, 5), DType.F32)));
    tensors.put("fc.weight", NdArray.zeros(new TensorType(Shape.of(1), DType.F32)));
    tensors.put("2.num_batches_tracked", NdArray.zeros(new TensorType(Shape.SCALAR, DType.I64)));
    Network network = network(2);
    double[] before = network.tensor("head.weight").toDoubles();
    assertThatThrownBy(() -> new Safetensors.Contents(tensors, Map.of()).into(network, Naming.PYTORCH))
        .isInstanceOf(NetworkException.class).message()
        .contains("4.bias F32 (4) is missing", "0.weight: expected F32 (5, 3), found F32 (3, 5)", "'fc.weight' F32 (1) isn't part")
        .doesNotContain("num_batches");
    assertThat(network.tensor("head.weight").toDoubles()).containsExactly(before);
  }
}
