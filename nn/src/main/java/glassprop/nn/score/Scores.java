package glassprop.nn.score;

/** How good the predictions of some rows are. A figure that these rows don't define is NaN. */
public sealed interface Scores permits ClassScores, QuantityScores {
  /** The number of rows, 1 or more. */
  int rows();
}
