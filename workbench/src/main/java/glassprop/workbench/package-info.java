/**
 * Training and prediction from files, for whoever has a task rather than a tensor: a command, a page or a service. Nothing here prints, reads a command
 * line or knows a terminal.
 *
 * <p>{@link glassprop.workbench.train.TrainingRun} goes from data to a saved model, {@link glassprop.workbench.predict.Predictor} from a saved model to
 * predictions. What cannot be done is told by a {@link glassprop.workbench.WorkbenchException}, or an exception of {@code nn}; messages name
 * settings as the options of the {@code glassprop} command. This package holds what both share: the folder and the files of a run.
 */
@NullMarked
package glassprop.workbench;

import org.jspecify.annotations.NullMarked;
