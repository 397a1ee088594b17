package glassprop.nn;

import glassprop.array.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The shape of a multilayer perceptron: linear layers with an activation between them and none after the last.
 *
 * @param inputs the number of features
 * @param hidden the widths of the hidden layers, from the input on; empty for a linear model
 * @param outputs the number of outputs: logits, or regression values
 */
public record Mlp(int inputs, List<Integer> hidden, int outputs, Activation activation) {
  /** Copies the widths and requires every width to be positive. */
  public Mlp {
    hidden = List.copyOf(hidden);
    for (int width : widths(inputs, hidden, outputs)) {
      if (width < 1) {
        throw new IllegalArgumentException(
            "layer widths " + widths(inputs, hidden, outputs) + ": every width must be at least 1");
      }
    }
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

  /** The number of weights and biases. */
  public long parameterCount() {
    List<Integer> widths = widths();
    long count = 0;
    for (int i = 1; i < widths.size(); i++) {
      count += (widths.get(i - 1) + 1L) * widths.get(i);
    }
    return count;
  }

  /** A network of this shape with new parameters W1, b1, W2, … from the activation's initialiser. */
  public Sequential network(DType dtype, RandomGenerator random) {
    List<Integer> widths = widths();
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.size(); i++) {
      boolean last = i == widths.size() - 1;
      layers.add(
          new Linear(
              String.valueOf(i), widths.get(i - 1), widths.get(i), activation.initializer(), dtype, random));
      if (!last) {
        layers.add(activation);
      }
    }
    return new Sequential(layers);
  }
}
