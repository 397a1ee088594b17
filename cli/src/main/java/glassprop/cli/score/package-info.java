/** What people read of scores, the same after training and after prediction: {@link glassprop.cli.score.ScoreText}. */
@NullMarked
package glassprop.cli.score;

import org.jspecify.annotations.NullMarked;
