/**
 * What is asked of any system that computes gradients: {@link glassprop.parity.oracle.Oracle} answers a {@link
 * glassprop.parity.oracle.Question} about a {@link glassprop.parity.oracle.Computation}. Our engine is asked in the same way as the
 * others.
 *
 * <p>Knows core, and of nn initialisers and optimizers. It must know no particular oracle.
 */
@NullMarked
package glassprop.parity.oracle;

import org.jspecify.annotations.NullMarked;
