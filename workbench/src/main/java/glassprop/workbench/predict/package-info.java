/**
 * Predictions of a saved model, and their score where the target is known: {@link glassprop.workbench.predict.Predictor} takes files, streams and rows
 * by name, and gives {@link glassprop.workbench.predict.Predicted}, as values, CSV or JSON.
 */
@NullMarked
package glassprop.workbench.predict;

import org.jspecify.annotations.NullMarked;
