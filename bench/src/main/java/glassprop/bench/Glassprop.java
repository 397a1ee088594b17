package glassprop.bench;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.Kernels;

/** This library. */
final class Glassprop implements Library {
  /** @param threads for kernels */
  Glassprop(int threads) {
    if (threads != 1) {
      throw new IllegalArgumentException("--threads " + threads + ": the kernels run on one thread so far");
    }
  }

  @Override
  public String description() {
    return "Glassprop, " + Kernels.best().description();
  }

  @Override
  public Step step(Workload workload, double rate) {
    return new GlasspropStep(workload, rate);
  }

  @Override
  public Runnable product(int n, float[] a, float[] b) {
    Tensor left = Tensor.of(NdArray.over(a, Shape.of(n, n)));
    Tensor right = Tensor.of(NdArray.over(b, Shape.of(n, n)));
    return () -> left.matmul(right);
  }
}
