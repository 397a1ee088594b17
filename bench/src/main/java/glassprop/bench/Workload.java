package glassprop.bench;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.Activation;
import glassprop.nn.Mlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The numbers that every side begins with.
 *
 * @param parameters W1, b1, W2, …; a weight matrix has a row per input
 * @param inputs a row per example
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and by contract never written to
record Workload(Net net, List<float[]> parameters, float[] inputs, long[] labels) {

  /**
   * Random numbers, the same for the same net. Biases are chosen so that no sum of a hidden unit lies close to the kink of relu: there,
   * two correct results of different rounding would have different gradients, and comparing them would say nothing.
   */
  static Workload of(Net net) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    Tensor x = Tensor.normal(random, net.batch(), net.inputs()).to(DType.F32).to(DType.F64);
    long[] labels = random.longs(net.batch(), 0, net.classes()).toArray();
    List<float[]> parameters = new ArrayList<>();
    Tensor h = x;
    List<Tensor> drawn = shape(net).architecture(DType.F32).initialized(1).parameters();
    for (int i = 0; i < drawn.size(); i += 2) {
      Tensor sums = h.matmul(drawn.get(i).detach().to(DType.F64));
      float[] bias = awayFromKinks(sums);
      parameters.add(floats(drawn.get(i).toDoubles()));
      parameters.add(bias);
      h = sums.plus(Tensor.of(NdArray.over(bias, Shape.of(bias.length))).to(DType.F64)).relu();
    }
    return new Workload(net, List.copyOf(parameters), floats(x.toDoubles()), labels);
  }

  static Mlp shape(Net net) {
    return new Mlp(net.inputs(), net.widths().subList(1, net.widths().size() - 1), net.classes(), Activation.RELU);
  }

  /** For each column, minus the middle of the widest gap between numbers of its middle half. */
  private static float[] awayFromKinks(Tensor sums) {
    int rows = sums.shape().get(0);
    int columns = sums.shape().get(1);
    double[] all = sums.toDoubles();
    float[] bias = new float[columns];
    double[] column = new double[rows];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        column[i] = all[i * columns + j];
      }
      Arrays.sort(column);
      int widest = rows / 4;
      for (int i = rows / 4; i < 3 * rows / 4; i++) {
        if (column[i + 1] - column[i] > column[widest + 1] - column[widest]) {
          widest = i;
        }
      }
      bias[j] = (float) (-(column[widest] + column[widest + 1]) / 2);
    }
    return bias;
  }

  /** Rounded to float32. */
  static float[] floats(double[] wide) {
    float[] narrow = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (float) wide[i];
    }
    return narrow;
  }
}
