import java.util.ArrayList;
import java.util.List;

/// B4 · An autograd in one class: a number that remembers how it was computed.
class B4 {
  final double value;
  double grad;
  private final List<B4> inputs;
  private Runnable pass = () -> {}; // adds to the inputs' gradients what this one's gradient gives them

  B4(double value, B4... inputs) {
    this.value = value;
    this.inputs = List.of(inputs);
  }

  B4 plus(B4 other) {
    B4 out = new B4(value + other.value, this, other);
    out.pass = () -> {
      this.grad += out.grad;
      other.grad += out.grad;
    };
    return out;
  }

  B4 times(B4 other) {
    throw new UnsupportedOperationException("TODO times");
  }

  /// This to a fixed power.
  B4 power(double exponent) {
    throw new UnsupportedOperationException("TODO power");
  }

  B4 relu() {
    throw new UnsupportedOperationException("TODO relu");
  }

  B4 sigmoid() {
    throw new UnsupportedOperationException("TODO sigmoid");
  }

  /// Leaves in each value that this one was computed from the derivative of this one by it.
  void backward() {
    List<B4> order = new ArrayList<>();
    throw new UnsupportedOperationException("TODO backward: bring the graph in order, put 1 here, and go back");
  }

  static void main() {
    B4 x = new B4(2);
    B4 w = new B4(3);
    B4 b = new B4(1);
    B4 y = w.times(x).plus(b).sigmoid();
    y.backward();
    IO.println("y " + y.value + ", dy/dw " + w.grad + ", dy/dx " + x.grad + ", dy/db " + b.grad);
  }
}
