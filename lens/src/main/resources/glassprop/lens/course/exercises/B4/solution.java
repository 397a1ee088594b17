import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

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
    B4 out = new B4(value * other.value, this, other);
    out.pass = () -> {
      this.grad += other.value * out.grad;
      other.grad += this.value * out.grad;
    };
    return out;
  }

  /// This to a fixed power.
  B4 power(double exponent) {
    B4 out = new B4(Math.pow(value, exponent), this);
    out.pass = () -> this.grad += exponent * Math.pow(value, exponent - 1) * out.grad;
    return out;
  }

  B4 relu() {
    B4 out = new B4(Math.max(value, 0), this);
    out.pass = () -> this.grad += value > 0 ? out.grad : 0;
    return out;
  }

  B4 sigmoid() {
    B4 out = new B4(1 / (1 + Math.exp(-value)), this);
    out.pass = () -> this.grad += out.value * (1 - out.value) * out.grad;
    return out;
  }

  /// Leaves in each value that this one was computed from the derivative of this one by it.
  void backward() {
    List<B4> order = new ArrayList<>();
    inputsFirst(this, order, Collections.newSetFromMap(new IdentityHashMap<>()));
    grad = 1;
    order.reversed().forEach(each -> each.pass.run());
  }

  private static void inputsFirst(B4 each, List<B4> order, Set<B4> visited) {
    if (visited.add(each)) {
      each.inputs.forEach(input -> inputsFirst(input, order, visited));
      order.add(each);
    }
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
