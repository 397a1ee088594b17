/**
 * The kernels on SIMD registers, through {@code jdk.incubator.vector}, which is named in this package alone.
 *
 * <p>{@link glassprop.kernel.vector.VectorKernels} forwards to static loops: unary, binary, reductions, and the packed,
 * register-blocked matrix product. {@code Float…} files are written by hand and {@code Double…} files are their
 * generated twins, except {@code FloatSeries} and {@code DoubleSeries}: what truly differs between the two, constants
 * and polynomials, is there, written by hand in both.
 *
 * <p>Results don't depend on whether the JVM runs these loops interpreted or compiled. So the transcendental functions
 * are built here from fused multiply-adds: {@code lanewise(EXP)} and its like call another library, with other last
 * bits, once compiled; and the order of {@code reduceLanes(ADD)} is left open by its specification.
 *
 * <p>This package imports only {@code glassprop.kernel} and the JDK. Nothing imports it: it is found by name.
 */
@NullMarked
package glassprop.kernel.vector;

import org.jspecify.annotations.NullMarked;
