/**
 * Tensors that remember how they were computed, and the gradients that follow.
 *
 * <p>{@link Tensor} is what a user holds; {@link Autodiff} gives gradients as values; {@link Node} is the recorded graph that
 * readers outside core walk. The sweep over the graph is generic in what it carries: it adds up numbers for a plain backward
 * pass, and tracked tensors for one that is to be differentiated again.
 *
 * <p>Imports arrays, ops and rules. It must not import checks or any other reader.
 */
@NullMarked
package glassprop;

import org.jspecify.annotations.NullMarked;
