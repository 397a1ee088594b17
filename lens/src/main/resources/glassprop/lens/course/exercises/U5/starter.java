import glassprop.BackwardOption;
import glassprop.GraphException;
import glassprop.Tensor;

/// U5 · One graph, two passes. `new U5()` is a fresh x and y; each method is one line or two.
class U5 {
  final Tensor x = Tensor.scalar(3).tracked().named("x");
  final Tensor y = Tensor.scalar(4).tracked().named("y");

  /// x² + y².
  Tensor z() {
    throw new UnsupportedOperationException("TODO z");
  }

  /// Leaves dz/dx and dz/dy in x and y.
  void once() {
    throw new UnsupportedOperationException("TODO once");
  }

  /// Calls backward twice on one z, and returns the message of the error that this is.
  String twiceWithoutGraph() {
    throw new UnsupportedOperationException("TODO twiceWithoutGraph");
  }

  /// Calls backward twice on one z that keeps its graph: the gradients add up.
  void twiceWithGraph() {
    throw new UnsupportedOperationException("TODO twiceWithGraph");
  }

  /// As twiceWithGraph, but so that x and y hold the gradient of one pass at the end.
  void twiceAndCleared() {
    throw new UnsupportedOperationException("TODO twiceAndCleared");
  }

  static void main() {
    U5 one = new U5();
    one.once();
    IO.println("once: " + one.x.grad().item() + ", " + one.y.grad().item());
    IO.println("again: " + new U5().twiceWithoutGraph());
    U5 two = new U5();
    two.twiceWithGraph();
    IO.println("twice: " + two.x.grad().item() + ", " + two.y.grad().item());
  }
}
