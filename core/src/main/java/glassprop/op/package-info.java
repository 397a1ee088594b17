/**
 * The language in which operations state themselves, and the arithmetic that it is written in.
 *
 * <p>An {@link Op} states its type, value, derivative {@link Rule}, {@link Notation}, {@link Domain} and reference; a rule is made of
 * {@link Term}s, written with the same methods ({@link Operand}) as a user's computation; an {@link Algebra} gives terms a meaning. The
 * families {@link Elementwise} and {@link Multilinear} supply what follows from the algebra.
 *
 * <p>The operations that {@code Operand} has, functions of numbers, comparisons, the matrix product, sums and changes of shape, stand here
 * too: a term is written with them, and they are written with terms. All others have rooms of their own, which see this one:
 * {@code catalogue} and {@code convolution}; and {@code vocabulary} has the methods for whoever knows its shape.
 *
 * <p>Imports {@code glassprop.array} and {@code glassprop.kernel}. It must not import tensors, graphs or any reader of rules:
 * an op does not know who reads it.
 */
@NullMarked
package glassprop.op;

import org.jspecify.annotations.NullMarked;
