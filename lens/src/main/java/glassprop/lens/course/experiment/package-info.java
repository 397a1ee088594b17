/**
 * The experiments of the course: each runs, and gives tables whose figures were computed then.
 *
 * <p>{@link glassprop.lens.course.experiment.Experiments} finds them by name; an
 * {@link glassprop.lens.course.experiment.Exhibit} is what one found. Pictures of the same figures come with the drawing
 * of gradient flow. Uses core and {@code nn}.
 */
@NullMarked
package glassprop.lens.course.experiment;

import org.jspecify.annotations.NullMarked;
