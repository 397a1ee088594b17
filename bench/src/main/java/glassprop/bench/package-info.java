/**
 * Speed, measured: JMH benchmarks, and {@link glassprop.bench.MatMulShare}, which sets the matrix product against the
 * FMA peak of the core in the same run. A leaf: it may see every module, and nothing imports it.
 */
@NullMarked
package glassprop.bench;

import org.jspecify.annotations.NullMarked;
