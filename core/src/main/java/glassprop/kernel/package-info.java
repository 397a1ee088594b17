/**
 * The loops under every operation: numbers in arrays on the heap, nothing of shapes, ops or derivatives.
 *
 * <p>{@link glassprop.kernel.Kernels} is the contract; {@link glassprop.kernel.UnaryFunction} and {@link
 * glassprop.kernel.BinaryFunction} list the elementwise functions. {@code FloatLoops} is the specification in float32,
 * and {@code DoubleLoops} its generated twin (see {@code KernelTwins} in the test tree). The vector kernels live in
 * {@code glassprop.kernel.vector} and are found at start by {@code KernelChoice}.
 *
 * <p>This package imports nothing of Glassprop, and never {@code jdk.incubator.vector}: it must load on a JVM without
 * it.
 */
@NullMarked
package glassprop.kernel;

import org.jspecify.annotations.NullMarked;
