/**
 * Worksheets: what is asked, what a learner writes, and the judgement.
 *
 * <p>A {@link glassprop.lens.worksheet.Computation} is a program as equations, with what an exercise gives. A
 * {@link glassprop.lens.worksheet.Replay} goes through it forward and back, taking what a learner found for what would be
 * computed, and following right {@link glassprop.lens.fault.Rules rules} or faulty ones.
 * {@link glassprop.lens.worksheet.Judge} compares.
 *
 * <p>Uses core, the expression language and {@code fault}. It must not know exercises, files or how a judgement is
 * printed.
 */
@NullMarked
package glassprop.lens.worksheet;

import org.jspecify.annotations.NullMarked;
