package glassprop.kernel.vector;

import glassprop.kernel.Kernels;
import java.util.function.Supplier;

/** The kernels on the widest SIMD registers that this JVM prefers. */
public final class VectorKernels implements Supplier<Kernels> {
  /** For {@code Kernels.best()}, which finds this class by name. */
  public VectorKernels() {}

  @Override
  public Kernels get() {
    return new Kernels("vector, " + FloatSeries.SPECIES.vectorBitSize() + " bit", new FloatVectorKernels(), new DoubleVectorKernels());
  }
}
