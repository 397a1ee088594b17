/**
 * Derivations: how the gradients of a program come about, as data.
 *
 * <p>{@link glassprop.lens.derivation.Derivation} is the entry, {@code Derivation.of(program, values, wrt)}. It holds the quantities of the
 * forward pass, the contributions of the backward pass, closed forms, and checks; formulas and rules are terms whose symbols are the
 * quantities ({@link glassprop.op.Term.Role#INPUT}) and their cotangents ({@link glassprop.op.Term.Role#COTANGENT}), by slot.
 * {@code glassprop.lens.typeset} writes them.
 *
 * <p>A derivation is one more reader of the rules: nothing here asks for a particular op. Uses core, the algebra and the expression
 * language; it must not print.
 */
@NullMarked
package glassprop.lens.derivation;

import org.jspecify.annotations.NullMarked;
