import glassprop.Tensor;
import glassprop.lens.course.Trials;
import java.util.Map;
import java.util.function.Consumer;

class U5Trials {
  static Trials trials() {
    return new Trials()
        .about("z = x^2 + y^2", Map.of("x", Tensor.scalar(3), "y", Tensor.scalar(4)))
        .number("z", 25, () -> new U5().z().item(), "z")
        .numbers("one pass: x.grad() = 2x, y.grad() = 2y", new double[] {6, 8}, () -> after(U5::once), "dz/dx", "dz/dy")
        .holds("the second pass is an error that names RETAIN_GRAPH", "return the message of the GraphException",
            () -> new U5().twiceWithoutGraph().contains("RETAIN_GRAPH"))
        .numbers("with the graph kept: exactly doubled", new double[] {12, 16}, () -> after(U5::twiceWithGraph))
        .numbers("with zeroGrad between: as after one", new double[] {6, 8}, () -> after(U5::twiceAndCleared), "dz/dx", "dz/dy");
  }

  private static double[] after(Consumer<U5> passes) {
    U5 u = new U5();
    passes.accept(u);
    return new double[] {u.x.grad().item(), u.y.grad().item()};
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
