/**
 * Scores for programs, the same after training and after prediction: {@link glassprop.workbench.score.ScoreJson}.
 */
@NullMarked
package glassprop.workbench.score;

import org.jspecify.annotations.NullMarked;
