/**
 * Optimizers: rules that change parameters along their gradients. They alone change tensors in place. Imports core alone.
 */
@NullMarked
package glassprop.nn.optim;

import org.jspecify.annotations.NullMarked;
