import glassprop.Tensor;
import java.util.function.ToDoubleFunction;

/// U9 · The gradient of anything, by differences.
class U9 {
  /// The central differences of f in each number of x, in a tensor of its shape.
  static Tensor gradient(ToDoubleFunction<Tensor> f, Tensor x, double h) {
    double[] numbers = x.toDoubles();
    double[] slopes = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      double old = numbers[i];
      numbers[i] = old + h;
      double right = f.applyAsDouble(shaped(numbers, x));
      numbers[i] = old - h;
      double left = f.applyAsDouble(shaped(numbers, x));
      numbers[i] = old;
      slopes[i] = (right - left) / (2 * h);
    }
    return shaped(slopes, x);
  }

  private static Tensor shaped(double[] numbers, Tensor like) {
    return Tensor.of(numbers).reshape(like.shape().toArray());
  }

  /// With h = 10⁻⁵.
  static Tensor gradient(ToDoubleFunction<Tensor> f, Tensor x) {
    return gradient(f, x, 1e-5);
  }

  static void main() {
    Tensor x = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    IO.println("of the sum of squares: " + gradient(t -> t.square().sum().item(), x) + ", expected 2x");
  }
}
