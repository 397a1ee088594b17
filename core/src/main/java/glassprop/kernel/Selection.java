package glassprop.kernel;

/** Which kernels serve in this JVM: decided once, at the first use. */
final class Selection {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String VECTOR_KERNELS = "glassprop.kernel.vector.VectorKernels";

  /** The fastest kernels that this JVM can run. */
  static final Kernels BEST = new SharedKernels(choose());

  private Selection() {}

  /** The property {@code glassprop.kernels=scalar} asks for the scalar kernels: a short run is over before vector code is compiled. */
  private static Kernels choose() {
    if ("scalar".equals(System.getProperty("glassprop.kernels"))) {
      return Kernels.scalar();
    }
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      System.err.println(
          "glassprop: the vector kernels are off (scalar kernels serve, several times slower);"
              + " start java with --add-modules " + MODULE);
      return Kernels.scalar();
    }
    try {
      // By name: a direct reference would make the incubator module a condition of loading this class.
      return Class.forName(VECTOR_KERNELS).asSubclass(Kernels.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the module " + MODULE + " is there, but " + VECTOR_KERNELS + " does not load; was glassprop repackaged?", e);
    }
  }
}
