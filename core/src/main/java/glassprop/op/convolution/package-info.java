/**
 * {@link Convolution} and {@link Unfold}: what a {@link Window} that moves over images covers, and how it is brought together and spread again.
 *
 * <p>Imports the language. It must not import the catalogue, nor any reader of rules.
 */
@NullMarked
package glassprop.op.convolution;

import org.jspecify.annotations.NullMarked;
