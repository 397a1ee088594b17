package glassprop.bench;

import glassprop.Tensor;
import glassprop.Workspace;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.Kernels;

/** This library. */
final class Glassprop implements Library {
  @Override
  public String description() {
    return "Glassprop, " + Kernels.best().description();
  }

  @Override
  public Step step(Workload workload, double rate) {
    return new GlasspropStep(workload, rate);
  }

  /** In a workspace, as in training: libtorch, too, takes the memory of a product that is over. */
  @Override
  public Runnable product(int n, float[] a, float[] b) {
    Tensor left = Tensor.of(NdArray.over(a, Shape.of(n, n)));
    Tensor right = Tensor.of(NdArray.over(b, Shape.of(n, n)));
    Workspace workspace = new Workspace();
    return () -> workspace.step(() -> left.matmul(right));
  }
}
