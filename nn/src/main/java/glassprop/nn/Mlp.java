package glassprop.nn;

import glassprop.array.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The shape of a multilayer perceptron: linear layers with an activation between them and none after the last.
 *
 * @param inputs the number of features
 * @param hidden the widths of the hidden layers, from the input on; empty for a linear model
 * @param outputs the number of outputs: logits, or regression values
 * @param batchNorm whether every hidden layer is normalised before its activation; its shift then takes the place of the bias
 */
public record Mlp(int inputs, List<Integer> hidden, int outputs, Activation activation, boolean batchNorm) {
  /** Copies the widths and requires every width to be positive, and a number of parameters that can be counted. */
  public Mlp {
    Objects.requireNonNull(hidden, "network: expected a list of widths, came null");
    Objects.requireNonNull(activation, "network: expected an activation, came null");
    hidden = List.copyOf(hidden);
    for (int width : widths(inputs, hidden, outputs)) {
      if (width < 1) {
        throw new IllegalArgumentException(
            "layer widths " + widths(inputs, hidden, outputs) + ": every width must be at least 1");
      }
    }
    try {
      parameterCount(widths(inputs, hidden, outputs), batchNorm);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "layer widths " + widths(inputs, hidden, outputs) + ": more than 2^63 parameters; take narrower layers", e);
    }
  }

  /** Without batch normalisation. */
  public Mlp(int inputs, List<Integer> hidden, int outputs, Activation activation) {
    this(inputs, hidden, outputs, activation, false);
  }

  private static List<Integer> widths(int inputs, List<Integer> hidden, int outputs) {
    List<Integer> widths = new ArrayList<>();
    widths.add(inputs);
    widths.addAll(hidden);
    widths.add(outputs);
    return widths;
  }

  /** The widths from inputs to outputs. */
  public List<Integer> widths() {
    return widths(inputs, hidden, outputs);
  }

  /** The number of weights and biases, scales and shifts. */
  public long parameterCount() {
    return parameterCount(widths(), batchNorm);
  }

  private static long parameterCount(List<Integer> widths, boolean batchNorm) {
    long count = 0;
    for (int i = 1; i < widths.size(); i++) {
      long eachOutput = i < widths.size() - 1 && batchNorm ? 2 : 1;
      count = Math.addExact(count, Math.multiplyExact(widths.get(i - 1) + eachOutput, widths.get(i).longValue()));
    }
    return count;
  }

  /**
   * The names and sizes of the parameters and buffers that a network of this shape has, without making one: sizes alone, since a file may
   * ask for more than fits into any tensor.
   */
  public Map<String, List<Integer>> stateSizes() {
    List<Integer> widths = widths();
    Map<String, List<Integer>> sizes = new LinkedHashMap<>();
    for (int i = 1; i < widths.size(); i++) {
      List<Integer> perOutput = List.of(widths.get(i));
      sizes.put("W" + i, List.of(widths.get(i - 1), widths.get(i)));
      if (i < widths.size() - 1 && batchNorm) {
        sizes.put("gamma" + i, perOutput);
        sizes.put("beta" + i, perOutput);
        sizes.put("mean" + i, perOutput);
        sizes.put("variance" + i, perOutput);
      } else {
        sizes.put("b" + i, perOutput);
      }
    }
    return sizes;
  }

  /** A network of this shape with new parameters W1, b1 (or gamma1, beta1), W2, … from the activation's initialiser. */
  public Sequential network(DType dtype, RandomGenerator random) {
    List<Integer> widths = widths();
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.size(); i++) {
      String suffix = String.valueOf(i);
      int from = widths.get(i - 1);
      int to = widths.get(i);
      if (i == widths.size() - 1) {
        layers.add(new Linear(suffix, from, to, activation.initializer(), dtype, random));
      } else if (batchNorm) {
        layers.add(Linear.withoutBias(suffix, from, to, activation.initializer(), dtype, random));
        layers.add(new BatchNorm(suffix, to, dtype));
        layers.add(activation);
      } else {
        layers.add(new Linear(suffix, from, to, activation.initializer(), dtype, random));
        layers.add(activation);
      }
    }
    return new Sequential(layers);
  }
}
