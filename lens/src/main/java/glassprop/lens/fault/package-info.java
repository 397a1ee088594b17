/**
 * Mistakes that people make in a backward pass, as changes of the rules that a sweep follows.
 *
 * <p>{@link glassprop.lens.fault.Rules} says how a sweep goes, {@link glassprop.lens.fault.Fault} lists the mistakes and
 * finds the places where each can be made; a {@link glassprop.lens.fault.Mistake} is one fault at its places. A fault
 * rewrites the terms that ops state, or what happens where paths join: it knows no exercise and no network.
 *
 * <p>This is the one package that names particular ops (a transpose, a step function), since the mistakes are about
 * them. Uses core alone.
 */
@NullMarked
package glassprop.lens.fault;

import org.jspecify.annotations.NullMarked;
