package glassprop.kernel;

import java.util.function.Supplier;

/** Which kernels serve in this JVM: decided once, at the first use. */
final class KernelChoice {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String VECTOR_KERNELS = "glassprop.kernel.vector.VectorKernels";

  /** Plain loops. */
  static final Kernels SCALAR = new Kernels("scalar", new FloatScalarKernels(), new DoubleScalarKernels());

  /** The fastest kernels that this JVM can run. */
  static final Kernels BEST = choose().shared();

  private KernelChoice() {}

  /** The property {@code glassprop.kernels=scalar} asks for the scalar kernels: a short run is over before vector code is compiled. */
  private static Kernels choose() {
    if ("scalar".equals(System.getProperty("glassprop.kernels"))) {
      return SCALAR;
    }
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      System.err.println(
          "glassprop: the vector kernels are off (scalar kernels serve, several times slower);"
              + " start java with --add-modules " + MODULE);
      return SCALAR;
    }
    try {
      // By name: a direct reference would make the incubator module a condition of loading this class.
      return (Kernels) Class.forName(VECTOR_KERNELS).asSubclass(Supplier.class).getConstructor().newInstance().get();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the module " + MODULE + " is there, but " + VECTOR_KERNELS + " does not load; was glassprop repackaged?", e);
    }
  }
}
