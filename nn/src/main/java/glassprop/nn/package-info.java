/**
 * Networks: layers, their initialisers, and the multilayer perceptron as a value.
 *
 * <p>A {@link Layer} is a function with parameters; {@link Linear}, {@link Activation} and {@link Sequential} are layers. Losses,
 * optimizers, data, files and training have packages of their own; this one imports core alone.
 */
@NullMarked
package glassprop.nn;

import org.jspecify.annotations.NullMarked;
