/**
 * Checks of derivatives against what cannot share their faults: finite differences and naive definitions.
 *
 * <p>{@link GradCheck} checks the gradients of a user's function or network; {@link NumericalGradient} is the other side of that
 * comparison; {@link Law} holds every op to its own statements. A check here never uses the rule that it checks.
 */
@NullMarked
package glassprop.check;

import org.jspecify.annotations.NullMarked;
