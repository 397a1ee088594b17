/**
 * Operations and the language in which they state themselves.
 *
 * <p>The language: an {@link Op} states its type, value, derivative {@link Rule}, {@link Notation}, {@link Domain} and reference;
 * a rule is made of {@link Term}s, written with the same methods ({@link Operand}) as a user's computation; an
 * {@link Algebra} gives terms a meaning. The families {@link Elementwise} and {@link Multilinear} supply what follows from the
 * algebra. The catalogue: one record or enum row for each operation, listed in {@link Ops#all()}.
 *
 * <p>Imports {@code glassprop.array} and {@code glassprop.kernel}. It must not import tensors, graphs or any reader of rules:
 * an op does not know who reads it.
 */
@NullMarked
package glassprop.op;

import org.jspecify.annotations.NullMarked;
