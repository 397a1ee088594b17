package glassprop.bench;

import java.util.List;

/**
 * A network of the comparison: linear layers with relu between them, trained on batches of one size.
 *
 * @param widths from the inputs to the classes
 */
record Net(String name, List<Integer> widths, int batch) {
  /** From one whose cost is calls alone to one whose cost is arithmetic alone. */
  static final List<Net> ALL = List.of(
      new Net("tiny", List.of(2, 16, 16, 2), 32),
      new Net("small", List.of(64, 64, 64, 10), 32),
      new Net("mnist", List.of(784, 128, 128, 10), 64),
      new Net("wide", List.of(784, 512, 512, 10), 128),
      new Net("large", List.of(1024, 2048, 2048, 1024), 256));

  int inputs() {
    return widths.getFirst();
  }

  int classes() {
    return widths.getLast();
  }

  /**
   * The floating-point operations of the products of one step: the output of each layer, the gradient of its weights, and, but for
   * the first layer, the gradient of its input. Everything else is of lower order and not counted.
   */
  double operations() {
    double all = 0;
    for (int layer = 1; layer < widths.size(); layer++) {
      double product = 2.0 * batch * widths.get(layer - 1) * widths.get(layer);
      all += (layer == 1 ? 2 : 3) * product;
    }
    return all;
  }

  /** The bytes in float32 that a step cannot do without: parameters, their gradients, and the values that the backward pass reads. */
  long leastBytes() {
    long numbers = (long) batch * inputs();
    for (int layer = 1; layer < widths.size(); layer++) {
      numbers += 2 * (widths.get(layer - 1) + 1L) * widths.get(layer) + (long) batch * widths.get(layer);
    }
    return numbers * Float.BYTES;
  }

  @Override
  public String toString() {
    return name + " " + String.join("-", widths.stream().map(String::valueOf).toList()) + ", batch " + batch;
  }
}
