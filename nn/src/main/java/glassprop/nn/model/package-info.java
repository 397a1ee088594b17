/**
 * Trained models as one file: a network, the preprocessing it was trained with, and predictions from both.
 *
 * <p>{@link glassprop.nn.model.Model} is all that predicting needs; {@link glassprop.nn.model.ModelFile} lays it out as
 * safetensors. Imports layers, data and files; it knows nothing of losses, optimizers or training.
 */
@NullMarked
package glassprop.nn.model;

import org.jspecify.annotations.NullMarked;
