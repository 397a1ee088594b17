import glassprop.Tensor;
import java.util.Map;

/// U7 · A network with a cache: x·W1 + b1, ReLU, ·W2 + b2. A sample is a row.
class U7 {
  final Tensor w1;
  final Tensor b1;
  final Tensor w2;
  final Tensor b2;

  U7(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
    this.w1 = w1;
    this.b1 = b1;
    this.w2 = w2;
    this.b2 = b2;
  }

  // TODO fields for what backward needs

  /// The output, of shape (batch, outputs).
  Tensor forward(Tensor x) {
    throw new UnsupportedOperationException("TODO forward");
  }

  /// The gradients W1, b1, W2, b2 of the last forward pass, summed over the batch.
  ///
  /// @param gradient at the output, of its shape
  Map<String, Tensor> backward(Tensor gradient) {
    throw new UnsupportedOperationException("TODO backward");
  }

  static void main() {
    U7 net = new U7(
        Tensor.of(new double[][] {{0.1, 0.2}, {0.3, -0.4}}), Tensor.of(0.1, 0.1),
        Tensor.of(new double[][] {{0.5}, {0.6}}), Tensor.of(0.2));
    Tensor out = net.forward(Tensor.of(new double[][] {{1, 2}, {3, 4}}));
    IO.println(out);
    IO.println(net.backward(out));
  }
}
