/**
 * Training: mini-batches, epochs, validation, metrics, and a record of the run.
 *
 * <p>{@link Trainer} runs the loop and tells of it in {@link TrainingEvent}s; it prints nothing and writes no files. Imports core, layers, losses
 * and optimizers.
 */
@NullMarked
package glassprop.nn.train;

import org.jspecify.annotations.NullMarked;
