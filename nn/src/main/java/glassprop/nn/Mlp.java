package glassprop.nn;

import glassprop.array.DType;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The shape of a multilayer perceptron: dense layers with an activation between them and none after the last.
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

  /** The layers, whose places are their numbers: a dense layer has its activation, a normalised one is three layers. */
  public Sequential layer() {
    List<Layer> layers = new ArrayList<>();
    for (int width : hidden) {
      if (batchNorm) {
        layers.add(new Dense(width, Activation.IDENTITY, false));
        layers.add(new BatchNorm());
        layers.add(activation);
      } else {
        layers.add(new Dense(width, activation));
      }
    }
    layers.add(new Dense(outputs));
    return Sequential.of(layers);
  }

  /** The network without its numbers. */
  public Architecture architecture(DType precision) {
    return Architecture.of(layer(), precision, inputs);
  }
}
