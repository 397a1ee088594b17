/**
 * A training run: {@link glassprop.workbench.train.Settings} is what was asked for, {@link glassprop.workbench.train.Dataset} the data made ready,
 * {@link glassprop.workbench.train.Plan} what was made of both, {@link glassprop.workbench.train.Outcome} what came of it.
 * {@link glassprop.workbench.train.TrainingRun} is the course.
 */
@NullMarked
package glassprop.workbench.train;

import org.jspecify.annotations.NullMarked;
