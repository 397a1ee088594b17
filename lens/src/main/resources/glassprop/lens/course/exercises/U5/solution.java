import glassprop.BackwardOption;
import glassprop.GraphException;
import glassprop.Tensor;

/// U5 · One graph, two passes. `new U5()` is a fresh x and y; each method is one line or two.
class U5 {
  final Tensor x = Tensor.scalar(3).tracked().named("x");
  final Tensor y = Tensor.scalar(4).tracked().named("y");

  /// x² + y².
  Tensor z() {
    return x.square().plus(y.square());
  }

  /// Leaves dz/dx and dz/dy in x and y.
  void once() {
    z().backward();
  }

  /// Calls backward twice on one z, and returns the message of the error that this is.
  String twiceWithoutGraph() {
    Tensor z = z();
    z.backward();
    try {
      z.backward();
      return "no error";
    } catch (GraphException e) {
      return e.getMessage();
    }
  }

  /// Calls backward twice on one z that keeps its graph: the gradients add up.
  void twiceWithGraph() {
    Tensor z = z();
    z.backward(BackwardOption.RETAIN_GRAPH);
    z.backward(BackwardOption.RETAIN_GRAPH);
  }

  /// As twiceWithGraph, but so that x and y hold the gradient of one pass at the end.
  void twiceAndCleared() {
    Tensor z = z();
    z.backward(BackwardOption.RETAIN_GRAPH);
    x.zeroGrad();
    y.zeroGrad();
    z.backward();
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
