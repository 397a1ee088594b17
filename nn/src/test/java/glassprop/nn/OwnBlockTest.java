package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.nn.form.LayerKind;
import glassprop.nn.form.LayerKinds;
import glassprop.nn.form.NetworkTable;
import glassprop.nn.form.TextForm;
import glassprop.nn.io.Naming;
import glassprop.nn.io.Safetensors;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Sequential;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Reduction;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import glassprop.nn.network.Scope;
import glassprop.nn.optim.Adam;
import glassprop.nn.optim.Optimizer;
import glassprop.nn.train.Examples;
import glassprop.nn.train.Metric;
import glassprop.nn.train.Trainer;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's own block of ten lines can do without a line more: be printed, trained, frozen, saved and read. */
class OwnBlockTest {
  private static final LayerKinds KINDS = LayerKinds.standard().with(LayerKind.of("block", new Block(1, 0), "units"));

  @TempDir private Path folder;

  /** A dense layer, normalised and thinned, around which the input goes on. */
  record Block(int units, double rate) implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor sums = scope.apply("sums", new Dense(units, Activation.IDENTITY, false), x);
      Tensor active = scope.apply("norm", new BatchNorm(), sums).relu();
      return x.plus(scope.dropout(active, rate));
    }
  }

  private static Examples examples() {
    Tensor points = Tensor.uniform(new SplittableRandom(1), -1, 1, 60, 4);
    long[] labels = new long[60];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = points.get(i, 0) > points.get(i, 1) ? 1 : 0;
    }
    return new Examples(points.to(DType.F32), Tensor.indices(labels));
  }

  @Test
  void itIsPrintedTrainedFrozenSavedAndRead() {
    Architecture architecture = Architecture.of(Sequential.of(new Block(4, 0.1), new Block(4, 0.1), new Dense(2)), DType.F32, 4);
    String text = new TextForm(KINDS).write(architecture);
    assertThat(text).isEqualTo("input f32 4\nblock 4 rate=0.1\nblock 4 rate=0.1\ndense 2\n");
    assertThat(NetworkTable.of(architecture, KINDS).text()).contains("1.norm", "batch_norm", "(n, 4)");

    Network network = architecture.initialized(1).frozen("0");
    Optimizer optimizer = new Optimizer(new Adam(0.02), network.parameters());
    new Trainer(network, new CrossEntropy(Reduction.MEAN), optimizer, Metric.ACCURACY, 10)
        .run(examples(), examples(), 20, 3);
    assertThat(Metric.ACCURACY.of(network.apply(examples().inputs()), examples().targets())).isGreaterThan(0.9);
    assertThat(network.tensor("0.sums.weight").toDoubles()).containsExactly(architecture.initialized(1).tensor("0.sums.weight").toDoubles());
    assertThat(network.tensor("0.norm.running_mean").toDoubles()).doesNotContain(0); // which no gradient moves

    Path file = folder.resolve("own.safetensors");
    Safetensors.write(file, Naming.GLASSPROP.tensors(network), Map.of("network", text));
    Safetensors.Contents contents = Safetensors.read(file);
    Network again = new TextForm(KINDS).read(contents.metadata().getOrDefault("network", "")).with(contents.tensors());
    assertThat(again.apply(examples().inputs()).toDoubles()).containsExactly(network.apply(examples().inputs()).toDoubles());
  }
}
