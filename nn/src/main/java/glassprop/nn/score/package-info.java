/**
 * How good predictions are where the truth is known: {@link glassprop.nn.score.ClassScores} and
 * {@link glassprop.nn.score.QuantityScores}. Every figure is stated here, once; training and prediction read it.
 *
 * <p>It works on plain arrays, and imports nothing of the other packages of {@code glassprop.nn}.
 */
@NullMarked
package glassprop.nn.score;

import org.jspecify.annotations.NullMarked;
