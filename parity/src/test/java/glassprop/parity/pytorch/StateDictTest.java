package glassprop.parity.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.nn.Activation;
import glassprop.nn.io.Naming;
import glassprop.nn.io.Safetensors;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Network;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BatchNorm1dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.ReLUImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.SequentialImpl;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TanhImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of a network that libtorch made, under the names that libtorch gives them. */
class StateDictTest {
  @TempDir private Path folder;

  @Test
  void aNetworkOfLibtorchGivesTheSameOutputsHere() {
    try (PointerScope _ = new PointerScope()) {
      torch.manual_seed(3);
      SequentialImpl theirs = new SequentialImpl();
      theirs.push_back(new LinearImpl(3, 8));
      theirs.push_back(new ReLUImpl());
      theirs.push_back(new LinearImpl(8, 6));
      theirs.push_back(new BatchNorm1dImpl(new BatchNormOptions(6)));
      theirs.push_back(new TanhImpl());
      theirs.push_back(new LinearImpl(6, 2));
      glassprop.Tensor x = glassprop.Tensor.normal(new SplittableRandom(5), 7, 3).to(DType.F32);
      Tensor batch = new TorchTensors().constant(x.array());
      theirs.forward(batch.mul(new Scalar(3.0))); // moves the running statistics
      theirs.eval();
      Map<String, NdArray> state = new LinkedHashMap<>();
      put(theirs.named_parameters(), state);
      put(theirs.named_buffers(), state);
      assertThat(state).containsKeys("0.weight", "3.running_var", "5.bias");
      Path file = folder.resolve("state.safetensors");
      Safetensors.write(file, state, Map.of());

      Network ours = Architecture.of(
          Sequential.of(new Dense(8, Activation.RELU), new Dense(6), new BatchNorm(), Activation.TANH, new Dense(2)), DType.F32, 3).initialized(1);
      Safetensors.read(file).into(ours, Naming.PYTORCH);
      assertThat(ours.apply(x).toDoubles()).containsExactly(TorchTensors.numbers(theirs.forward(batch)).toDoubles(), Offset.offset(1e-6));
      assertThat(Naming.PYTORCH.tensors(ours).keySet()).isSubsetOf(state.keySet());
    }
  }

  private static void put(StringTensorDict dict, Map<String, NdArray> state) {
    StringVector names = dict.keys();
    for (long i = 0; i < names.size(); i++) {
      String name = names.get(i).getString();
      state.put(name, TorchTensors.numbers(dict.get(name)).to(name.endsWith("tracked") ? DType.I64 : DType.F32));
    }
  }
}
