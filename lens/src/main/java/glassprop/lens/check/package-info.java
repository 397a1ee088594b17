/**
 * Checks of the gradients of programs: {@link glassprop.lens.check.ProgramCheck} compares each with finite differences.
 *
 * <p>Uses core and the expression language. It must not print.
 */
@NullMarked
package glassprop.lens.check;

import org.jspecify.annotations.NullMarked;
