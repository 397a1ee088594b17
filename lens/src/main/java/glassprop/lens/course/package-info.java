/**
 * The course: exercises as data, a learner's folder, and what was done there.
 *
 * <p>{@link glassprop.lens.course.Course} lists the {@link glassprop.lens.course.Exercise}s, which are read from one
 * Markdown file each; {@link glassprop.lens.course.Workspace} is the learner's folder. How an exercise is written is in
 * docs/course.md.
 *
 * <p>Uses the worksheets of {@code lens} and the networks of {@code nn}. It must not print.
 */
@NullMarked
package glassprop.lens.course;

import org.jspecify.annotations.NullMarked;
