/**
 * Simplifies terms: collects monomials and like terms, takes out what is common, distributes only where that cancels, takes
 * constants out of linear ops, and uses the equations that ops state.
 *
 * <p>{@link glassprop.lens.algebra.Simplifier} is the entry. What an op is in the algebra of numbers it says itself
 * ({@link glassprop.op.Arithmetic}, {@link glassprop.op.Identity}): nothing here asks for a particular op. Uses core alone.
 */
@NullMarked
package glassprop.lens.algebra;

import org.jspecify.annotations.NullMarked;
