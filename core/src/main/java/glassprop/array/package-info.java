/**
 * Numbers with a shape: what a tensor holds, without any calculus.
 *
 * <p>{@link NdArray} is an array of any rank over a {@link Storage} that views share; {@link TensorType} is its shape and
 * element type, which is all that operations need to know before they compute. Nothing here knows of operations, rules or
 * graphs: this package imports the JDK alone.
 */
@NullMarked
package glassprop.array;

import org.jspecify.annotations.NullMarked;
