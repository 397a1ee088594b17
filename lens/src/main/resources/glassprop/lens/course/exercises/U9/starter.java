import glassprop.Tensor;
import java.util.function.ToDoubleFunction;

/// U9 · The gradient of anything, by differences.
class U9 {
  /// The central differences of f in each number of x, in a tensor of its shape.
  static Tensor gradient(ToDoubleFunction<Tensor> f, Tensor x, double h) {
    throw new UnsupportedOperationException("TODO gradient");
  }

  /// With h = 10⁻⁵.
  static Tensor gradient(ToDoubleFunction<Tensor> f, Tensor x) {
    throw new UnsupportedOperationException("TODO gradient with the usual step");
  }

  static void main() {
    Tensor x = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    IO.println("of the sum of squares: " + gradient(t -> t.square().sum().item(), x) + ", expected 2x");
  }
}
