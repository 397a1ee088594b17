/**
 * What {@code glassprop exercise} prints: the catalogue, statements, judgements, solutions and progress.
 *
 * <p>Uses lens and the terminal. It must not know the commands.
 */
@NullMarked
package glassprop.cli.exercise;

import org.jspecify.annotations.NullMarked;
