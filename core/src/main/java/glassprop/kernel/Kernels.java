package glassprop.kernel;

/**
 * The loops under every operation, for each {@link Precision} of numbers.
 *
 * <p>There are two sets. The {@linkplain #scalar() scalar} one is the specification: obvious code. The vector kernels use
 * {@code jdk.incubator.vector} and are held to the scalar ones by a test. {@link #best()} chooses at start.
 *
 * @param description what these kernels are, for people: "scalar" or, for example, "vector, 512 bit"
 */
public record Kernels(String description, RealKernels<float[]> floats, RealKernels<double[]> doubles) {

  /**
   * The kernels for this JVM: the vector ones where the module {@code jdk.incubator.vector} was added, else the scalar.
   */
  public static Kernels best() {
    return KernelChoice.BEST;
  }

  /** The specification: plain loops, on any JVM. */
  public static Kernels scalar() {
    return KernelChoice.SCALAR;
  }

  /** The same kernels, whose large loops the threads of a {@link Team} share. */
  Kernels shared() {
    return new Kernels(description, new SharedKernels<>(floats), new SharedKernels<>(doubles));
  }

  /**
   * The loops over the arrays of a precision: the one place where code that holds an array of some type finds the loops for it.
   *
   * <p>They take arrays as objects, since which type they have is known only when a program runs. An array of another type is a
   * {@link ClassCastException} before anything is computed.
   */
  @SuppressWarnings("unchecked") // a loop casts each array that it is given
  public RealKernels<Object> of(Precision precision) {
    return (RealKernels<Object>) (RealKernels<?>)
        switch (precision) {
          case SINGLE -> floats;
          case DOUBLE -> doubles;
        };
  }

  @Override
  public String toString() {
    return description;
  }
}
