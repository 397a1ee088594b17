/**
 * Optimizers: rules that change parameters along their gradients. They alone change tensors in place.
 *
 * <p>An {@link glassprop.nn.optim.UpdateRule} states {@link glassprop.nn.optim.Equations}; an {@link glassprop.nn.optim.Optimization} says by which rule,
 * with which schedule, clipping and groups; an {@link glassprop.nn.optim.Optimizer} does it. Imports core, and of networks the patterns of paths.
 */
@NullMarked
package glassprop.nn.optim;

import org.jspecify.annotations.NullMarked;
