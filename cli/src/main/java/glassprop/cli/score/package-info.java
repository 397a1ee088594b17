/**
 * What people and programs read of scores, the same after training and after prediction: {@link glassprop.cli.score.ScoreText} in words,
 * {@link glassprop.cli.score.ScoreJson} as JSON. Imports {@code glassprop.nn.score} and the terminal.
 */
@NullMarked
package glassprop.cli.score;

import org.jspecify.annotations.NullMarked;
