/**
 * What {@code glassprop train} shows of a run of the workbench, and how it is stopped: {@link glassprop.cli.train.TrainingJob} is the course of it,
 * {@link glassprop.cli.train.Progress} what is seen while it trains, {@link glassprop.cli.train.Report} the rest.
 */
@NullMarked
package glassprop.cli.train;

import org.jspecify.annotations.NullMarked;
