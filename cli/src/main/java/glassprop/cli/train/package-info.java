/**
 * The job of {@code glassprop train}: read data, check gradients, train, report and save.
 *
 * <p>{@link glassprop.cli.train.TrainingJob} is the course of it; {@link glassprop.cli.train.Settings} is what was
 * asked for, {@link glassprop.cli.train.Plan} what was made of it, {@link glassprop.cli.train.Outcome} what came of it.
 */
@NullMarked
package glassprop.cli.train;

import org.jspecify.annotations.NullMarked;
