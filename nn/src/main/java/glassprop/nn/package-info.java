/**
 * What networks are made with: activations, initialisers, and the multilayer perceptron as a value.
 *
 * <p>A layer, a network and its training view are in {@code glassprop.nn.network}, the layers that come with Glassprop in
 * {@code glassprop.nn.layer}, networks in writing in {@code glassprop.nn.form}. Losses, optimizers, data, files and training have packages of their own.
 */
@NullMarked
package glassprop.nn;

import org.jspecify.annotations.NullMarked;
