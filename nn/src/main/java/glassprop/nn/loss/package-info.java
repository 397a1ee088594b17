/** Losses: how far predictions are from targets, as a single number to descend. Imports core alone. */
@NullMarked
package glassprop.nn.loss;

import org.jspecify.annotations.NullMarked;
